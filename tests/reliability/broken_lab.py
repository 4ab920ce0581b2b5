"""The lab, broken on purpose in one way: a trial that does not notice proves nothing.

Arguments: the manners, joined by "+", then those of `lab`.
"""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from lab.cli import main
from lab.store import batches, database, engines, events, writer
from lab.store.driver import Row, insert
from lab.store.writer import Work, Writer

ERASE = "secure_delete"
WHAT_A_SLOW_DISK_TAKES = 0.3


def answer_before_commit() -> None:
    """The usual mistake: the answer goes out when the statement was run."""
    carry_out, report = Writer._run_alone, Work.report

    def answer(self: Writer, work: Work) -> None:
        carry_out(self, work)
        report(work)
        time.sleep(WHAT_A_SLOW_DISK_TAKES)

    def unless_done(self: Work) -> None:
        if not self.future.done():
            report(self)

    put(Writer, "_run_alone", answer)
    put(Work, "report", unless_done)


def have_no_unique_key() -> None:
    """Events are simply added, as a table without a key and a server without a ledger do."""
    open_plain = database._open_sqlite

    def without_key(file: Any) -> Any:
        store = open_plain(file)
        store.write(_give_up_the_key)
        return store

    def all_fresh(_ledger: Any, rows: Sequence[Row]) -> Any:
        return batches._Sorted(tuple(rows), ())

    def only_add(db: sa.Connection, rows: Sequence[Row]) -> int:
        return insert(db, events.HEAD, rows, "")

    put(database, "_open_sqlite", without_key)
    put(batches, "_sort", all_fresh)
    put(batches, "put_in", only_add)


def _give_up_the_key(db: sa.Connection) -> None:
    db.exec_driver_sql("CREATE TABLE loose AS SELECT * FROM event")
    db.exec_driver_sql("DROP TABLE event")
    db.exec_driver_sql("ALTER TABLE loose RENAME TO event")


def not_wait_for_the_disk() -> None:
    """SQLite's own advice for WAL databases, which gives up durability at a power cut."""
    normal = tuple(one.replace("FULL", "NORMAL") for one in engines.WRITER_SETTINGS)
    put(engines, "WRITER_SETTINGS", normal)


def ignore_the_disks_errors() -> None:
    """A commit that fails is taken for one that did not."""
    put(writer, "_fail", lambda _group, _failure: None)


def only_delete() -> None:
    """What a plain DELETE leaves: the freed pages and the journal are as they were."""
    put(
        engines,
        "WRITER_SETTINGS",
        tuple(one for one in engines.WRITER_SETTINGS if ERASE not in one),
    )
    put(Writer, "_empty_journal", lambda self: setattr(self, "_journal_holds_erased", False))


MANNERS: Mapping[str, Callable[[], None]] = {
    "answers-first": answer_before_commit,
    "no-key": have_no_unique_key,
    "normal": not_wait_for_the_disk,
    "only-delete": only_delete,
    "deaf": ignore_the_disks_errors,
}


def put(owner: Any, name: str, value: object) -> None:
    assert hasattr(owner, name), f"{name} is called otherwise now"
    setattr(owner, name, value)


if __name__ == "__main__":
    for manner in sys.argv.pop(1).split("+"):
        MANNERS[manner]()
    main()
