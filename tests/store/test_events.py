from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from lab.sessions.events import Event, EventKind
from lab.sessions.model import Session
from lab.store import attempts, events
from lab.store.database import Store
from lab.store.events import Entry


def test_the_servers_own_events_are_numbered_and_timed(
    store: Store, session: Session, now: datetime
) -> None:
    with store.read() as db:
        attempt = attempts.of_session(db, session.id)[0].id
    started = Entry(EventKind.ATTEMPT_STARTED, data={"version": "original", "position": 0})
    error = Entry(EventKind.VALIDATION_ERROR, "person", "name", {"rule": "required"})
    store.write(lambda db: attempts.start(db, attempt, now))
    store.write(lambda db: events.append(db, attempt, [started], now))
    later = now + timedelta(seconds=2)
    store.write(lambda db: events.append(db, attempt, [error, error], later))
    with store.read() as db:
        found = events.of_attempt(db, attempt)
    name = f"server-{attempt}"
    assert found == (
        Event(name, 0, 0.0, EventKind.ATTEMPT_STARTED, "", "", started.data),
        Event(name, 1, 2000.0, EventKind.VALIDATION_ERROR, "person", "name", error.data),
        Event(name, 2, 2000.0, EventKind.VALIDATION_ERROR, "person", "name", error.data),
    )


def test_the_streams_time_never_goes_back(store: Store, session: Session, now: datetime) -> None:
    with store.read() as db:
        attempt = attempts.of_session(db, session.id)[0].id
    store.write(lambda db: attempts.start(db, attempt, now))
    for seconds in (5, -3600, 6):
        store.write(partial(_serve, attempt, now + timedelta(seconds=seconds)))
    with store.read() as db:
        assert [event.t_ms for event in events.of_attempt(db, attempt)] == [5000, 5000, 6000]


def _serve(attempt: str, moment: datetime, db: sa.Connection) -> None:
    events.append(db, attempt, [Entry(EventKind.PAGE_SERVED, "person")], moment)
