"""`lab tidy` and `lab measure` on a lab in which somebody took part."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from lab.cli import main
from lab.sessions.events import EventKind
from lab.sessions.model import Outcome
from lab.store import attempts, events, sessions, studies
from lab.store.database import open_store
from lab.store.events import Entry
from lab.studies.loader import load_study
from tests.builders import a_study_folder

STUDY = "kitchen_sink"


@pytest.fixture
def run(tmp_path):
    """run(command, ...): its outcome on the recordings of this test."""

    def call(command, *arguments):
        place = ("--data", str(tmp_path / "sessions"))
        return CliRunner().invoke(main, [command, *arguments, *place])

    return call


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path / 'sessions' / 'lab.sqlite3'}"


def take_part(database, folder, now):
    """One session whose first attempt was submitted after a minute."""

    def work(db):
        pin = studies.pin(db, load_study(folder), now)
        session = sessions.begin(db, pin, "de", False, "consent", b"token", b"receipt", now)
        attempt = attempts.of_session(db, session.id)[0].id
        attempts.start(db, attempt, now)
        events.append(db, attempt, [Entry(EventKind.ATTEMPT_STARTED)], now)
        later = now + timedelta(minutes=1)
        ended = Entry(EventKind.ATTEMPT_ENDED, data={"outcome": "submitted"})
        events.append(db, attempt, [ended], later)
        attempts.end(db, attempt, Outcome.SUBMITTED, later)

    store = open_store(database)
    store.write(work)
    store.close()


@pytest.fixture
def recorded(tmp_path, database):
    """A session that began two days ago."""
    folder = a_study_folder(tmp_path / "forms")
    take_part(database, folder, datetime.now(UTC) - timedelta(days=2))


def test_tidying_says_what_it_did(run, recorded):
    found = run("tidy", "--json")

    assert found.exit_code == 0
    assert json.loads(found.output) == {
        "sessions_erased": 0,
        "drafts_erased": 0,
        "sessions_stopped": 1,
        "attempts_interrupted": 0,
        "attempts_measured": 1,
        "copies_removed": 0,
    }
    assert "stopped:    0" in run("tidy").output


def test_tidying_erases_what_is_past_its_retention(run, tmp_path, database):
    folder = a_study_folder(tmp_path / "forms")
    days = load_study(folder).study.consent.retention_days
    take_part(database, folder, datetime.now(UTC) - timedelta(days=days))

    assert "retention, erased: 1" in run("tidy").output


@pytest.mark.parametrize("command", [("tidy",), ("measure", STUDY, "--recompute")])
def test_what_writes_is_refused_beside_a_running_server(run, recorded, database, command):
    store = open_store(database)
    found = run(*command)
    store.close()

    assert found.exit_code == 2
    assert "Stop that server first" in found.output


@pytest.mark.parametrize("command", [("tidy",), ("measure", STUDY)])
def test_a_misspelt_folder_gets_no_database(run, tmp_path, command):
    found = run(*command)

    assert found.exit_code == 2
    assert "Check --data" in found.output
    assert not (tmp_path / "sessions").exists()


def test_measures_computed_again_are_the_same(run, recorded):
    run("tidy")

    found = run("measure", STUDY, "--recompute", "--json")

    assert found.exit_code == 0
    assert json.loads(found.output) == {
        "attempts": 1,
        "same": 1,
        "changed": 0,
        "renewed": 0,
        "added": 0,
    }


def test_measures_are_compared_beside_a_running_server(run, recorded, database):
    store = open_store(database)
    found = run("measure", STUDY)
    store.close()

    assert found.exit_code == 0
    assert "Nothing was written" in found.output


def test_a_study_nobody_took_part_in_is_answered_with_those_there_are(run, recorded):
    found = run("measure", "kitchen")

    assert found.exit_code == 2
    assert f"There are: {STUDY}." in found.output
