// The device's memory: an event stays here until the server has acknowledged it.

const NAME = "formwerkstatt";
const TAIL = "formwerkstatt-tail-";

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function openDatabase() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("events", { keyPath: ["stream", "seq"] });
    request.result.createObjectStore("streams", { keyPath: "stream" });
  };
  return done(request);
}

function onDisk(database) {
  const change = (durability, work) =>
    new Promise((resolve, reject) => {
      const going = database.transaction(["events", "streams"], "readwrite", { durability });
      going.oncomplete = resolve;
      going.onabort = () => reject(going.error);
      work(going.objectStore("events"), going.objectStore("streams"));
    });
  const reading = (name) => database.transaction(name).objectStore(name);
  const all = (stream) => IDBKeyRange.bound([stream, 0], [stream, Infinity]);
  return {
    kind: "disk",
    save: (header, made, strict) =>
      change(strict ? "strict" : "relaxed", (events, streams) => {
        streams.put(header);
        made.forEach((event) => events.put(event));
      }),
    headers: () => done(reading("streams").getAll()),
    waiting: (stream, most) => done(reading("events").getAll(all(stream), most)),
    acknowledge: (stream, seqs) =>
      change("relaxed", (events) => seqs.forEach((seq) => events.delete([stream, seq]))),
    forget: (stream) =>
      change("strict", (events, streams) => {
        events.delete(all(stream));
        streams.delete(stream);
      }),
  };
}

function inMemory() {
  const headers = new Map();
  const events = new Map();
  const of = (stream) => [...events.values()].filter((event) => event.stream === stream);
  const drop = (stream, seq) => events.delete(`${stream} ${seq}`);
  return {
    kind: "memory",
    save: async (header, made) => {
      headers.set(header.stream, header);
      made.forEach((event) => events.set(`${event.stream} ${event.seq}`, event));
    },
    headers: async () => [...headers.values()],
    waiting: async (stream, most) => of(stream).slice(0, most),
    acknowledge: async (stream, seqs) => seqs.forEach((seq) => drop(stream, seq)),
    forget: async (stream) => {
      of(stream).forEach(({ seq }) => drop(stream, seq));
      headers.delete(stream);
    },
  };
}

// Private windows and strict policies refuse IndexedDB: then memory, and the stream says so.
export async function openOutbox() {
  try {
    return onDisk(await openDatabase());
  } catch {
    return inMemory();
  }
}

// What a closing page cannot save in time goes where writing is immediate.
export function keepTail(header, events) {
  try {
    if (events.length) localStorage[TAIL + header.stream] = JSON.stringify({ header, events });
  } catch {
    // No room or no permission: the request under way is all there is.
  }
}

const tails = () => Object.keys(localStorage).filter((key) => key.startsWith(TAIL));

// At the next page the tails join the outbox; a doubled event has the same key.
export async function collectTails(outbox) {
  try {
    for (const key of tails()) {
      const { header, events } = JSON.parse(localStorage[key]);
      await outbox.save(header, events, true);
      if (outbox.kind === "disk") localStorage.removeItem(key);
    }
  } catch {
    // Storage is refused or full: the tails stay where they are.
  }
}

// Everything of one session goes, sent or not: the person has withdrawn.
export async function purge(outbox, session) {
  const gone = (await outbox.headers()).filter((header) => header.session === session);
  await Promise.all(gone.map((header) => outbox.forget(header.stream)));
  try {
    tails()
      .filter((key) => JSON.parse(localStorage[key]).header.session === session)
      .forEach((key) => localStorage.removeItem(key));
  } catch {
    // Storage is refused: nothing was kept.
  }
}
