"""The measures of ended attempts: kept, and computed again when more events arrived."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version

import msgspec
import sqlalchemy as sa

from lab.sessions.measures import Measures, measure
from lab.store import events, studies
from lab.store.tables import attempt as attempts
from lab.store.tables import measure as kept
from lab.store.tables import session as sessions
from lab.store.tables import stream as streams
from lab.store.upsert import upsert

RULES = hashlib.sha256(
    msgspec.json.encode((msgspec.json.schema(Measures), version("formwerkstatt")), order="sorted")
).hexdigest()
"""Changes when what is measured changes, or the program does."""

AT_ONCE = 1000
"""Rows that are read together."""

LATE = timedelta(hours=2)
"""Longer than the hour between two rounds of upkeep, so that no late event is overlooked."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """Measures, and what they were computed from and by."""

    events: int
    idle_seconds: float
    rules: str
    measures: msgspec.Raw


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What computing the measures again came to, in attempts.

    same: what was kept, byte by byte. changed: other bytes from the same events by the same
    rules, which must not happen. renewed: more events have arrived, or the rules are others.
    """

    attempts: int
    same: int
    changed: int
    renewed: int
    added: int


def keep(db: sa.Connection, attempt_id: str, idle_seconds: float) -> None:
    """Computes the measures of an ended attempt from all its events so far."""
    _save(db, attempt_id, _computed(db, attempt_id, idle_seconds))


def outdated(db: sa.Connection, now: datetime) -> tuple[tuple[str, float], ...]:
    """Ended attempts without kept measures or with late events, each with its idle rule."""
    late = sa.select(streams.c.attempt).where(streams.c.received_ms > events.unix_ms(now - LATE))
    of_attempts = attempts.join(sessions).outerjoin(kept)
    found = sa.select(attempts.c.id, sessions.c.study).select_from(of_attempts)
    wanting = kept.c.attempt.is_(None) | attempts.c.id.in_(late)
    rows = db.execute(found.where(attempts.c.ended_at.is_not(None), wanting)).all()
    idle = {pin.study.study: pin.study.idle_seconds for pin in studies.all_pinned(db)}
    return tuple((row.id, idle[row.study]) for row in rows)


def recompute(
    db: sa.Connection, study_id: str, idle_seconds: float, *, save: bool = True
) -> Recomputed:
    """Computes all measures of a study from the events and compares them with what is kept."""
    found = Counter(
        _recomputed(db, attempt_id, idle_seconds, save=save) for attempt_id in _ended(db, study_id)
    )
    kinds = ("same", "changed", "renewed", "added")
    return Recomputed(found.total(), *(found[kind] for kind in kinds))


def _recomputed(db: sa.Connection, attempt_id: str, idle_seconds: float, *, save: bool) -> str:
    body = _computed(db, attempt_id, idle_seconds)
    before = db.execute(sa.select(kept.c.body).where(kept.c.attempt == attempt_id)).scalar()
    if before == body:
        return "same"
    if save:
        _save(db, attempt_id, body)
    if before is None:
        return "added"
    return "changed" if _grounds(before) == _grounds(body) else "renewed"


def _grounds(body: str) -> tuple[int, float, str]:
    row = msgspec.json.decode(body, type=_Kept)
    return row.events, row.idle_seconds, row.rules


def _computed(db: sa.Connection, attempt_id: str, idle_seconds: float) -> str:
    found = events.of_attempt(db, attempt_id)
    body = msgspec.Raw(msgspec.json.encode(measure(found, idle_seconds)))
    return msgspec.json.encode(_Kept(len(found), idle_seconds, RULES, body)).decode()


def _save(db: sa.Connection, attempt_id: str, body: str) -> None:
    db.execute(upsert(kept), {"attempt": attempt_id, "body": body})


def of_study(db: sa.Connection, study_id: str, idle_seconds: float) -> Mapping[str, Measures]:
    """Of every attempt that has ended, by its id."""
    return dict(each_of_study(db, study_id, idle_seconds))


def each_of_study(
    db: sa.Connection, study_id: str, idle_seconds: float
) -> Iterator[tuple[str, Measures]]:
    """One at a time, so that a large study fits into memory. The last page of an attempt is often
    left after its end: what was kept before its last events arrived is computed anew, not kept."""
    ended = _ended(db, study_id)
    for attempt_id, row in _kept(db, study_id):
        grounds = (row.events, row.idle_seconds, row.rules)
        if grounds == (ended.get(attempt_id), idle_seconds, RULES):
            del ended[attempt_id]
            yield attempt_id, msgspec.json.decode(row.measures, type=Measures)
    for attempt_id in ended:
        yield attempt_id, measure(events.of_attempt(db, attempt_id), idle_seconds)


def _kept(db: sa.Connection, study_id: str) -> Iterator[tuple[str, _Kept]]:
    of_attempts = kept.join(attempts).join(sessions)
    found = sa.select(kept).select_from(of_attempts).where(sessions.c.study == study_id)
    rows = db.execute(found, execution_options={"yield_per": AT_ONCE})
    return ((row.attempt, msgspec.json.decode(row.body, type=_Kept)) for row in rows)


def _ended(db: sa.Connection, study_id: str) -> dict[str, int]:
    """How many events each attempt has that has ended."""
    ended = (sessions.c.study == study_id) & attempts.c.ended_at.is_not(None)
    count = sa.func.coalesce(sa.func.sum(streams.c.stored), 0).label("events")
    with_streams = attempts.join(sessions).outerjoin(streams, streams.c.attempt == attempts.c.id)
    found = sa.select(attempts.c.id, count).select_from(with_streams).where(ended)
    return {row.id: int(row.events) for row in db.execute(found.group_by(attempts.c.id))}
