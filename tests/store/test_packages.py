"""Data packages: what is in them, and how they are merged."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from lab.errors import LabError
from lab.sessions.events import EventKind
from lab.sessions.model import Outcome, SessionState
from lab.store import attempts, erasures, events, measures, ratings, sessions, studies
from lab.store.database import Store, open_store
from lab.store.events import Entry
from lab.store.export import Exported, export_package
from lab.store.merge import Imported, merge
from lab.store.package_files import opened_package
from lab.store.package_format import MANIFEST
from tests.store.device import Device, ended, event, ingest
from tests.store.samples import begin_session, folder

STUDY = "tiny"
FILES = ("sessions", "attempts", "streams", "events", "ratings")


def sit(store: Store, now: datetime, *, simulated: bool = False) -> str:
    """A whole session with one attempt that was submitted; returns its id."""
    session = store.write(lambda db: begin_session(db, now, simulated=simulated)).id
    later = now + timedelta(seconds=90, microseconds=7)

    def fill_in(db: Any) -> str:
        attempt = attempts.of_session(db, session)[0].id
        attempts.start(db, attempt, now)
        events.append(db, attempt, [Entry(EventKind.ATTEMPT_STARTED)], now)
        data = {"outcome": "submitted"}
        events.append(db, attempt, [Entry(EventKind.ATTEMPT_ENDED, data=data)], later)
        attempts.end(db, attempt, Outcome.SUBMITTED, later)
        ratings.save(db, session, 0, "preference_why", "Größer ist „besser“.", later)
        sessions.end(db, session, SessionState.FINISHED, later)
        return attempt

    attempt = store.write(fill_in)
    Device(session, attempt).send(ingest(store), event(0), event(2), ended(3), now=later)
    return session


def exported(store: Store, package: Path) -> Exported:
    # As at every opening of a database: it has its key from then on.
    store.write(lambda db: erasures.replay(db, ()))
    with store.read() as db:
        return export_package(db, STUDY, package)


def imported(store: Store, package: Path) -> Imported:
    with opened_package(package) as opened:
        return store.write(lambda db: merge(db, opened))


def contents(package: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in package.iterdir()}


@pytest.fixture
def package(store: Store, now: datetime, tmp_path: Path) -> Path:
    """Of one session."""
    sit(store, now)
    return exported(store, tmp_path / "package").package


@pytest.fixture
def other(tmp_path: Path) -> Any:
    """Another lab's empty database."""
    opened = open_store(f"sqlite:///{tmp_path / 'other' / 'lab.sqlite3'}")
    yield opened
    opened.close()


def change(package: Path, name: str, edit: Callable[[Any], None]) -> None:
    """Changes the first line of a file, and the manifest with it."""
    first, *rest = (package / f"{name}.jsonl").read_text().splitlines(keepends=True)
    row = json.loads(first)
    edit(row)
    text = "".join([json.dumps(row) + "\n", *rest])
    (package / f"{name}.jsonl").write_text(text)
    manifest = json.loads((package / MANIFEST).read_text())
    manifest["files"][f"{name}.jsonl"] = hashlib.sha256(text.encode()).hexdigest()
    (package / MANIFEST).write_text(json.dumps(manifest))


def test_the_same_recordings_give_the_same_bytes(
    store: Store, package: Path, tmp_path: Path
) -> None:
    again = exported(store, tmp_path / "again").package

    assert contents(again) == contents(package)


def test_a_package_imported_and_exported_again_has_the_same_bytes(
    store: Store, other: Store, now: datetime, tmp_path: Path
) -> None:
    for simulated in (False, True, False):
        sit(store, now, simulated=simulated)
    store.write(lambda db: sessions.count_refusal(db, STUDY))
    package = exported(store, tmp_path / "package").package

    imported(other, package)

    assert contents(exported(other, tmp_path / "again").package) == contents(package)


def test_imported_measures_are_those_of_the_lab_that_recorded(
    store: Store, other: Store, package: Path
) -> None:
    imported(other, package)

    with store.read() as here, other.read() as there:
        assert measures.of_study(there, STUDY, 30) == measures.of_study(here, STUDY, 30)
        assert measures.recompute(there, STUDY, 30, save=False).same == 1


def test_importing_twice_adds_nothing(store: Store, other: Store, package: Path) -> None:
    first, second = imported(other, package), imported(other, package)

    assert (first.new, first.known) == (1, 0)
    assert (second.new, second.known) == (0, 1)
    with other.read() as db:
        assert sessions.begun(db, STUDY, simulated=False) == 1


def test_a_lab_knows_its_own_package(store: Store, package: Path) -> None:
    assert imported(store, package).known == 1


def test_a_package_holds_nothing_that_leads_to_a_person(package: Path) -> None:
    names = set()
    for name in FILES:
        for line in (package / f"{name}.jsonl").read_text().splitlines():
            names |= set(json.loads(line))

    assert not {one for one in names if "token" in one or "receipt" in one}
    assert b"receipt" not in b"".join(contents(package).values())


def test_nobody_gets_into_an_imported_session(store: Store, other: Store, package: Path) -> None:
    imported(other, package)

    with other.read() as db:
        session = sessions.of_study(db, STUDY)[0].id
        nobodys = b"imported " + session.encode()
        found = sessions.by_token(db, nobodys)
    # SHA-256 gives 32 bytes, so no cookie has this hash.
    assert found is not None
    assert len(nobodys) != 32


def test_sessions_under_way_stay_where_they_are(
    store: Store, other: Store, now: datetime, tmp_path: Path
) -> None:
    store.write(lambda db: begin_session(db, now))
    sit(store, now)

    done = exported(store, tmp_path / "package")
    imported(other, done.package)

    assert (done.manifest.counts.sessions, done.running) == (1, 1)
    with other.read() as db:
        assert [one.number for one in sessions.of_study(db, STUDY)] == [0]


def test_two_labs_add_up(store: Store, other: Store, now: datetime, tmp_path: Path) -> None:
    for lab in (store, other):
        sit(lab, now)
        gone = sit(lab, now)
        lab.write(partial(sessions.withdraw, session_id=gone, now=now))
        lab.write(lambda db: sessions.count_refusal(db, STUDY))
    package = exported(store, tmp_path / "package").package

    imported(other, package)
    imported(other, package)

    with other.read() as db:
        assert len(sessions.of_study(db, STUDY)) == 2
        assert sessions.begun(db, STUDY, simulated=False) == 4
        assert sessions.refusals(db, STUDY) == 2


def test_a_later_package_of_the_same_lab_adds_what_is_new(
    store: Store, other: Store, package: Path, now: datetime, tmp_path: Path
) -> None:
    imported(other, package)
    sit(store, now)

    done = imported(other, exported(store, tmp_path / "later").package)

    assert (done.new, done.known) == (1, 1)
    with other.read() as db:
        assert [one.number for one in sessions.of_study(db, STUDY)] == [0, 1]


def test_who_has_withdrawn_is_not_brought_back(store: Store, package: Path, now: datetime) -> None:
    with store.read() as db:
        session = sessions.of_study(db, STUDY)[0].id
    store.write(lambda db: sessions.withdraw(db, session, now))

    assert imported(store, package).withdrawn == 1
    with store.read() as db:
        assert sessions.of_study(db, STUDY) == ()


def test_an_older_definition_does_not_become_the_newest(
    store: Store, other: Store, package: Path, now: datetime
) -> None:
    changed = folder("Neuer Titel")
    other.write(lambda db: studies.pin(db, changed, now + timedelta(days=1)))

    imported(other, package)

    with other.read() as db:
        newest = studies.pinned(db, STUDY)
        assert newest
        assert newest.study == changed.study
        assert [one.study for one in studies.all_pinned(db)] == [changed.study]


@pytest.mark.parametrize("name", [f"{one}.jsonl" for one in FILES] + ["study-1.json"])
def test_a_file_that_was_changed_is_refused_by_its_name(
    store: Store, package: Path, name: str
) -> None:
    (package / name).write_bytes((package / name).read_bytes() + b"\n")

    with pytest.raises(LabError, match=f"^{name}: this file was changed"):
        imported(store, package)


def refuse_format(package: Path) -> None:
    manifest = json.loads((package / MANIFEST).read_text()) | {"format": 2, "novelty": 1}
    (package / MANIFEST).write_text(json.dumps(manifest))


def lose_file(package: Path) -> None:
    (package / "ratings.jsonl").unlink()


def lose_owner(package: Path) -> None:
    change(package, "ratings", lambda row: row.update(session="nobody"))


def misspell(package: Path) -> None:
    change(package, "events", lambda row: row.update(kind="dreamt"))


def name_foreign_file(package: Path) -> None:
    manifest = json.loads((package / MANIFEST).read_text())
    manifest["files"]["../secret.key"] = "0" * 64
    (package / MANIFEST).write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (refuse_format, "manifest.json: the package has format 2, this lab reads format 1"),
        (lose_file, "this is no whole data package .No such file"),
        (lose_owner, "ratings.jsonl, line 1: this row belongs to none of the sessions"),
        (misspell, "events.jsonl, line 1: this does not belong into a data package"),
        (name_foreign_file, "manifest.json: the files it names are not those of a package"),
    ],
)
def test_a_package_that_is_not_right_is_refused_with_its_reason_and_changes_nothing(
    other: Store, package: Path, spoil: Callable[[Path], None], message: str
) -> None:
    spoil(package)

    with pytest.raises(LabError, match=message):
        imported(other, package)

    with other.read() as db:
        assert sessions.of_study(db, STUDY) == ()
        assert studies.pinned(db, STUDY) is None


@pytest.mark.parametrize(
    ("name", "edit", "what"),
    [
        ("sessions", {"language": "en"}, "session"),
        ("events", {"t_ms": 1.5}, "events"),
        ("ratings", {"value": "7"}, "ratings"),
    ],
)
def test_a_session_with_other_contents_is_a_conflict(
    store: Store, package: Path, name: str, edit: dict[str, object], what: str
) -> None:
    change(package, name, lambda row: row.update(edit))

    with pytest.raises(LabError, match=f"other contents: its {what} differ"):
        imported(store, package)


def test_rows_that_belong_to_another_session_are_a_conflict(store: Store, package: Path) -> None:
    change(package, "sessions", lambda row: row.update(id="new"))
    for name in ("attempts", "ratings"):
        change(package, name, lambda row: row.update(session="new"))
    lines = (package / "attempts.jsonl").read_text().splitlines(keepends=True)
    keep_lines(package, "attempts", lines[:1])

    with pytest.raises(LabError, match="one of its rows belongs to another session"):
        imported(store, package)

    with store.read() as db:
        assert len(sessions.of_study(db, STUDY)) == 1


def keep_lines(package: Path, name: str, lines: list[str]) -> None:
    (package / f"{name}.jsonl").write_text("".join(lines))
    change(package, name, lambda row: None)


def test_a_zip_is_as_good_as_the_folder(store: Store, other: Store, tmp_path: Path) -> None:
    sit(store, datetime.fromisoformat("2026-03-02T09:30:00+00:00"))
    first = exported(store, tmp_path / "tiny.zip").package.read_bytes()
    again = exported(store, tmp_path / "tiny.zip").package

    assert again.read_bytes() == first
    assert imported(other, again).new == 1


def test_a_zip_that_somebody_made_of_the_folder_is_read(
    store: Store, other: Store, package: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "by_hand.zip", "w") as archive:
        for file in package.iterdir():
            archive.write(file, f"some/where/{file.name}")

    assert imported(other, tmp_path / "by_hand.zip").new == 1


def test_something_else_is_not_replaced_by_a_package(
    store: Store, now: datetime, tmp_path: Path
) -> None:
    sit(store, now)
    (tmp_path / "thesis.txt").write_text("years of work")

    with pytest.raises(LabError, match="must not be replaced"):
        exported(store, tmp_path)


def test_a_study_without_a_session_that_is_over_cannot_be_exported(
    store: Store, now: datetime, tmp_path: Path
) -> None:
    store.write(lambda db: begin_session(db, now))

    with pytest.raises(LabError, match="nobody's session is over"):
        exported(store, tmp_path / "package")
    assert not (tmp_path / "package").exists()
