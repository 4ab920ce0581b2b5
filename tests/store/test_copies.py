"""What the lab wrote beside the database goes with whoever withdraws."""

import json
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from lab.errors import LabError
from lab.sessions.model import SessionState
from lab.store import Connection, copies, erasures, sessions
from lab.store.copies import Copy, copy_of, made_of_who_stays, noted, sweep
from lab.store.database import Store
from lab.store.export import export_package
from lab.store.package_files import opened_package
from tests.store.samples import begin_session


@pytest.fixture
def people(store: Store, now: datetime) -> tuple[str, str]:
    """Two whose sessions are over."""
    # As at every opening of a database: it has its key from then on.
    store.write(lambda db: erasures.replay(db, ()))
    begun = [store.write(lambda db: begin_session(db, now)).id for _ in range(2)]
    for one in begun:
        store.write(partial(_finish, one, now))
    return begun[0], begun[1]


def _finish(session: str, now: datetime, db: Connection) -> None:
    sessions.end(db, session, SessionState.FINISHED, now)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return tmp_path / "recordings" / copies.REGISTER


def withdraw(store: Store, register: Path, session: str, now: datetime) -> int:
    store.write(lambda db: sessions.withdraw(db, session, now))
    with store.read() as db:
        return sweep(register, db, now)


def export(store: Store, package: Path, register: Path) -> None:
    with store.read() as db:
        export_package(db, "tiny", package, register)


def copy(store: Store, file: Path, *people: str) -> Copy:
    with store.read() as db:
        return copy_of(db, [file], "lab report tiny", people)


@pytest.mark.parametrize("name", ["package", "package.zip"])
def test_a_package_goes_with_anybody_in_it_and_can_be_made_anew(
    store: Store, people: tuple[str, str], register: Path, tmp_path: Path, now: datetime, name: str
) -> None:
    package = tmp_path / name
    export(store, package, register)
    assert withdraw(store, register, people[0], now) == 1
    left = [path for path in package.parent.rglob("*") if path.is_file()]
    assert all(people[0].encode() not in path.read_bytes() for path in left)
    marks = [path for path in left if copies.is_mark(path)]
    assert ["lab export tiny" in mark.read_text(encoding="utf-8") for mark in marks] == [True]
    export(store, package, register)
    with opened_package(package) as opened:
        assert [one.id for one in opened.sessions()] == [people[1]]
    assert not any(map(copies.is_mark, tmp_path.rglob("*")))


def test_only_copies_with_this_person_go(
    store: Store, people: tuple[str, str], register: Path, tmp_path: Path, now: datetime
) -> None:
    files = [tmp_path / f"{number}.csv" for number in range(2)]
    for file, person in zip(files, people, strict=True):
        with noted(register, copy(store, file, person)):
            file.write_text(person)
    assert withdraw(store, register, people[1], now) == 1
    assert [file.exists() for file in files] == [True, False]
    assert withdraw(store, register, people[0], now) == 1


def test_the_register_knows_nobody_by_name(
    store: Store, people: tuple[str, str], register: Path, tmp_path: Path
) -> None:
    export(store, tmp_path / "package", register)
    (line,) = map(json.loads, register.read_text().splitlines())
    assert len(line["sessions"]) == 2
    assert all(person not in register.read_text() for person in people)


def test_a_copy_that_was_moved_away_is_no_longer_the_labs(
    store: Store, people: tuple[str, str], register: Path, tmp_path: Path, now: datetime
) -> None:
    export(store, tmp_path / "package.zip", register)
    (tmp_path / "package.zip").rename(tmp_path / "mine.zip")
    assert withdraw(store, register, people[0], now) == 1
    assert sorted(path.name for path in tmp_path.glob("*.zip*")) == ["mine.zip"]
    assert register.read_text() == ""


def test_what_cannot_be_removed_now_is_said_and_tried_again(
    store: Store,
    people: tuple[str, str],
    register: Path,
    tmp_path: Path,
    now: datetime,
    caplog: pytest.LogCaptureFixture,
) -> None:
    file = tmp_path / "attempts.csv"
    with noted(register, copy(store, file, *people)):
        file.write_text("row by row")
    in_the_way = tmp_path / "attempts.csv.removed.txt"
    in_the_way.mkdir()
    assert withdraw(store, register, people[0], now) == 0
    assert "has to be removed by hand" in caplog.text
    in_the_way.rmdir()
    with store.read() as db:
        assert sweep(register, db, now) == 1
    assert not file.exists()


def test_a_withdrawal_while_a_copy_is_written_has_it_written_again(
    store: Store, people: tuple[str, str], register: Path, tmp_path: Path, now: datetime
) -> None:
    package, rounds = tmp_path / "package", []

    def write() -> None:
        with store.read() as db:
            if sessions.get(db, people[0]):
                store.write(lambda other: sessions.withdraw(other, people[0], now))
            rounds.append("")
            export_package(db, "tiny", package, register)

    made_of_who_stays(store, register, lambda: now, write)
    assert len(rounds) == 2
    with opened_package(package) as opened:
        assert [one.id for one in opened.sessions()] == [people[1]]


def test_a_withdrawal_between_note_and_file_is_not_forgotten(
    store: Store, people: tuple[str, str], register: Path, tmp_path: Path, now: datetime
) -> None:
    file = tmp_path / "attempts.csv"
    with noted(register, copy(store, file, *people)):
        withdraw(store, register, people[0], now)
        file.write_text("row by row")
    with store.read() as db:
        assert sweep(register, db, now) == 1
    assert not file.exists()


def test_a_register_that_cannot_be_written_is_still_the_old_one(
    store: Store, people: tuple[str, str], register: Path, tmp_path: Path, now: datetime
) -> None:
    with noted(register, copy(store, tmp_path / "first.csv", people[0])):
        (tmp_path / "first.csv").write_text("row by row")
    before = register.read_bytes()
    in_the_way = register.with_name(register.name + ".new")
    in_the_way.mkdir()
    with (
        pytest.raises(IsADirectoryError),
        noted(register, copy(store, tmp_path / "second.csv", people[1])),
    ):
        raise AssertionError("written without a note")
    assert register.read_bytes() == before
    in_the_way.rmdir()
    assert withdraw(store, register, people[0], now) == 1


def test_a_line_of_the_register_that_says_nothing_is_named_with_what_to_do(
    store: Store, people: tuple[str, str], register: Path, now: datetime
) -> None:
    register.parent.mkdir()
    register.write_text('{"files"\n')
    with pytest.raises(LabError, match=r"copies.jsonl, line 1: .*from a backup"):
        withdraw(store, register, people[0], now)


def test_a_folder_of_somebody_else_is_neither_noted_nor_replaced(
    store: Store, people: tuple[str, str], register: Path, tmp_path: Path
) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "events.jsonl").write_text("mine")
    with pytest.raises(LabError, match="something else here"):
        export(store, tmp_path / "package", register)
    assert not register.exists()
    assert (tmp_path / "package" / "events.jsonl").read_text() == "mine"
