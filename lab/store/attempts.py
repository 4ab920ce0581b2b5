"""Attempts: started, moved from page to page, ended."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lab.sessions.model import Attempt, Outcome
from lab.store.tables import attempt as attempts
from lab.store.tables import session as sessions


def of_session(db: sa.Connection, session_id: str) -> tuple[Attempt, ...]:
    """The first, then the second."""
    found = sa.select(attempts).where(attempts.c.session == session_id)
    return tuple(_attempt(row) for row in db.execute(found.order_by(attempts.c.position)))


def of_study(db: sa.Connection, study_id: str) -> tuple[Attempt, ...]:
    """By session number, people before rehearsals."""
    found = sa.select(attempts).join(sessions).where(sessions.c.study == study_id)
    order = (sessions.c.simulated, sessions.c.number, attempts.c.position)
    return tuple(_attempt(row) for row in db.execute(found.order_by(*order)))


def get(db: sa.Connection, attempt_id: str) -> Attempt | None:
    row = db.execute(sa.select(attempts).where(attempts.c.id == attempt_id)).first()
    return _attempt(row) if row else None


def start(db: sa.Connection, attempt_id: str, now: datetime) -> bool:
    """The first start counts; True: this was it."""
    unstarted = (attempts.c.id == attempt_id) & attempts.c.started_at.is_(None)
    started = sa.update(attempts).where(unstarted).values(started_at=now)
    return db.execute(started).rowcount == 1


def set_page(db: sa.Connection, attempt_id: str, page: str) -> None:
    db.execute(sa.update(attempts).where(attempts.c.id == attempt_id).values(current_page=page))


def end(db: sa.Connection, attempt_id: str, outcome: Outcome, now: datetime) -> bool:
    """The first end counts; True: this was it."""
    running = (attempts.c.id == attempt_id) & attempts.c.ended_at.is_(None)
    ended = sa.update(attempts).where(running).values(outcome=outcome, ended_at=now)
    return db.execute(ended).rowcount == 1


def _attempt(row: sa.Row[Any]) -> Attempt:
    return Attempt(
        id=row.id,
        session=row.session,
        position=row.position,
        version=row.version,
        version_hash=row.version_hash,
        task=row.task,
        started_at=row.started_at,
        ended_at=row.ended_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        current_page=row.current_page,
    )
