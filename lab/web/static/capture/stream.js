// One loaded page document is one stream: it numbers its events and keeps them safe.

import { keepTail } from "./outbox.js";

const BATCH_MS = 250;
const CLOCK_JUMP_MS = 1000;
// What must not be lost even if the device dies in the next second.
const STRICT = /^(page_|field_changed|error_|submit_|leave_|stream_)/;

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function replacePrevious(id) {
  try {
    const before = sessionStorage.getItem("formwerkstatt") ?? "";
    sessionStorage.setItem("formwerkstatt", id);
    return before;
  } catch {
    return "";
  }
}

// `opening` is the outbox to come: events count from the first moment on.
export function openStream({ token, session, page }, opening, onSaved) {
  const id = randomId();
  const header = {
    stream: id,
    token,
    session,
    page,
    opened_at: Math.round(performance.timeOrigin),
    prev: replacePrevious(id),
    device: matchMedia("(pointer: coarse)").matches ? "touch" : "mouse",
  };
  const unsaved = new Set();
  let seq = 0;
  let timer = 0;
  let stopped = false;
  let offset = Date.now() - performance.now();

  const save = async (strict) => {
    clearTimeout(timer);
    timer = 0;
    const outbox = await opening;
    const events = [...unsaved];
    if (!events.length) return;
    header.buffer = outbox.kind;
    await outbox.save(header, events, strict);
    events.forEach((event) => unsaved.delete(event));
    onSaved(strict);
  };

  const add = (kind, field, data) =>
    unsaved.add({ stream: id, seq: seq++, t: performance.now(), kind, field, data });

  const record = (kind, field = "", data = {}) => {
    if (stopped) return;
    // A jump between the two clocks: the device slept, or its clock was set.
    const gap = Date.now() - performance.now() - offset;
    if (Math.abs(gap) > CLOCK_JUMP_MS) {
      offset += gap;
      add("clock_gap", "", { gap_ms: Math.round(gap) });
    }
    add(kind, field, data);
    if (STRICT.test(kind)) save(true).catch(() => {});
    else timer ||= setTimeout(() => save(false).catch(() => {}), BATCH_MS);
  };

  return {
    header,
    record,
    unsaved: () => [...unsaved],
    // Nothing comes after the end: browsers tell of hiding once more while unloading.
    end: () => {
      record("stream_ended", "", { last_seq: seq });
      stopped = true;
    },
    keepTail: () => keepTail(header, [...unsaved]),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      unsaved.clear();
    },
  };
}
