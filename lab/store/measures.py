"""The measures of attempts, and after how many events they were computed."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa

from lab.sessions.measures import Measures
from lab.store.tables import attempt as attempts
from lab.store.tables import measure, stream
from lab.store.tables import session as sessions
from lab.store.upsert import upsert


@dataclass(frozen=True, slots=True)
class StoredMeasures:
    """events: how many there were; more by now means that some arrived late, so compute again."""

    measures: Measures
    events: int


def save_all(db: sa.Connection, computed: Mapping[str, StoredMeasures]) -> None:
    """By attempt; the newest computation counts. Attempts erased meanwhile are passed over."""
    for attempt_id, stored in computed.items():
        known = db.execute(sa.select(attempts.c.id).where(attempts.c.id == attempt_id)).first()
        if known:
            body = msgspec.json.encode(stored).decode()
            db.execute(upsert(measure), {"attempt": attempt_id, "body": body})


def of_study(db: sa.Connection, study_id: str) -> Mapping[str, StoredMeasures]:
    """By attempt."""
    found = sa.select(measure).join(attempts).join(sessions).where(sessions.c.study == study_id)
    return {row.attempt: _read(row.body) for row in db.execute(found)}


def events_of_ended(db: sa.Connection, study_id: str) -> Mapping[str, int]:
    """How many events each attempt has that has ended."""
    ended = (sessions.c.study == study_id) & attempts.c.ended_at.is_not(None)
    count = sa.func.coalesce(sa.func.sum(stream.c.stored), 0)
    found = sa.select(attempts.c.id, count).join(sessions).outerjoin(stream).where(ended)
    rows = db.execute(found.group_by(attempts.c.id)).tuples()
    return {attempt_id: int(events) for attempt_id, events in rows}


def _read(body: str) -> StoredMeasures:
    return msgspec.json.decode(body, type=StoredMeasures)
