"""How long computing the measures again takes, from the events of many attempts: it must be linear.

Usage: python -m benchmarks.recomputing [ATTEMPTS…]
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial

import msgspec
import sqlalchemy as sa

from benchmarks.tools.messages import event
from lab.sessions.events import EventKind
from lab.sessions.ledger import Ledger, StreamRecord
from lab.sessions.model import Outcome
from lab.store import attempts, events, measures, streams
from lab.store.database import Store, open_store
from lab.store.events import Entry
from tests.store.samples import begin_session

SIZES = (1_000, 3_000, 10_000)
PAGES, EVENTS_OF_A_PAGE = 8, 24
"""With what the server records some 200 events an attempt."""
BEGUN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
IDLE_SECONDS = 30.0
AT_ONCE = 200


def fill(store: Store, count: int) -> None:
    """Both attempts of `count` / 2 sessions, submitted after eight pages."""
    for first in range(0, count // 2, AT_ONCE):
        store.write(partial(_sessions, some=min(AT_ONCE, count // 2 - first)))


def _sessions(db: sa.Connection, some: int) -> None:
    for _ in range(some):
        session = begin_session(db, BEGUN)
        for attempt in attempts.of_session(db, session.id):
            _attempt(db, attempt.id)


def _attempt(db: sa.Connection, attempt: str) -> None:
    attempts.start(db, attempt, BEGUN)
    events.append(db, attempt, [Entry(EventKind.ATTEMPT_STARTED)], BEGUN)
    for number in range(PAGES):
        _page(db, attempt, f"page{number}", BEGUN + timedelta(seconds=20 * number))
    ended = BEGUN + timedelta(seconds=20 * PAGES)
    told = Entry(EventKind.ATTEMPT_ENDED, data={"outcome": Outcome.SUBMITTED})
    events.append(db, attempt, [told], ended)
    attempts.end(db, attempt, Outcome.SUBMITTED, ended)


def _page(db: sa.Connection, attempt: str, page: str, now: datetime) -> None:
    name, last = f"{attempt[:24]}{page:>08}", EVENTS_OF_A_PAGE - 1
    record = StreamRecord(
        *(name, attempt, page, "touch", "disk", "", -1, 0),
        Ledger(last, (), last),
        *(EVENTS_OF_A_PAGE, 0, 0),
    )
    served = Entry(EventKind.PAGE_SERVED, page, data={"reason": "next", "visit": 1})
    events.append(db, attempt, [served], now)
    moment = events.unix_ms(now)
    stream = streams.add(db, [streams.new_stream(record, moment, moment, moment)])[name]
    events.put_in(db, [_row(stream.key, page, seq) for seq in range(EVENTS_OF_A_PAGE)])
    submitted = Entry(EventKind.PAGE_SUBMITTED, page, data={"number": 1})
    later = now + timedelta(seconds=15)
    events.append(db, attempt, [submitted, Entry(EventKind.PAGE_ACCEPTED, page)], later)


def _row(stream: int, page: str, seq: int) -> tuple[object, ...]:
    _, t_ms, kind, field, told = event(seq)
    return stream, seq, t_ms, kind, page, field, msgspec.json.encode(told).decode()


def measured(count: int) -> tuple[float, int]:
    """Seconds of processor, and how many events."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(f"sqlite:///{folder}/lab.sqlite3")) as store,
    ):
        fill(store, count)
        begun = time.process_time()
        with store.read() as db:
            done = measures.recompute(db, "tiny", IDLE_SECONDS, save=False)
            took = time.process_time() - begun
            stored = db.execute(sa.text("SELECT count(*) FROM event")).scalar_one()
    if done.attempts != count:
        raise SystemExit(f"{done.attempts} attempts were measured instead of {count}")
    return took, stored


def main(arguments: Sequence[str]) -> None:
    print("attempts    events  processor s  ms an attempt")
    for count in [int(argument) for argument in arguments] or SIZES:
        took, stored = measured(count)
        print(f"{count:8}{stored:10}{took:13.1f}{1000 * took / count:15.2f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
