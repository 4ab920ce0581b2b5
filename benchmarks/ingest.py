"""Durable events per second into SQLite, in process, beside bare sqlite3 with the same durability.

A batch is 20 events, as a browser sends them. Every figure waits for the disk: WAL and
synchronous=FULL. Machines are noisy: compare the ratios inside one run.
"""

import argparse
import json
import secrets
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from lab.sessions.wire import StreamToken
from lab.store import attempts
from lab.store.database import Store, open_store
from lab.store.ingest import Ingest
from tests.store.samples import begin_session

EVENTS = 20
CARRIED = {"dwell_ms": 812.5, "length": 12, "blank": False, "changed": True}


def message(stream: str, first: int) -> bytes:
    seqs = range(first, first + EVENTS)
    events = [[seq, 1000.5 + seq, "field_left", "name", CARRIED] for seq in seqs]
    head = {"v": 1, "token": "t" * 120, "stream": stream, "page": "person", "prev": ""}
    clock = {"opened_at": 1_700_000_000_000, "clock": [1000.0, 1_700_000_001_000], "dropped": 0}
    return json.dumps({**head, **clock, "device": "touch", "events": events}).encode()


def messages(batches: int) -> list[bytes]:
    """One sender's: a page of some 10 batches, then the next."""
    sent: list[bytes] = []
    while len(sent) < batches:
        stream = secrets.token_hex(16)
        sent += [message(stream, number * EVENTS) for number in range(10)]
    return sent[:batches]


def through_the_lab(store: Store, senders: int, batches: int) -> float:
    now = datetime.now(UTC)
    session = store.write(lambda db: begin_session(db, now))
    with store.read() as db:
        attempt = attempts.of_session(db, session.id)[0]
    ingest = Ingest(store, lambda _: StreamToken(session.id, attempt.id, "person"))

    def send(sent: list[bytes]) -> None:
        for body in sent:
            if ingest.receive(body, now).status != 200:
                raise SystemExit("a batch was not acknowledged")

    return timed(send, [messages(batches) for _ in range(senders)])


def timed(send: Callable[[list[bytes]], None], work: list[list[bytes]]) -> float:
    """Events per second."""
    threads = [threading.Thread(target=send, args=(part,)) for part in work]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(map(len, work)) * EVENTS / (time.perf_counter() - begun)


def bare(file: Path, batches: int, together: int) -> float:
    """sqlite3's executemany into the same table, one commit for so many batches together."""
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute(
        "CREATE TABLE event (stream INTEGER, seq INTEGER, t_ms REAL, kind TEXT, page TEXT,"
        " field TEXT, data TEXT, PRIMARY KEY (stream, seq)) WITHOUT ROWID"
    )
    told = json.dumps(CARRIED)
    begun = time.perf_counter()
    for first in range(0, batches, together):
        db.execute("BEGIN IMMEDIATE")
        for number in range(first, min(first + together, batches)):
            row = ("field_left", "person", "name", told)
            rows = [(number, seq, 1.5, *row) for seq in range(EVENTS)]
            db.executemany(
                "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", rows
            )
        db.execute("COMMIT")
    took = time.perf_counter() - begun
    db.close()
    return batches * EVENTS / took


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--batches", type=int, default=8000, help="in all, for each figure")
    options.add_argument("--database-url", help="another database than a new SQLite file")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report(Path(folder), chosen.batches, chosen.database_url)


def report(folder: Path, batches: int, database_url: str | None) -> None:
    alone = bare(folder / "alone.sqlite3", batches, together=1)
    grouped = bare(folder / "grouped.sqlite3", batches, together=64)
    print(f"bare sqlite3, a commit a batch       {alone:10,.0f} events/s")
    print(f"bare sqlite3, a commit for 64        {grouped:10,.0f} events/s")
    store = open_store(database_url or f"sqlite:///{folder / 'lab.sqlite3'}")
    for senders in (1, 8, 50):
        rate = through_the_lab(store, senders, batches // senders)
        print(
            f"the lab, {senders:2} senders                 {rate:10,.0f} events/s"
            f"   {rate / alone:.2f} of a commit a batch"
        )
    store.close()


if __name__ == "__main__":
    main()
