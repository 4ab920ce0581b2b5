// One loaded page document is one stream: it numbers its events and keeps them safe.

import { device } from "./listening.js";
import { isImportant } from "./outbox.js";

const BATCH_MS = 250;
const CLOCK_JUMP_MS = 1000;
const LAST = "formwerkstatt";
const END_UNKNOWN = -1;

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The tab remembers its last stream, and how far it went, for the stream that follows.
function remember(session, stream, last) {
  try {
    sessionStorage[LAST] = `${session} ${stream} ${last}`;
  } catch {}
}

function previous(session) {
  try {
    const [whose, prev, last] = sessionStorage[LAST].split(" ");
    return whose === session ? { prev, prev_last: Number(last) } : {};
  } catch {
    return {};
  }
}

export function forgetLast(session) {
  try {
    if (sessionStorage[LAST].startsWith(session)) sessionStorage.removeItem(LAST);
  } catch {}
}

// `opening` is the outbox to come: events count from the first moment on.
export function openStream({ token, session, page }, opening, onSaved) {
  const stream = randomId();
  const header = {
    stream,
    token,
    session,
    page,
    opened_at: Math.round(performance.timeOrigin),
    prev: "",
    prev_last: END_UNKNOWN,
    ...previous(session),
    device,
    buffer: "disk",
    dropped: 0,
  };
  remember(session, stream, END_UNKNOWN);
  const unsent = new Map();
  const unsaved = new Set();
  let seq = 0;
  let timer = 0;
  let silent = false;
  let forgotten = false;
  let offset = Date.now() - performance.now();

  const save = async (strict) => {
    clearTimeout(timer);
    timer = 0;
    const outbox = await opening;
    const events = [...unsaved];
    if (!events.length) return;
    const kept = await outbox.save(header, events, strict);
    header.buffer = kept ? "disk" : "memory";
    if (kept) events.forEach((event) => unsaved.delete(event));
    else unsent.forEach((event) => unsaved.add(event)); // the disk may have lost all it had
    onSaved(strict || !kept);
  };

  const add = (kind, field, data) => {
    const event = { stream, seq: seq++, t: performance.now(), kind, field, data };
    unsent.set(event.seq, event);
    unsaved.add(event);
    if (isImportant(event)) save(true);
    else timer ||= setTimeout(save, BATCH_MS);
  };

  // A jump between the two clocks: the device slept, or its clock was set.
  const noteClock = () => {
    const gap = Date.now() - performance.now() - offset;
    if (Math.abs(gap) <= CLOCK_JUMP_MS) return;
    offset += gap;
    add("clock_gap", "", { gap_ms: Math.round(gap) });
  };

  const stop = () => {
    silent = true;
    clearTimeout(timer);
  };

  return {
    header,
    record: (kind, field = "", data = {}) => {
      if (silent) return;
      noteClock();
      add(kind, field, data);
    },
    unsent: () => [...unsent.values()],
    unsaved: () => [...unsaved],
    acknowledge: (seqs) => {
      for (const one of seqs) {
        unsaved.delete(unsent.get(one));
        unsent.delete(one);
      }
    },
    // Hidden, a page may be killed without a word, but nothing more happens on it.
    pause: () => remember(session, stream, seq - 1),
    goOn: () => {
      silent = forgotten;
      remember(session, stream, END_UNKNOWN);
    },
    // Nothing comes after the end: browsers tell of hiding once more while unloading.
    end: () => {
      if (silent) return;
      noteClock();
      add("stream_ended", "", { last_seq: seq });
      stop();
    },
    forget: () => {
      stop();
      forgotten = true;
      unsent.clear();
      unsaved.clear();
    },
  };
}
