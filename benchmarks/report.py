"""How long and how much memory a report of many attempts takes, from the database to its files.

Usage: python -m benchmarks.report [ATTEMPTS…]
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from lab.reports.overview import Recording
from lab.reports.publish import contents
from lab.reports.recorded import read_evidence
from lab.sessions.measures import Measures
from lab.store import studies, tables
from lab.store.database import Store, open_store
from lab.store.measures import RULES
from lab.studies.loader import load_study
from tests.reports.builders import BETTER, FIRST_DAY, recording_of

SIZES = (1_000, 10_000, 100_000)
LIMIT_SECONDS, LIMIT_MEGABYTES = 120.0, 1_000.0
FORM = Path(__file__).parents[1] / "forms" / "bewohnerparkausweis"
STUDY = "bewohnerparkausweis"
EVENTS, STREAMS, PEOPLE = 200, 8, 250
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Spent:
    """reading, making: seconds of the processor. megabytes: the most the process held, the program
    itself included."""

    attempts: int
    reading: float
    making: float
    megabytes: float


def fill(store: Store, people: int) -> None:
    """A small made-up recording again and again, under new names. Its events are left out: a
    report reads measures."""
    folder = load_study(FORM)
    pin = store.write(lambda db: studies.pin(db, folder, FIRST_DAY))
    made, measured = recording_of(PEOPLE, BETTER, folder.study, folder.versions)
    bodies = {name: _body(one, folder.study.idle_seconds) for name, one in measured.items()}
    for first in range(0, people, PEOPLE):
        rows = dict(_block(made, bodies, pin.id, first))
        store.write(partial(_insert, rows=rows))
    allotted = {"study": STUDY, "simulated": False, "last": people - 1}
    store.write(lambda db: db.execute(sa.insert(tables.allotment), allotted))


def _body(measures: Measures, idle_seconds: float) -> str:
    row = {"events": EVENTS, "idle_seconds": idle_seconds, "rules": RULES, "measures": measures}
    return msgspec.json.encode(row).decode()


def _block(
    made: Recording, bodies: Mapping[str, str], pin: int, first: int
) -> Iterator[tuple[sa.Table, Rows]]:
    """The rows of some people more, table by table."""
    yield (
        tables.session,
        [
            {
                **{k: v for k, v in asdict(one).items() if k not in ("id", "number")},
                "id": f"{first}-{one.id}",
                "number": first + one.number,
                "pin": pin,
                "consent_hash": "",
                "token_hash": f"t{first}-{one.id}".encode(),
                "receipt_hash": f"r{first}-{one.id}".encode(),
            }
            for one in made.sessions
        ],
    )
    own = {one.id: f"{first}-{one.id}" for one in made.attempts}
    yield (
        tables.attempt,
        [
            {**asdict(one), "id": own[one.id], "session": f"{first}-{one.session}"}
            for one in made.attempts
        ],
    )
    yield tables.measure, [{"attempt": own[one], "body": body} for one, body in bodies.items()]
    yield tables.stream, [_stream(own[one], number) for one in own for number in range(STREAMS)]
    yield (
        tables.rating,
        [
            {"session": f"{first}-{session}", "position": place, "item": item, "value": value}
            | {"saved_at": FIRST_DAY}
            for (session, place, item), value in made.answered.items()
        ],
    )


def _stream(attempt: str, number: int) -> dict[str, Any]:
    """Whole, and the next one knows it."""
    events = EVENTS // STREAMS
    names = ("prev_last", "dropped", "quarantined", "conflicts", "opened_ms", "zero_ms")
    return {
        **dict.fromkeys(names, 0),
        "id": f"{attempt}/{number}",
        "attempt": attempt,
        "page": f"page{number}",
        "device": "mouse",
        "buffer": "disk",
        "prev": f"{attempt}/{number - 1}" if number else "",
        "prev_last": events - 1 if number else -1,
        "max_seq": events - 1,
        "gaps": "[]",
        "end_seq": events - 1,
        "stored": events,
        "received_ms": 0,
    }


def _insert(db: sa.Connection, rows: Mapping[sa.Table, Rows]) -> None:
    for table, some in rows.items():
        db.execute(sa.insert(table), some)


def spend(database: str, attempts: int) -> Spent:
    """In a process of its own, so that its memory is its own."""
    with closing(open_store(database, read_only=True)) as store:
        began = time.process_time()
        evidence = read_evidence(store, STUDY, None)
        read = time.process_time()
    if evidence is None:
        raise SystemExit("the study is not in the database")
    contents(evidence, "de")
    made = time.process_time()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Spent(attempts, round(read - began, 1), round(made - read, 1), round(most))


def measured(attempts: int) -> Spent:
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/lab.sqlite3"
        with closing(open_store(database)) as store:
            fill(store, attempts // 2)
        command = [sys.executable, "-m", "benchmarks.report", "--one", database, str(attempts)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Spent(**json.loads(told))


def main(arguments: Sequence[str]) -> int:
    if arguments[:1] == ["--one"]:
        print(json.dumps(asdict(spend(arguments[1], int(arguments[2])))))
        return 0
    print("attempts  reading s  making s  megabytes  ms an attempt")
    over = False
    for size in [int(argument) for argument in arguments] or SIZES:
        one = measured(size)
        seconds = one.reading + one.making
        over |= seconds > LIMIT_SECONDS or one.megabytes > LIMIT_MEGABYTES
        print(
            f"{one.attempts:8}  {one.reading:9}  {one.making:8}  {one.megabytes:9.0f}"
            f"  {1000 * seconds / one.attempts:13.2f}",
            flush=True,
        )
    print(f"limit: {LIMIT_SECONDS:.0f} s and {LIMIT_MEGABYTES:.0f} megabytes")
    return int(over)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
