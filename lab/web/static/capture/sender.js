// Takes events from the outbox to the server: again and again, until each is acknowledged.

const MOST_EVENTS = 200;
const MOST_BYTES = 120_000;
const HIDDEN_BYTES = 30_000;
const TIMEOUT_MS = 10_000;
const LONGEST_WAIT_MS = 60_000;
const LONGEST_RETRY_AFTER_MS = 300_000;
const EVERY_MS = 30_000;

function body({ session, ...header }, events) {
  const clock = [performance.now(), Date.now()];
  const rows = events.map((event) => [event.seq, event.t, event.kind, event.field, event.data]);
  return JSON.stringify({ v: 1, ...header, clock, dropped: 0, events: rows });
}

// The first events that fit; at least one.
function fitting(header, events, limit) {
  let count = events.length;
  while (count > 1 && body(header, events.slice(0, count)).length > limit) count >>= 1;
  return events.slice(0, count);
}

const post = (endpoint, text, options) =>
  fetch(endpoint, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    credentials: "omit",
    redirect: "error",
    cache: "no-store",
    body: text,
    ...options,
  });

// A captive portal answers 200 with a page of its own: only our own words are an answer.
async function settledBy(response, stream, sent) {
  if (response.status !== 200) return null;
  const answer = await response.json();
  const ack = answer.acks?.[stream];
  if (!ack) return null;
  const aside = [...(ack.also ?? []), ...(answer.quarantined ?? []), ...(answer.conflicts ?? [])];
  return sent.map(({ seq }) => seq).filter((seq) => seq <= ack.upto || aside.includes(seq));
}

export function startSender(endpoint, outbox, own, onWithdrawn) {
  let running = false;
  let again = false;
  let failures = 0;
  let timer = 0;
  let most = MOST_EVENTS;
  let leaving = 0;
  const refused = new Set();

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
  };

  const backOff = (response) => {
    const asked = Number(response?.headers.get("Retry-After")) * 1000;
    const wait = Math.random() * Math.min(LONGEST_WAIT_MS, 1000 * 2 ** failures++);
    later(asked > 0 ? Math.min(asked, LONGEST_RETRY_AFTER_MS) : wait);
    return false;
  };

  // Too much, or one event that cannot be read: halve, then mark the one, then let it go.
  const shrink = async ({ stream, ...header }, sent) => {
    const [event] = sent;
    if (sent.length > 1) most = sent.length >> 1;
    else if (event.data.unreadable) await outbox.acknowledge(stream, [event.seq]);
    else await outbox.save({ stream, ...header }, [{ ...event, data: { unreadable: true } }], true);
    return true;
  };

  const handle = async (response, header, sent) => {
    const { stream, session } = header;
    const { status } = response;
    if (status === 413 || status === 400) return shrink(header, sent);
    if (status === 401 || status === 403) refused.add(stream);
    else if (status === 410) {
      await outbox.forget(stream);
      onWithdrawn(session);
    } else {
      const seqs = await settledBy(response, stream, sent);
      if (!seqs) return backOff(response);
      failures = 0;
      most = MOST_EVENTS;
      await outbox.acknowledge(stream, seqs);
    }
    return true;
  };

  // True when the stream is through, false when the sender has to wait.
  const drain = async (header) => {
    while (!refused.has(header.stream)) {
      const waiting = await outbox.waiting(header.stream, most);
      if (!waiting.length) return true;
      const sent = fitting(header, waiting, MOST_BYTES);
      const signal = AbortSignal.timeout?.(TIMEOUT_MS);
      const response = await post(endpoint, body(header, sent), { signal }).catch(() => null);
      if (!response) return backOff(null);
      if (!(await handle(response, header, sent).catch(() => backOff(null)))) return false;
    }
    return true;
  };

  const drainAll = async () => {
    for (const header of await outbox.headers()) {
      if (!(await drain(header))) return;
      const { stream } = header;
      if (stream !== own && !refused.has(stream)) await outbox.forget(stream);
    }
    later(EVERY_MS);
  };

  // One sender a device where the browser can say so; else several, which is only wasteful.
  const drainAlone = () =>
    navigator.locks
      ? navigator.locks.request("formwerkstatt", { ifAvailable: true }, (lock) =>
          lock ? drainAll() : later(1000 + Math.random() * 1000),
        )
      : drainAll();

  const flush = async () => {
    again = running;
    if (running) return;
    running = true;
    await drainAlone().catch(() => later(EVERY_MS));
    running = false;
    if (again) later(0);
    again = false;
  };

  // A page that goes away sends what fits the browser's small allowance. The outbox has it
  // all, and a doubled event does no harm.
  const flushHidden = (header, events) => {
    const text = body(header, fitting(header, events, HIDDEN_BYTES));
    if (!events.length || leaving + text.length > 2 * HIDDEN_BYTES) return;
    leaving += text.length;
    post(endpoint, text, { keepalive: true })
      .catch(() => {})
      .finally(() => (leaving -= text.length));
  };

  addEventListener("online", () => {
    failures = 0;
    flush();
  });
  return { flush, flushHidden, stop: () => clearTimeout(timer) };
}
