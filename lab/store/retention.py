"""What has to end by the calendar: sessions past their retention, sittings nobody goes on with."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lab.sessions.events import EventKind
from lab.sessions.model import Outcome, SessionState
from lab.store import attempts, drafts, events, sessions, studies, tables
from lab.store.events import Entry, unix_ms
from lab.store.tables import EPOCH

SILENCE = timedelta(hours=24)
"""Whoever was not heard of for so long is not coming back to the form."""


def due(db: sa.Connection, now: datetime) -> tuple[str, ...]:
    """The sessions whose participants were promised that by now they are deleted."""
    session, pins = tables.session, db.execute(sa.select(tables.pin.c.id)).scalars().all()
    found: list[str] = []
    for pin in pins:
        begun = session.c.started_at <= now - _retention(db, pin)
        expired = sa.select(session.c.id).where(session.c.pin == pin, begun)
        found += db.execute(expired.order_by(session.c.started_at, session.c.id)).scalars()
    return tuple(found)


def _retention(db: sa.Connection, pin: int) -> timedelta:
    return timedelta(days=studies.by_key(db, pin).study.consent.retention_days)


def silent(db: sa.Connection, now: datetime) -> tuple[str, ...]:
    """Sessions that are still open although nothing was heard of them for a day."""
    return tuple(db.execute(_silent(now).order_by(tables.session.c.id)).scalars())


def stop_silent(db: sa.Connection, session_id: str, now: datetime) -> int | None:
    """Stops the session and returns how many attempts were interrupted by it.

    None: it is not silent any more, or another server was quicker.
    """
    this = _silent(now).where(tables.session.c.id == session_id)
    if db.execute(this.with_for_update(of=tables.session)).first() is None:
        return None
    interrupted = sum(
        _interrupt(db, attempt.id)
        for attempt in attempts.of_session(db, session_id)
        if attempt.started_at is not None and attempt.ended_at is None
    )
    sessions.end(db, session_id, SessionState.STOPPED, now)
    return interrupted


def _silent(now: datetime) -> sa.Select[Any]:
    session, attempt = tables.session, tables.attempt
    stream, rating = tables.stream, tables.rating
    since = now - SILENCE
    recorded = (
        sa.select(stream.c.key)
        .select_from(stream.join(attempt))
        .where(attempt.c.session == session.c.id, stream.c.received_ms > unix_ms(since))
    )
    answered = sa.select(rating.c.session).where(
        rating.c.session == session.c.id, rating.c.saved_at > since
    )
    return sa.select(session.c.id).where(
        session.c.state == SessionState.ACTIVE,
        session.c.started_at <= since,
        ~recorded.exists(),
        ~answered.exists(),
    )


def _interrupt(db: sa.Connection, attempt_id: str) -> bool:
    """Dated at the last sign of life: the silence afterwards is no time spent on the form."""
    moment = _last_sign(db, attempt_id)
    if not attempts.end(db, attempt_id, Outcome.INTERRUPTED, moment):
        return False
    ended = Entry(EventKind.ATTEMPT_ENDED, data={"outcome": Outcome.INTERRUPTED})
    events.append(db, attempt_id, [ended], moment)
    drafts.erase(db, attempt_id)
    return True


def _last_sign(db: sa.Connection, attempt_id: str) -> datetime:
    """By the server's clock; what a device sent long afterwards counts when it happened."""
    stream, event = tables.stream, tables.event
    last = sa.func.coalesce(sa.func.max(event.c.t_ms), 0.0).label("last")
    of_streams = (
        sa.select(stream.c.zero_ms, stream.c.received_ms, last)
        .select_from(stream.outerjoin(event))
        .where(stream.c.attempt == attempt_id)
        .group_by(stream.c.key)
    )
    heard = [min(row.zero_ms + row.last, row.received_ms) for row in db.execute(of_streams)]
    started = sa.select(tables.attempt.c.started_at).where(tables.attempt.c.id == attempt_id)
    begun: datetime = db.execute(started).scalar_one()
    return max([begun, *(_moment(ms) for ms in heard)])


def _moment(milliseconds: float) -> datetime:
    return EPOCH + timedelta(milliseconds=milliseconds)
