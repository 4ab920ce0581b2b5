"""The measures of attempts: kept when an attempt ends, computed again when more events arrived."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

import msgspec
import sqlalchemy as sa

from lab.sessions.measures import Measures, measure
from lab.store import events
from lab.store.tables import attempt as attempts
from lab.store.tables import measure as kept
from lab.store.tables import session as sessions
from lab.store.tables import stream as streams
from lab.store.upsert import upsert

RULES = hashlib.sha256(
    msgspec.json.encode((msgspec.json.schema(Measures), version("formwerkstatt")), order="sorted")
).hexdigest()
"""Changes when what is measured changes, or the program does."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """Measures, and what they were computed from and by."""

    events: int
    idle_seconds: float
    rules: str
    measures: msgspec.Raw


def keep(db: sa.Connection, attempt_id: str, idle_seconds: float) -> None:
    """Computes the measures of an ended attempt from all its events so far."""
    found = events.of_attempt(db, attempt_id)
    body = msgspec.Raw(msgspec.json.encode(measure(found, idle_seconds)))
    row = msgspec.json.encode(_Kept(len(found), idle_seconds, RULES, body))
    db.execute(upsert(kept), {"attempt": attempt_id, "body": row.decode()})


def of_study(db: sa.Connection, study_id: str, idle_seconds: float) -> Mapping[str, Measures]:
    """Of every attempt that has ended, by its id. The last page of an attempt is often left
    after its end: what was kept before its last events arrived is computed anew, not kept."""
    known = _kept(db, study_id)
    found = {}
    for attempt_id, count in _ended(db, study_id).items():
        row = known.get(attempt_id)
        if row and (row.events, row.idle_seconds, row.rules) == (count, idle_seconds, RULES):
            found[attempt_id] = msgspec.json.decode(row.measures, type=Measures)
        else:
            found[attempt_id] = measure(events.of_attempt(db, attempt_id), idle_seconds)
    return found


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
