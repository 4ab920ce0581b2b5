"""Attempts: started, moved from page to page, ended."""

from datetime import datetime

import sqlalchemy as sa

from lab.sessions.model import Attempt, Outcome
from lab.store.driver import Row, change, select
from lab.store.tables import attempt as attempts
from lab.store.tables import from_kept

COLUMNS = (
    *("id", "session", "position", "version", "version_hash", "task"),
    *("started_at", "ended_at", "outcome", "current_page"),
)
SELECTED = f"SELECT {', '.join(f'attempt.{name}' for name in COLUMNS)} FROM attempt"


def of_session(db: sa.Connection, session_id: str) -> tuple[Attempt, ...]:
    """The first, then the second."""
    of_it = f"{SELECTED} WHERE attempt.session = ? ORDER BY attempt.position"
    rows = select(db, of_it, [session_id])
    return tuple(attempt_of(row) for row in rows)


def of_study(db: sa.Connection, study_id: str) -> tuple[Attempt, ...]:
    """By session number, people before rehearsals."""
    joined = "JOIN session ON session.id = attempt.session WHERE session.study = ?"
    order = "session.simulated, session.number, attempt.position"
    rows = select(db, f"{SELECTED} {joined} ORDER BY {order}", [study_id])
    return tuple(attempt_of(row) for row in rows)


def get(db: sa.Connection, attempt_id: str) -> Attempt | None:
    rows = select(db, f"{SELECTED} WHERE attempt.id = ?", [attempt_id])
    return attempt_of(rows[0]) if rows else None


def start(db: sa.Connection, attempt_id: str, now: datetime) -> bool:
    """The first start counts; True: this was it."""
    unstarted = (attempts.c.id == attempt_id) & attempts.c.started_at.is_(None)
    started = sa.update(attempts).where(unstarted).values(started_at=now)
    return db.execute(started).rowcount == 1


def set_page(db: sa.Connection, attempt_id: str, page: str) -> None:
    change(db, "UPDATE attempt SET current_page = ? WHERE id = ?", [page, attempt_id])


def end(db: sa.Connection, attempt_id: str, outcome: Outcome, now: datetime) -> bool:
    """The first end counts; True: this was it."""
    running = (attempts.c.id == attempt_id) & attempts.c.ended_at.is_(None)
    ended = sa.update(attempts).where(running).values(outcome=outcome, ended_at=now)
    return db.execute(ended).rowcount == 1


def attempt_of(row: Row) -> Attempt:
    """From a row of COLUMNS."""
    attempt_id, session, position, version, version_hash, task, started, ended, outcome, page = row
    return Attempt(
        attempt_id,
        session,
        position,
        version,
        version_hash,
        task,
        started_at=from_kept(started) if started is not None else None,
        ended_at=from_kept(ended) if ended is not None else None,
        outcome=Outcome(outcome) if outcome else None,
        current_page=page,
    )
