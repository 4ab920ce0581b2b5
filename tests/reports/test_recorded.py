"""From the database to the evidence of a report."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lab.reports.publish import contents
from lab.reports.recorded import read_evidence, read_recording
from lab.sessions.events import EventKind
from lab.sessions.model import Outcome, Session, SessionState
from lab.store import attempts, events, ratings, sessions, studies
from lab.store.database import Store, open_store
from lab.store.events import Entry
from tests.store.samples import Folder, begin_session, folder, study

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'lab.sqlite3'}")
    yield opened
    opened.close()


def takes_part(store: Store, *, simulated=False, submits=True) -> Session:
    """Somebody who goes through both forms in two minutes."""

    def work(db: Any) -> Session:
        session = begin_session(db, NOW, simulated=simulated)
        for attempt in attempts.of_session(db, session.id):
            go_through(db, attempt.id, submits)
            ratings.save(db, session.id, attempt.position, "seq", "6", NOW)
        sessions.end(db, session.id, SessionState.FINISHED, NOW)
        return session

    return store.write(work)


def go_through(db, attempt: str, submits: bool) -> None:
    later, outcome = NOW + timedelta(minutes=1), Outcome.SUBMITTED if submits else Outcome.GAVE_UP
    attempts.start(db, attempt, NOW)
    events.append(db, attempt, [Entry(EventKind.ATTEMPT_STARTED)], NOW)
    judged = Entry(EventKind.FACT_JUDGED, data={"fact": "name", "outcome": "right"})
    ended = Entry(EventKind.ATTEMPT_ENDED, data={"outcome": outcome})
    events.append(db, attempt, [judged, ended] if submits else [ended], later)
    attempts.end(db, attempt, outcome, later)


def test_a_study_nobody_knows_has_no_evidence(store):
    assert read_evidence(store, "tiny", None) is None


def test_while_nobody_took_part_the_definition_on_disk_is_reported(store):
    evidence = read_evidence(store, "tiny", folder())

    assert evidence is not None
    assert (evidence.attempts, evidence.until) == ((), None)
    assert evidence.versions.keys() == {"original", "revised"}


def test_everybody_who_came_is_counted_and_the_erased_leave_their_number(store):
    first, second = takes_part(store), takes_part(store)
    store.write(lambda db: sessions.withdraw(db, first.id, NOW))
    store.write(lambda db: sessions.count_refusal(db, "tiny"))

    evidence = read_evidence(store, "tiny", None)

    assert evidence is not None
    assert (evidence.numbers.begun, evidence.numbers.refusals) == (2, 1)
    assert [session.id for session in evidence.sessions] == [second.id]
    assert len(evidence.attempts) == 2


def test_people_are_reported_and_the_rehearsal_left_out(store):
    takes_part(store, simulated=True)
    only_rehearsed = read_evidence(store, "tiny", None)
    someone = takes_part(store)
    with_people = read_evidence(store, "tiny", None)

    assert only_rehearsed is not None
    assert only_rehearsed.simulated
    assert with_people is not None
    assert not with_people.simulated
    assert {attempt.session for attempt in with_people.attempts} == {someone.id}
    assert with_people.numbers.begun == 1


def test_measures_read_one_by_one_are_those_read_together(store):
    takes_part(store)
    takes_part(store, submits=False)

    evidence = read_evidence(store, "tiny", None)
    together = read_recording(store, study()).measures

    assert evidence is not None
    one_by_one = evidence.recording.measures
    assert one_by_one.keys() == together.keys()
    assert all(
        (one_by_one[a].finished, one_by_one[a].active_seconds)
        == (together[a].finished, together[a].active_seconds)
        for a in together
    )


def test_a_recording_read_twice_makes_the_same_files(store):
    for _ in range(6):
        takes_part(store)

    first, second = (read_evidence(store, "tiny", None) for _ in range(2))

    assert first is not None
    assert second is not None
    assert contents(first, "de") == contents(second, "de")


def changed(**plan: Any) -> Folder:
    return replace(folder(), study=study().model_copy(update=plan))


def test_the_plan_of_the_first_person_holds_whatever_became_of_the_file(store):
    takes_part(store)
    store.write(lambda db: studies.pin(db, changed(planned_participants=2, seed=9), LATER))

    evidence = read_evidence(store, "tiny", None)

    assert evidence is not None
    assert evidence.recording.study.planned_participants == study().planned_participants
    assert evidence.numbers.plan_changes == ("planned_participants", "seed")


def test_a_rehearsal_does_not_fix_the_plan_for_people(store):
    takes_part(store, simulated=True)
    pinned = store.write(lambda db: studies.pin(db, changed(planned_participants=30), LATER))
    store.write(lambda db: begin_session(db, LATER, pinned=pinned))

    evidence = read_evidence(store, "tiny", None)

    assert evidence is not None
    assert evidence.recording.study.planned_participants == 30


def test_the_staff_s_comparison_keeps_to_the_first_plan_too(store):
    takes_part(store)

    recording = read_recording(store, changed(planned_participants=2).study)

    assert recording.study.planned_participants == study().planned_participants
