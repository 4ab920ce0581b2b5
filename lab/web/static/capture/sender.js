// Takes events from the outbox to the server: again and again, until each is acknowledged.

import { collectTails, dropTails } from "./tails.js";

const MOST_EVENTS = 200;
const MOST_BYTES = 120_000;
const HIDDEN_BYTES = 30_000;
const TIMEOUT_MS = 10_000;
const SOON_MS = 100;
const ORDINARY_MS = 2000;
const EVERY_MS = 30_000;
const LONGEST_WAIT_MS = 60_000;
const LONGEST_RETRY_AFTER_MS = 300_000;
const IMPORTANT_AFTER_FAILURE_MS = 5000;
const MOST_TIMES_TURNED_AWAY = 20;

const post = (endpoint, body, options) =>
  fetch(endpoint, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    credentials: "omit",
    referrer: "",
    redirect: "error",
    body,
    ...options,
  });

// Status 0 is no answer: no network, too slow, or led elsewhere.
async function ask(endpoint, body) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), TIMEOUT_MS);
  try {
    const response = await post(endpoint, body, { signal: patience.signal });
    const wait = Number(response.headers.get("Retry-After")) * 1000;
    return { status: response.status, wait, answer: await response.json().catch(() => null) };
  } catch {
    return { status: 0 };
  } finally {
    clearTimeout(timer);
  }
}

// A captive portal answers 200 with a page of its own: only our own words are an answer.
function settledBy({ status, answer }, stream, sent) {
  const ack = status === 200 && answer?.acks?.[stream];
  if (!ack) return [];
  const aside = [ack.also, answer.quarantined, answer.conflicts].flat();
  return sent.map(({ seq }) => seq).filter((seq) => seq <= ack.upto || aside.includes(seq));
}

const withoutContents = (event) => ({ ...event, data: { unreadable: true } });

// `own` is the stream of this page, if it records.
export function startSender(endpoint, outbox, own, onWithdrawn) {
  let running = false;
  let again = false;
  let failures = 0;
  let notBefore = 0;
  let due = Infinity;
  let timer = 0;
  let turnedAway = 0;
  let leaving = 0;
  const refused = new Set();
  const isOwn = ({ stream }) => stream === own?.header.stream;

  const body = (header, events) => {
    const { session, ...said } = header;
    const now = Date.now();
    const age = isOwn(header) ? performance.now() : Math.max(0, now - header.opened_at);
    const rows = events.map((event) => [event.seq, event.t, event.kind, event.field, event.data]);
    return JSON.stringify({ v: 1, ...said, clock: [age, now], events: rows });
  };

  // The first that fit, at least one.
  const fitting = (header, events, limit) => {
    let some = events;
    while (some.length > 1 && body(header, some).length > limit) {
      some = some.slice(0, some.length >> 1);
    }
    return some;
  };

  const backOff = (asked) => {
    failures += 1;
    if (asked > 0) notBefore = performance.now() + Math.min(asked, LONGEST_RETRY_AFTER_MS);
    return false;
  };

  const settle = async ({ stream }, seqs) => {
    failures = 0;
    await outbox.acknowledge(stream, seqs);
    if (isOwn({ stream })) own.acknowledge(seqs);
  };

  // True when the stream is through, false when the sender has to wait.
  const drain = async (header) => {
    const { stream, session } = header;
    let most = MOST_EVENTS;
    while (!refused.has(stream)) {
      const waiting = await outbox.waiting(stream, most || 1);
      if (!waiting.length) return true;
      const sent = most ? fitting(header, waiting, MOST_BYTES) : waiting.map(withoutContents);
      const reply = await ask(endpoint, body(header, sent));
      const { status } = reply;
      const unreadable = status === 400 || status === 413;
      if (status === 410) await onWithdrawn(session);
      else if (status === 401 || status === 403 || (unreadable && !most)) refused.add(stream);
      else if (unreadable) most = sent.length >> 1; // 0: one event, without its contents
      else {
        const seqs = settledBy(reply, stream, sent);
        if (!seqs.length) return backOff(reply.wait);
        await settle(header, seqs);
        most = Math.min(MOST_EVENTS, 2 * most || 1);
      }
    }
    return true;
  };

  // Its own stream first, the others in any order: none can hold up the rest for ever.
  const drainAll = async () => {
    turnedAway = 0;
    await collectTails(outbox);
    const place = (header) => (isOwn(header) ? -1 : Math.random());
    const queue = (await outbox.headers()).map((header) => ({ header, at: place(header) }));
    for (const { header } of queue.sort((one, other) => one.at - other.at)) {
      if (!(await drain(header))) return;
      if (refused.has(header.stream)) continue;
      dropTails(header.stream);
      if (!isOwn(header)) await outbox.release(header.stream);
    }
  };

  // One sender a device where the browser can say so; else several, which is only wasteful. A
  // page that was frozen in its turn does not keep the others from theirs.
  const drainAlone = () =>
    navigator.locks
      ? navigator.locks.request("formwerkstatt", { ifAvailable: true }, (lock) =>
          lock || ++turnedAway > MOST_TIMES_TURNED_AWAY
            ? drainAll()
            : plan(1000 + Math.random() * 1000),
        )
      : drainAll();

  const turn = async () => {
    due = Infinity;
    again = running;
    if (running) return;
    running = true;
    await drainAlone().catch(() => backOff(0));
    running = false;
    const tired = Math.random() * Math.min(LONGEST_WAIT_MS, 1000 * 2 ** failures);
    plan(failures ? tired : again ? 0 : EVERY_MS);
  };

  // Brings the next turn forward, never back: who waits longer has to wait for nobody.
  const plan = (wait) => {
    const at = Math.max(performance.now() + wait, notBefore);
    if (at >= due) return;
    due = at;
    clearTimeout(timer);
    timer = setTimeout(turn, at - performance.now());
  };

  return {
    now: () => {
      failures = 0;
      plan(0);
    },
    // After a failure only what is important shortens the wait.
    soon: (important) => {
      if (!failures) plan(important ? SOON_MS : ORDINARY_MS);
      else if (important) plan(IMPORTANT_AFTER_FAILURE_MS);
    },
    // A page that goes away sends what fits the browser's small allowance. The outbox has it
    // all, and a doubled event does no harm.
    farewell: () => {
      const events = own.unsent().reverse();
      const text = body(own.header, fitting(own.header, events, HIDDEN_BYTES));
      if (!events.length || leaving + text.length > 2 * HIDDEN_BYTES) return;
      leaving += text.length;
      post(endpoint, text, { keepalive: true })
        .catch(() => {})
        .finally(() => (leaving -= text.length));
    },
  };
}
