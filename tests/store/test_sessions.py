from datetime import datetime, timedelta

from lab.sessions.model import Outcome, Session, SessionState, Step
from lab.store import attempts, sessions, studies
from lab.store.database import Store
from lab.studies.assignment import assign
from tests.store.samples import begin_session, folder, study


def test_a_session_reads_back_as_it_began(store: Store, session: Session) -> None:
    with store.read() as db:
        assert sessions.get(db, session.id) == session


def test_numbers_are_allotted_one_after_the_other(store: Store, now: datetime) -> None:
    begun = [store.write(lambda db: begin_session(db, now)) for _ in range(5)]
    assert [session.number for session in begun] == [0, 1, 2, 3, 4]


def test_rehearsals_do_not_use_up_the_numbers_of_people(store: Store, now: datetime) -> None:
    store.write(lambda db: begin_session(db, now, simulated=True))
    assert store.write(lambda db: begin_session(db, now)).number == 0


def test_both_attempts_follow_the_assignment(store: Store, session: Session) -> None:
    with store.read() as db:
        found = attempts.of_session(db, session.id)
    goings = assign(study(), session.number).goings
    assert [(a.version, a.task) for a in found] == [(g.version, g.task) for g in goings]


def test_a_session_is_found_by_its_token_and_its_receipt(store: Store, now: datetime) -> None:
    def work(db):
        pin = studies.pin(db, folder(), now)
        return sessions.begin(db, pin, "en", False, "c", b"token", b"receipt", now)

    session = store.write(work)
    with store.read() as db:
        assert sessions.by_token(db, b"token") == session
        assert sessions.by_receipt(db, b"receipt") == session
        assert sessions.by_token(db, b"receipt") is None


def test_a_session_moves_and_ends(store: Store, session: Session, now: datetime) -> None:
    store.write(lambda db: sessions.move(db, session.id, Step.SUS, 1))
    store.write(lambda db: sessions.end(db, session.id, SessionState.FINISHED, now))
    with store.read() as db:
        found = sessions.of_study(db, "tiny")[0]
    assert (found.step, found.position) == (Step.SUS, 1)
    assert found.state == SessionState.FINISHED


def test_the_first_end_of_an_attempt_counts(store: Store, session: Session, now: datetime) -> None:
    with store.read() as db:
        attempt = attempts.of_session(db, session.id)[0].id
    later = now + timedelta(seconds=9)
    store.write(lambda db: attempts.start(db, attempt, now))
    store.write(lambda db: attempts.start(db, attempt, later))
    store.write(lambda db: attempts.set_page(db, attempt, "person"))
    assert store.write(lambda db: attempts.end(db, attempt, Outcome.SUBMITTED, later))
    assert not store.write(lambda db: attempts.end(db, attempt, Outcome.GAVE_UP, now))
    with store.read() as db:
        found = attempts.get(db, attempt)
    assert found is not None
    assert (found.started_at, found.ended_at) == (now, later)
    assert (found.outcome, found.current_page) == (Outcome.SUBMITTED, "person")


def test_a_refusal_is_a_number_and_nothing_else(store: Store) -> None:
    for _ in range(3):
        store.write(lambda db: sessions.count_refusal(db, "tiny"))
    with store.read() as db:
        assert sessions.refusals(db, "tiny") == 3
        assert sessions.refusals(db, "other") == 0
