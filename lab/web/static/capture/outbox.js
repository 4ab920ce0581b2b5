// The device's memory: an event stays here until the server has acknowledged it.

const NAME = "formwerkstatt";
const PATIENCE_MS = 3000;
const IMPORTANT = /^(page_|field_changed|error_shown|stream_)|_pressed$/;

// What must not be lost even if the device dies in the next second, or is full.
export const isImportant = ({ kind }) => IMPORTANT.test(kind);

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// Only a page that records may make the database: others look after what is there.
async function openDatabase(mayMake) {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    if (!mayMake) return request.transaction.abort();
    request.result.createObjectStore("events", { keyPath: ["stream", "seq"] });
    request.result.createObjectStore("streams", { keyPath: "stream" });
  };
  const tooLong = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
  const database = await Promise.race([done(request), tooLong]);
  database.onversionchange = () => database.close();
  return database;
}

function onDisk(database) {
  const change = (durability, work) =>
    new Promise((resolve, reject) => {
      const going = database.transaction(["events", "streams"], "readwrite", { durability });
      going.oncomplete = resolve;
      going.onabort = () => reject(going.error);
      work(going.objectStore("events"), going.objectStore("streams"));
    });
  const reading = async (name) => database.transaction(name).objectStore(name);
  const all = (stream) => IDBKeyRange.bound([stream, 0], [stream, Infinity]);
  return {
    save: (header, made, strict) =>
      change(strict ? "strict" : "relaxed", (events, streams) => {
        streams.put(header);
        made.forEach((event) => events.put(event));
      }),
    headers: async () => done((await reading("streams")).getAll()),
    waiting: async (stream, most) => done((await reading("events")).getAll(all(stream), most)),
    acknowledge: (stream, seqs) =>
      change("relaxed", (events) => seqs.forEach((seq) => events.delete([stream, seq]))),
    // Its page may be open in another tab and have saved more in the meantime.
    release: (stream) =>
      change("relaxed", (events, streams) => {
        events.count(all(stream)).onsuccess = ({ target }) => target.result || streams.delete(stream);
      }),
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
  const of = (stream) => events.get(stream) ?? new Map();
  const forget = async (stream) => headers.delete(stream) && events.delete(stream);
  return {
    save: async (header, made) => {
      const known = of(header.stream);
      made.forEach((event) => known.set(event.seq, event));
      events.set(header.stream, known);
      headers.set(header.stream, header);
    },
    headers: async () => [...headers.values()],
    waiting: async (stream, most) => [...of(stream).values()].slice(0, most),
    acknowledge: async (stream, seqs) => seqs.forEach((seq) => of(stream).delete(seq)),
    release: async (stream) => of(stream).size || forget(stream),
    forget,
  };
}

// What a full or dying disk does not take is kept in memory, and sent from there.
function withReserve(disk, memory) {
  const onBoth = (name) => (stream, given) =>
    Promise.all([memory[name](stream, given), disk?.[name](stream, given)]);
  const readBoth = (name) => async (...given) => {
    const stored = await disk?.[name](...given).catch(() => (disk = null));
    return [...(stored ?? []), ...(await memory[name](...given))];
  };
  return {
    // True when it is on disk.
    save: async (header, made, strict) => {
      const kept = disk && (await disk.save(header, made, strict).then(() => true, () => false));
      if (!kept) await memory.save(header, made);
      return Boolean(kept);
    },
    headers: readBoth("headers"),
    waiting: readBoth("waiting"),
    acknowledge: onBoth("acknowledge"),
    release: onBoth("release"),
    forget: onBoth("forget"),
  };
}

// Private windows and strict policies refuse IndexedDB: then memory, and the stream says so.
export async function openOutbox(mayMake) {
  const disk = await openDatabase(mayMake).then(onDisk).catch(() => null);
  return withReserve(disk, inMemory());
}

// Everything of one session goes, sent or not: the person has withdrawn.
export async function forgetSession(outbox, session) {
  const gone = (await outbox.headers()).filter((header) => header.session === session);
  await Promise.all(gone.map((header) => outbox.forget(header.stream)));
}
