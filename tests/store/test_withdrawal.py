import random
import threading
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from lab.errors import LabError
from lab.sessions.events import EventKind
from lab.sessions.model import Session
from lab.store import attempts, drafts, erasures, events, ratings, schema, sessions, tables
from lab.store.database import Store, open_store
from lab.store.events import Entry
from tests.store.device import NOW, Device, event, first_attempt, ingest
from tests.store.samples import begin_session

OWNED = ("session", "attempt", "draft", "stream", "event", "quarantine", "rating", "measure")
CANARY = "canary-of-one-person"


def leave_traces(store: Store, session: Session) -> Device:
    """Everything the lab may keep of a person, with the canary wherever a text can be."""
    attempt = first_attempt(store, session.id)

    def work(db: sa.Connection) -> None:
        attempts.start(db, attempt, NOW)
        attempts.set_page(db, attempt, CANARY)
        for _ in range(200):
            events.append(db, attempt, [Entry(EventKind.PAGE_SERVED, CANARY)], NOW)
        ratings.save(db, session.id, 0, "preference_why", CANARY * 100, NOW)
        drafts.save(db, attempt, drafts.key_of("cookie", attempt), {"name": CANARY}, NOW)
        values = {"attempt": attempt, "body": f'"{CANARY}"'}
        db.execute(sa.insert(tables.measure).values(**values))

    store.write(work)
    device = Device(session.id, attempt)
    device.send(ingest(store), event(0), [1, 1, "unheard_of", "", {}])
    return device


def rows(store: Store) -> dict[str, int]:
    with store.read() as db:
        return {
            name: db.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0
            for name in OWNED
        }


def test_a_withdrawal_takes_every_row_of_one_person_and_no_other(
    store: Store, session: Session, now: datetime
) -> None:
    leave_traces(store, session)
    before = rows(store)
    other = store.write(lambda db: begin_session(db, now))
    leave_traces(store, other)
    assert all(before.values())
    assert store.write(lambda db: sessions.withdraw(db, other.id, now))
    assert rows(store) == before


def test_who_is_not_there_cannot_withdraw(store: Store, now: datetime) -> None:
    assert not store.write(lambda db: sessions.withdraw(db, "nobody", now))
    with store.read() as db:
        assert erasures.all_of(db) == ()


def test_what_is_left_of_a_person_is_a_keyed_hash(
    store: Store, session: Session, now: datetime
) -> None:
    store.write(lambda db: sessions.withdraw(db, session.id, now))
    with store.read() as db:
        ((digest, moment),) = erasures.all_of(db)
    assert (len(digest), moment) == (64, now)
    assert session.id not in digest
    assert store.write(lambda db: erasures.is_erased(db, session.id))
    assert not store.write(lambda db: erasures.is_erased(db, "somebody else"))


def test_numbers_are_not_given_again(store: Store, session: Session, now: datetime) -> None:
    store.write(lambda db: sessions.withdraw(db, session.id, now))
    assert store.write(lambda db: begin_session(db, now)).number == session.number + 1


@pytest.fixture
def lab(sqlite_store: Store) -> Store:
    return sqlite_store


def on_disk(folder: Path, *secrets: str) -> set[str]:
    """Which of these are in any byte of any file of the folder."""
    contents = [file.read_bytes() for file in folder.iterdir()]
    return {secret for secret in secrets for content in contents if secret.encode() in content}


def test_no_byte_is_left_in_the_files(lab: Store, sqlite_file: Path, now: datetime) -> None:
    session = lab.write(lambda db: begin_session(db, now))
    device = leave_traces(lab, session)
    told = (CANARY, session.id, device.attempt, device.stream)
    assert on_disk(sqlite_file.parent, *told) == set(told)
    lab.write(lambda db: sessions.withdraw(db, session.id, now))
    assert on_disk(sqlite_file.parent, *told) == set()


def test_a_reader_can_delay_the_last_bytes_but_not_keep_them(
    lab: Store, sqlite_file: Path, now: datetime
) -> None:
    session = lab.write(lambda db: begin_session(db, now))
    leave_traces(lab, session)
    with lab.read() as db:
        assert sessions.get(db, session.id) == session
        lab.write(lambda other: sessions.withdraw(other, session.id, now))
        assert sessions.get(db, session.id) == session
    for _ in range(100):
        if not on_disk(sqlite_file.parent, CANARY):
            break
        threading.Event().wait(0.1)
    assert on_disk(sqlite_file.parent, CANARY, session.id) == set()


@pytest.mark.parametrize("seed", range(5))
def test_a_withdrawal_among_others_work_leaves_nothing(
    lab: Store, sqlite_file: Path, now: datetime, seed: int
) -> None:
    session = lab.write(lambda db: begin_session(db, now))
    device = leave_traces(lab, session)
    others = [Device(*_other(lab, now)) for _ in range(3)]
    to = ingest(lab)
    wait = random.Random(seed).uniform(0, 0.03)

    def send(sender: Device) -> None:
        for seq in range(1, 40):
            sender.send(to, event(seq))

    threads = [threading.Thread(target=send, args=(sender,)) for sender in (device, *others)]
    for thread in threads:
        thread.start()
    threading.Event().wait(wait)
    lab.write(lambda db: sessions.withdraw(db, session.id, now))
    for thread in threads:
        thread.join()
    assert device.send(to, event(50)).status == 410
    assert on_disk(sqlite_file.parent, CANARY, device.stream, device.attempt) == set()


def _other(store: Store, now: datetime) -> tuple[str, str]:
    session = store.write(lambda db: begin_session(db, now))
    return session.id, first_attempt(store, session.id)


def test_a_restored_backup_forgets_again_whom_the_ledger_names(
    lab: Store, sqlite_file: Path, now: datetime
) -> None:
    gone, stays = (lab.write(lambda db: begin_session(db, now)) for _ in range(2))
    device = leave_traces(lab, gone)
    backup = sqlite_file.with_name("backup")
    schema.back_up(sqlite_file, backup)
    lab.write(lambda db: sessions.withdraw(db, gone.id, now))
    lab.close()
    backup.replace(sqlite_file)
    restored = open_store(f"sqlite:///{sqlite_file}")
    with restored.read() as db:
        assert sessions.get(db, gone.id) is None
        assert sessions.get(db, stays.id) == stays
    assert device.send(ingest(restored), event(9)).status == 410
    assert on_disk(sqlite_file.parent, CANARY, gone.id) == set()
    restored.close()


def test_the_copy_an_upgrade_made_goes_with_the_first_withdrawal(
    lab: Store, sqlite_file: Path, now: datetime
) -> None:
    session = lab.write(lambda db: begin_session(db, now))
    leave_traces(lab, session)
    schema.back_up(sqlite_file, sqlite_file.with_name("lab.sqlite3.before-0007"))
    lab.write(lambda db: sessions.withdraw(db, session.id, now))
    assert on_disk(sqlite_file.parent, CANARY, session.id) == set()


def test_a_ledger_line_that_a_crash_cut_off_is_left_out(tmp_path: Path, now: datetime) -> None:
    file = tmp_path / "lab.sqlite3.erasures"
    file.write_text(f"{'a' * 64} {now.isoformat()}\n{'b' * 64} 2026-0")
    assert erasures.read_ledger(file) == (("a" * 64, now),)
    assert erasures.read_ledger(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("cut", "kept"),
    [
        ("b" * 30, ["a"]),
        (f"{'b' * 64} 2026-0", ["a"]),
        ("\0" * 90, ["a"]),
        (f"{'b' * 64} 2026-03-02T09:30:00+00:00", ["a", "b"]),
    ],
    ids=["hash", "moment", "zeros", "newline"],
)
def test_a_withdrawal_after_a_cut_off_line_is_kept_and_read(
    lab: Store, sqlite_file: Path, now: datetime, cut: str, kept: list[str]
) -> None:
    ledger = erasures.ledger_file(sqlite_file)
    ledger.write_text(f"{'a' * 64} {now.isoformat()}\n{cut}")
    gone = lab.write(lambda db: begin_session(db, now))
    with lab.read() as db:
        own = erasures.hash_of(db, gone.id)
    lab.write(lambda db: sessions.withdraw(db, gone.id, now))
    lab.close()
    found = [digest for digest, _ in erasures.read_ledger(ledger)]
    assert found == [*(sign * 64 for sign in kept), own]
    open_store(f"sqlite:///{sqlite_file}").close()


@pytest.mark.parametrize("line", ["nonsense", f"{'b' * 64} today", f"{'b' * 9} 2026-03-02"])
def test_a_ledger_line_that_says_nothing_is_named_with_what_to_do(
    sqlite_file: Path, now: datetime, line: str
) -> None:
    whole = f"{'a' * 64} {now.isoformat()}\n"
    sqlite_file.parent.mkdir()
    erasures.ledger_file(sqlite_file).write_text(f"{whole}{line}\n{whole}")
    with pytest.raises(LabError, match=r"erasures, line 2: .*from a backup"):
        open_store(f"sqlite:///{sqlite_file}")
