"""Durable events per second: over HTTP and in process, beside bare sqlite3 and beside no storing.

A batch is 20 events, as a browser sends them, and is acknowledged when it is on disk: WAL and
synchronous=FULL, here and in bare sqlite3. Machines are shared and noisy: compare the ratios inside
one run, and the processor time of the server.
"""

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.tools.messages import EVENTS, event, messages
from benchmarks.tools.processes import processor_seconds, running
from benchmarks.tools.visitor import STREAM_TOKEN, found_in, participant
from lab.sessions.wire import StreamToken
from lab.store import attempts
from lab.store.database import open_store
from lab.store.ingest import Ingest
from tests.store.samples import begin_session

PAGE = "address"
SENDERS = (1, 10, 50)


@dataclass(frozen=True, slots=True)
class Rate:
    """Events a second, microseconds of the server's processor an event, ms until the answer."""

    per_second: float
    processor_us: float
    p50: float = 0.0
    p95: float = 0.0


def bare(batches: int) -> Rate:
    """sqlite3's executemany into such a table, a commit for each batch."""
    with tempfile.TemporaryDirectory() as folder:
        db = sqlite3.connect(Path(folder) / "bare.sqlite3", isolation_level=None)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute(
            "CREATE TABLE event (stream INTEGER, seq INTEGER, t_ms REAL, kind TEXT, page TEXT,"
            " field TEXT, data TEXT, PRIMARY KEY (stream, seq)) WITHOUT ROWID"
        )
        rows = [
            (seq, t_ms, kind, PAGE, field, json.dumps(told))
            for seq, t_ms, kind, field, told in map(event, range(EVENTS))
        ]
        begun, used = time.perf_counter(), time.process_time()
        for number in range(batches):
            db.execute("BEGIN IMMEDIATE")
            db.executemany(
                "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [(number, *row) for row in rows],
            )
            db.execute("COMMIT")
        used, took = time.process_time() - used, time.perf_counter() - begun
        db.close()
    return Rate(batches * EVENTS / took, 1e6 * used / (batches * EVENTS))


def in_process(senders: int, batches: int, database_url: str) -> Rate:
    """Without HTTP: threads hand their messages to the store."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(database_url or f"sqlite:///{folder}/lab.sqlite3")
        session = store.write(lambda db: begin_session(db, now))
        with store.read() as db:
            attempt = attempts.of_session(db, session.id)[0]
        ingest = Ingest(store, lambda _: StreamToken(session.id, attempt.id, PAGE))

        def send(sent: Iterable[tuple[bytes, int]]) -> None:
            for body, _ in sent:
                if ingest.receive(body, now).status != 200:
                    raise SystemExit("a batch was not acknowledged")

        work = [list(messages("t" * 120, PAGE, batches // senders)) for _ in range(senders)]
        threads = [threading.Thread(target=send, args=(part,)) for part in work]
        begun, used = time.perf_counter(), time.process_time()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        used, took = time.process_time() - used, time.perf_counter() - begun
        store.close()
    events = sum(map(len, work)) * EVENTS
    return Rate(events / took, 1e6 * used / events)


def over_http(what: str, senders: int, batches: int, database_url: str) -> Rate:
    """what: the lab, or a server that acknowledges without storing."""
    with running("granian", what, database_url) as served:
        port = served[0].port
        tokens = [_token(port) if what == "lab" else "t" * 120 for _ in range(senders)]
        asked = {"port": port, "page": PAGE, "tokens": tokens, "batches": batches // senders}
        used = processor_seconds(served)
        told = json.loads(
            subprocess.run(
                [sys.executable, "-m", "benchmarks.tools.senders"],
                input=json.dumps(asked).encode(),
                stdout=subprocess.PIPE,
                check=True,
            ).stdout
        )
        used = processor_seconds(served) - used
    events = batches // senders * senders * EVENTS
    return Rate(events / told["seconds"], 1e6 * used / events, told["p50"], told["p95"])


def _token(port: int) -> str:
    line = participant(port)
    return found_in(line.get(f"/form/{PAGE}"), STREAM_TOKEN)


def rounds(repeats: int, batches: int, database_url: str) -> Iterator[dict[str, Rate]]:
    """Everything once in each round, so that what is compared was measured close together."""
    for _ in range(repeats):
        found = {"bare sqlite3, a commit a batch": bare(batches)}
        for senders in SENDERS:
            of = f"{senders:2} senders"
            found[f"the lab over HTTP, {of}"] = over_http("lab", senders, batches, database_url)
            found[f"acknowledged only, {of}"] = over_http("idle", senders, batches, "")
            found[f"the lab in process, {of}"] = in_process(senders, batches, database_url)
        yield found


def show(found: Sequence[dict[str, Rate]]) -> None:
    """Medians; the ratio is that of a round, against bare sqlite3 in the same."""
    median = statistics.median
    for name in found[0]:
        rates = [one[name] for one in found]
        ratio = median(one[name].per_second / next(iter(one.values())).per_second for one in found)
        print(
            f"{name:<32}{median(one.per_second for one in rates):>10,.0f} events/s{ratio:>7.2f}"
            f"{median(one.processor_us for one in rates):>8.1f} µs of processor each"
            f"{median(one.p50 for one in rates):>8.1f} / {median(one.p95 for one in rates):.1f} ms",
            flush=True,
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--batches", type=int, default=4000, help="in all, for each figure")
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--database-url", default="", help="another database than SQLite")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    found = list(rounds(given.repeats, given.batches, given.database_url))
    if given.json:
        print(json.dumps([{name: asdict(rate) for name, rate in one.items()} for one in found]))
    else:
        show(found)


if __name__ == "__main__":
    main()
