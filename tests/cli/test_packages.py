"""`lab export` and `lab import` from one folder of recordings into another."""

import json
from datetime import UTC, datetime

import pytest

from lab.sessions.model import SessionState
from lab.store import sessions
from lab.store.database import open_store
from tests.store.samples import begin_session

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def recorded(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'here' / 'lab.sqlite3'}")
    session = store.write(lambda db: begin_session(db, NOW)).id
    store.write(lambda db: sessions.end(db, session, SessionState.STOPPED, NOW))
    store.close()


@pytest.mark.parametrize("out", ["package", "package.zip"])
def test_what_was_exported_is_imported_once(run, recorded, out):
    exported = run("export", "tiny", "--data", "here", "--out", out)
    first = run("import", out, "--data", "there", "--json")
    second = run("import", out, "--data", "there", "--json")

    assert exported.exit_code == 0, exported.output
    assert "sessions that are over: 1 (of people)" in exported.output
    assert json.loads(first.output) == {"study": "tiny", "new": 1, "known": 0, "withdrawn": 0}
    assert json.loads(second.output) == {"study": "tiny", "new": 0, "known": 1, "withdrawn": 0}


@pytest.mark.parametrize("out", ["file/sub", "file/sub.zip", "/proc/x", "/proc/x.zip"])
def test_a_place_that_cannot_be_written_is_named_with_what_to_do(run, recorded, tmp_path, out):
    (tmp_path / "file").write_text("not a folder")

    found = run("export", "tiny", "--data", "here", "--out", out)

    assert found.exit_code == 2
    assert "cannot be written" in found.output
    assert "--out" in found.output


def test_a_folder_that_is_called_like_a_zip_is_left_as_it_is(run, recorded, tmp_path):
    (tmp_path / "mine.zip").mkdir(0o755)

    found = run("export", "tiny", "--data", "here", "--out", "mine.zip")

    assert found.exit_code == 2
    assert "this is a folder" in found.output
    assert (tmp_path / "mine.zip").stat().st_mode & 0o777 == 0o755


def test_a_study_that_is_not_there_is_answered_with_those_there_are(run, recorded):
    found = run("export", "huge", "--data", "here")

    assert found.exit_code == 2
    assert "There are: tiny." in found.output


def test_a_package_that_is_not_there_makes_no_database(run, tmp_path):
    found = run("import", "nowhere", "--data", "there")

    assert found.exit_code == 2
    assert "there is no such package" in found.output
    assert not (tmp_path / "there").exists()
