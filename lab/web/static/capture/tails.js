// What a closing page cannot put on disk in time goes where writing is immediate.

import { isImportant } from "./outbox.js";

const TAIL = "formwerkstatt-tail-";
const GONE = "formwerkstatt-gone";

// Of tails that only memory could take, and whose events are therefore still to be sent.
const taken = new Set();
let mine = "";

const drop = (key) => {
  try {
    localStorage.removeItem(key);
  } catch {}
};

// No tail is ever changed: a page that takes one over can remove it without looking, for the page
// that wrote it, if it lives, puts what is new under another name.
function keep(header, events) {
  const key = `${TAIL}${header.stream}-${performance.now()}`;
  localStorage[key] = JSON.stringify({ header, events });
  drop(mine);
  mine = key;
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
    drop(key);
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

// The tails join the outbox; a doubled event has the same key. One that only memory could take
// stays until it is sent.
export async function collectTails(outbox) {
  for (const { key, header, events } of tails()) {
    if (taken.has(key)) continue;
    if (await outbox.save(header, events, true)) drop(key);
    else taken.add(key);
  }
}

// The other tabs hear of what is stored, also if it is gone at once.
export function tellOtherTabs(session) {
  try {
    localStorage[GONE] = session;
  } catch {}
  drop(GONE);
}

export function dropTails(stream) {
  taken.forEach((key) => key.startsWith(TAIL + stream) && drop(key));
}

export function dropTailsOf(session) {
  tails().forEach(({ key, header }) => header.session === session && drop(key));
}
