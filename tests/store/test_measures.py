from datetime import datetime, timedelta

import msgspec
import pytest
import sqlalchemy as sa

from lab.sessions.events import EventKind
from lab.sessions.measures import Measures
from lab.sessions.model import Outcome, Session
from lab.store import attempts, events, measures, tables
from lab.store.database import Store
from lab.store.events import Entry
from tests.store.device import first_attempt

IDLE = 30.0


@pytest.fixture
def attempt(store: Store, session: Session, now: datetime) -> str:
    """One that was submitted after a minute."""
    found = first_attempt(store, session.id)

    def work(db: sa.Connection) -> None:
        attempts.start(db, found, now)
        events.append(db, found, [Entry(EventKind.ATTEMPT_STARTED)], now)
        later = now + timedelta(minutes=1)
        submitted = Entry(EventKind.ATTEMPT_ENDED, data={"outcome": "submitted"})
        events.append(db, found, [submitted], later)
        attempts.end(db, found, Outcome.SUBMITTED, later)

    store.write(work)
    return found


def of_study(store: Store, idle: float = IDLE) -> dict[str, Measures]:
    with store.read() as db:
        return dict(measures.of_study(db, "tiny", idle))


def spoil(store: Store, attempt: str) -> None:
    """Makes what is kept recognisable: nobody finished."""

    def work(db: sa.Connection) -> None:
        this = tables.measure.c.attempt == attempt
        body = msgspec.json.decode(db.scalar(sa.select(tables.measure.c.body).where(this)) or "")
        body["measures"]["finished"] = False
        changed = msgspec.json.encode(body).decode()
        db.execute(sa.update(tables.measure).where(this).values(body=changed))

    store.write(work)


def test_kept_measures_are_those_of_the_events(store: Store, attempt: str) -> None:
    computed = of_study(store)
    assert set(computed) == {attempt}
    assert computed[attempt].finished
    store.write(lambda db: measures.keep(db, attempt, IDLE))
    assert of_study(store) == computed


def test_kept_measures_are_used(store: Store, attempt: str) -> None:
    store.write(lambda db: measures.keep(db, attempt, IDLE))
    spoil(store, attempt)
    assert not of_study(store)[attempt].finished


def test_events_that_arrive_later_count(store: Store, attempt: str, now: datetime) -> None:
    store.write(lambda db: measures.keep(db, attempt, IDLE))
    spoil(store, attempt)
    late = [Entry(EventKind.PAGE_SERVED, "person", data={"reason": "other", "visit": 1})]
    store.write(lambda db: events.append(db, attempt, late, now + timedelta(minutes=2)))
    assert of_study(store)[attempt].finished


def test_another_idle_rule_counts(store: Store, attempt: str) -> None:
    store.write(lambda db: measures.keep(db, attempt, IDLE))
    spoil(store, attempt)
    assert of_study(store, idle=10.0)[attempt].finished


def test_another_definition_of_the_measures_counts(
    store: Store, attempt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write(lambda db: measures.keep(db, attempt, IDLE))
    spoil(store, attempt)
    monkeypatch.setattr(measures, "RULES", "those of tomorrow")
    assert of_study(store)[attempt].finished


def recompute(store: Store, idle: float = IDLE) -> measures.Recomputed:
    return store.write(lambda db: measures.recompute(db, "tiny", idle))


def kept_body(store: Store) -> str | None:
    with store.read() as db:
        return db.scalar(sa.select(tables.measure.c.body))


def test_recomputing_gives_the_same_bytes(store: Store, attempt: str) -> None:
    store.write(lambda db: measures.keep(db, attempt, IDLE))
    before = kept_body(store)
    assert recompute(store) == measures.Recomputed(1, same=1, changed=0, renewed=0, added=0)
    assert kept_body(store) == before


def test_recomputing_adds_what_was_not_kept(store: Store, attempt: str) -> None:
    assert recompute(store).added == 1
    assert recompute(store).same == 1


def test_recomputing_finds_and_mends_what_was_changed(store: Store, attempt: str) -> None:
    store.write(lambda db: measures.keep(db, attempt, IDLE))
    before = kept_body(store)
    spoil(store, attempt)
    assert recompute(store).changed == 1
    assert kept_body(store) == before


def test_recomputing_renews_what_other_rules_gave(store: Store, attempt: str) -> None:
    store.write(lambda db: measures.keep(db, attempt, IDLE))
    assert recompute(store, idle=10.0).renewed == 1


def test_comparing_without_saving_writes_nothing(store: Store, attempt: str) -> None:
    with store.read() as db:
        assert measures.recompute(db, "tiny", IDLE, save=False).added == 1
    assert kept_body(store) is None


def test_attempts_without_measures_or_with_late_events_are_outdated(
    store: Store, attempt: str, now: datetime
) -> None:
    def outdated(moment: datetime) -> tuple[tuple[str, float], ...]:
        with store.read() as db:
            return measures.outdated(db, moment)

    tomorrow = now + timedelta(days=1)
    assert outdated(tomorrow) == ((attempt, 30),)
    store.write(lambda db: measures.keep(db, attempt, IDLE))
    assert outdated(tomorrow) == ()
    assert outdated(now + timedelta(hours=1)) == ((attempt, 30),)
