"""The measures of attempts: kept when an attempt ends, computed again when more events arrived."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa

from lab.sessions.measures import Measures, measure
from lab.store import events
from lab.store.tables import attempt as attempts
from lab.store.tables import measure as kept
from lab.store.tables import session as sessions
from lab.store.tables import stream as streams
from lab.store.upsert import upsert


@dataclass(frozen=True, slots=True)
class _Kept:
    """Measures with the number of events they were computed from."""

    events: int
    measures: Measures


def keep(db: sa.Connection, attempt_id: str, idle_seconds: float) -> None:
    """Computes the measures of an ended attempt from all its events so far."""
    found = events.of_attempt(db, attempt_id)
    row = _Kept(len(found), measure(found, idle_seconds))
    body = msgspec.json.encode(row).decode()
    db.execute(upsert(kept), {"attempt": attempt_id, "body": body})


def of_study(db: sa.Connection, study_id: str, idle_seconds: float) -> Mapping[str, Measures]:
    """Of every attempt that has ended, by its id. The last page of an attempt is often left
    after its end: what was kept before its last events arrived is computed anew, not kept."""
    known = _kept(db, study_id)
    return {
        attempt_id: known[attempt_id].measures
        if attempt_id in known and known[attempt_id].events == count
        else measure(events.of_attempt(db, attempt_id), idle_seconds)
        for attempt_id, count in _ended(db, study_id).items()
    }


def _kept(db: sa.Connection, study_id: str) -> Mapping[str, _Kept]:
    of_attempts = kept.join(attempts).join(sessions)
    found = sa.select(kept).select_from(of_attempts).where(sessions.c.study == study_id)
    return {row.attempt: msgspec.json.decode(row.body, type=_Kept) for row in db.execute(found)}


def _ended(db: sa.Connection, study_id: str) -> Mapping[str, int]:
    """How many events each attempt has that has ended."""
    ended = (sessions.c.study == study_id) & attempts.c.ended_at.is_not(None)
    count = sa.func.coalesce(sa.func.sum(streams.c.stored), 0).label("events")
    with_streams = attempts.join(sessions).outerjoin(streams, streams.c.attempt == attempts.c.id)
    found = sa.select(attempts.c.id, count).select_from(with_streams).where(ended)
    return {row.id: int(row.events) for row in db.execute(found.group_by(attempts.c.id))}
