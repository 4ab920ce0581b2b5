"""Who asks, in one statement: what every request of a participant needs to know first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from lab.sessions.model import Attempt, Session, SessionState, Step
from lab.store import attempts, studies
from lab.store.driver import select
from lab.store.studies import PinnedStudy
from lab.store.tables import from_kept

SESSION = (
    *("id", "study", "number", "language", "simulated", "state", "step", "position"),
    "started_at",
)
BEFORE = 2 + len(SESSION)
"""Columns before those of the attempt."""
SELECTED = (
    f"SELECT pin.id, pin.hash, {', '.join(f'session.{name}' for name in SESSION)},"
    f" {', '.join(f'attempt.{name}' for name in attempts.COLUMNS)}"
    " FROM session JOIN pin ON pin.id = session.pin"
    " JOIN attempt ON attempt.session = session.id"
    " WHERE session.token_hash = ? ORDER BY attempt.position"
)

_PINS: dict[tuple[int, str], PinnedStudy] = {}
"""Pins never change: what was read once is not read again."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session with the study it began with and both its attempts."""

    session: Session
    pin: PinnedStudy
    attempts: tuple[Attempt, ...]


def by_token(db: sa.Connection, token_hash: bytes) -> Sitting | None:
    rows = select(db, SELECTED, [token_hash])
    if not rows:
        return None
    key, digest, *session = rows[0][:BEFORE]
    both = tuple(attempts.attempt_of(row[BEFORE:]) for row in rows)
    return Sitting(_session(session), _pin(db, key, digest), both)


def _session(row: Sequence[Any]) -> Session:
    session_id, study, number, language, simulated, state, step, position, started = row
    return Session(
        session_id,
        study,
        number,
        language,
        bool(simulated),
        SessionState(state),
        Step(step),
        position,
        from_kept(started),
    )


def _pin(db: sa.Connection, key: int, digest: str) -> PinnedStudy:
    if (key, digest) not in _PINS:
        _PINS[key, digest] = studies.by_key(db, key)
    return _PINS[key, digest]
