import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from lab.store import writer
from lab.store.database import Store
from lab.store.engines import sqlite_writer
from lab.store.failures import StoreBusy, StoreClosed, StoreFailed
from lab.store.writer import Writer

Work = Callable[[sa.Connection], object]


def add(name: str) -> Work:
    statement = sa.text("INSERT INTO meta (name, value) VALUES (:name, '')")
    return lambda db: db.execute(statement, {"name": name})


def names(store: Store) -> set[str]:
    with store.read() as db:
        return set(db.execute(sa.text("SELECT name FROM meta WHERE value = ''")).scalars())


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    return sqlite_store


def held(store: Store | Writer) -> tuple[threading.Event, threading.Thread]:
    """A work that keeps the writer busy until the event is set."""
    begun, go_on = threading.Event(), threading.Event()

    def work(_db: sa.Connection) -> None:
        begun.set()
        go_on.wait(10)

    thread = threading.Thread(target=lambda: store.write(work))
    thread.start()
    begun.wait(10)
    return go_on, thread


def test_a_work_that_fails_takes_back_its_own_rows_only(store: Store) -> None:
    go_on, holding = held(store)
    outcomes: dict[str, object] = {}

    def write(name: str, *works: Work) -> None:
        try:
            store.write(lambda db: [work(db) for work in works])
            outcomes[name] = "kept"
        except IntegrityError:
            outcomes[name] = "taken back"

    works = {"a": [add("a")], "b": [add("b1"), add("b2"), add("b1")], "c": [add("c")]}
    threads = [threading.Thread(target=write, args=(name, *w)) for name, w in works.items()]
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    go_on.set()
    for thread in [*threads, holding]:
        thread.join()
    assert outcomes == {"a": "kept", "b": "taken back", "c": "kept"}
    assert names(store) == {"a", "c"}


def test_what_a_work_returns_or_raises_reaches_who_asked(store: Store) -> None:
    assert store.write(lambda db: db.scalar(sa.text("SELECT 42"))) == 42
    with pytest.raises(ZeroDivisionError):
        store.write(lambda _: 1 // 0)


def test_a_waiter_is_woken_only_when_others_can_read_the_row(store: Store) -> None:
    for number in range(20):
        store.write(add(str(number)))
        assert str(number) in names(store)


def test_a_full_queue_is_said_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "WAITING", 3)
    small = writer_of(store)
    go_on, holding = held(small)
    waiting = start(small.write, [add(str(number)) for number in range(3)])
    until(lambda: small.waiting == 3)
    with pytest.raises(StoreBusy):
        small.write(add("one too many"))
    go_on.set()
    for thread in [*waiting, holding]:
        thread.join()
    small.close()
    assert names(store) == {"0", "1", "2"}


def test_who_waits_too_long_is_told_and_the_work_is_never_done(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, holding = held(store)
    monkeypatch.setattr(writer, "PATIENCE_SECONDS", 0.1)
    with pytest.raises(StoreBusy):
        store.write(add("late"))
    go_on.set()
    holding.join()
    assert names(store) == set()


def test_closing_finishes_what_is_waiting(store: Store) -> None:
    closed = writer_of(store)
    go_on, holding = held(closed)
    waiting = start(closed.write, [add(str(number)) for number in range(5)])
    until(lambda: closed.waiting == 5)
    closing = threading.Thread(target=closed.close)
    closing.start()
    go_on.set()
    for thread in [closing, holding, *waiting]:
        thread.join()
    with pytest.raises(StoreClosed):
        closed.write(add("after"))
    assert names(store) == {"0", "1", "2", "3", "4"}


def writer_of(store: Store) -> Writer:
    """A second one for the same file: fine in a test that uses one at a time."""
    return Writer(sqlite_writer(Path(str(store.readers.url.database))).connect())


def start(write: Callable[[Work], object], works: list[Work]) -> list[threading.Thread]:
    threads = [threading.Thread(target=write, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    return threads


def until(true: Callable[[], bool]) -> None:
    while not true():
        time.sleep(0.005)


def limit_pages(count: int | None) -> Work:
    """The database may not grow beyond what it is: a full disk, as far as SQLite can tell."""

    def work(db: sa.Connection) -> object:
        pages = count or db.exec_driver_sql("PRAGMA page_count").scalar_one()
        return db.exec_driver_sql(f"PRAGMA max_page_count={pages}").scalar_one()

    return work


def fill(name: str, size: int) -> Work:
    statement = sa.text("INSERT INTO meta (name, value) VALUES (:name, :value)")
    return lambda db: db.execute(statement, {"name": name, "value": "x" * size})


def test_a_full_database_confirms_nothing_and_goes_on_when_there_is_room(store: Store) -> None:
    store.write(limit_pages(None))
    with pytest.raises(StoreFailed):
        store.write(fill("big", 1_000_000))
    store.write(limit_pages(1_000_000))
    store.write(add("later"))
    assert names(store) == {"later"}
    with store.read() as db:
        assert not db.scalar(sa.text("SELECT count(*) FROM meta WHERE name = 'big'"))


def test_no_work_of_a_group_is_confirmed_when_the_database_gives_it_up(store: Store) -> None:
    """A failing write may make SQLite take back the whole transaction by itself."""
    go_on, holding = held(store)
    kept: list[str] = []
    gone: list[str] = []

    def write(name: str, work: Work) -> None:
        try:
            store.write(work)
            kept.append(name)
        except (StoreFailed, IntegrityError):
            gone.append(name)

    def give_up(db: sa.Connection) -> None:
        db.exec_driver_sql("INSERT INTO meta (name, value) VALUES ('x', '')")
        db.exec_driver_sql("INSERT OR ROLLBACK INTO meta (name, value) VALUES ('x', '')")

    works = {"before": add("before"), "giving up": give_up, "after": add("after")}
    threads = [threading.Thread(target=write, args=item) for item in works.items()]
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    go_on.set()
    for thread in [*threads, holding]:
        thread.join()
    assert names(store) == set(kept)
    assert set(gone) >= {"before", "giving up"}
    store.write(add("afterwards"))
    assert "afterwards" in names(store)
