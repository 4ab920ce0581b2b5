// What a closing page cannot put on disk in time goes where writing is immediate.

import { isImportant } from "./outbox.js";

const TAIL = "formwerkstatt-tail-";

function keep(header, events) {
  localStorage[TAIL + header.stream] = JSON.stringify({ header, events });
}

// No room for all: what matters most, and how many were given up. No room at all, or no
// permission: the request under way is all there is.
function keepImportant(header, events) {
  const important = events.filter(isImportant);
  try {
    keep({ ...header, dropped: events.length - important.length }, important);
  } catch {}
}

export function keepTail(header, events) {
  if (!events.length) return;
  try {
    keep(header, events);
  } catch {
    keepImportant(header, events);
  }
}

function read(key) {
  try {
    return [{ key, ...JSON.parse(localStorage[key]) }];
  } catch {
    localStorage.removeItem(key);
    return [];
  }
}

function tails() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(TAIL)).flatMap(read);
  } catch {
    return [];
  }
}

// At the next page the tails join the outbox; a doubled event has the same key. A tail that
// only memory could take stays until it is sent.
export async function collectTails(outbox) {
  for (const { key, header, events } of tails()) {
    if (await outbox.save(header, events, true)) localStorage.removeItem(key);
  }
}

export function dropTail(stream) {
  try {
    localStorage.removeItem(TAIL + stream);
  } catch {}
}

export function dropTailsOf(session) {
  const gone = tails().filter(({ header }) => header.session === session);
  gone.forEach(({ header }) => dropTail(header.stream));
}
