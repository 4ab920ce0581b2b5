"""Keeps what participants were promised: what is due goes, what was left open is ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from lab.store import attempts, copies, drafts, erasures, measures, retention, staff
from lab.store.database import Store

TOGETHER = 20
"""Sessions of one transaction: participants' own work must not wait long behind it."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """How much was done; nothing tells of whom."""

    sessions_erased: int
    drafts_erased: int
    sessions_stopped: int
    attempts_interrupted: int
    attempts_measured: int
    copies_removed: int = 0


def tidy(store: Store, now: datetime, register: Path | None = None) -> Tidied:
    """Harmless when several servers do it at once, or one of them twice.

    register: of the copies that were written here (lab/store/copies.py).

    Raises NotStored when the database could not do it; what was done until then stays done.
    """
    erased = _erase_due(store, now)
    forgotten = store.write(lambda db: drafts.erase_older(db, now - retention.SILENCE))
    stopped = _stop_silent(store, now)
    store.write(lambda db: staff.forget_expired(db, now))
    return Tidied(
        sessions_erased=erased,
        drafts_erased=forgotten,
        sessions_stopped=len(stopped),
        attempts_interrupted=sum(stopped),
        attempts_measured=_measure(store, now),
        copies_removed=_sweep(store, register, now) if register else 0,
    )


def _erase_due(store: Store, now: datetime) -> int:
    with store.read() as db:
        due = retention.due(db, now)
    groups = [due[start : start + TOGETHER] for start in range(0, len(due), TOGETHER)]
    return sum(store.write(partial(_erase, group, now)) for group in groups)


def _erase(group: Sequence[str], now: datetime, db: sa.Connection) -> int:
    return sum(erasures.erase(db, session_id, now) for session_id in group)


def _stop_silent(store: Store, now: datetime) -> tuple[int, ...]:
    """Of each stopped session, how many attempts were interrupted."""
    with store.read() as db:
        silent = retention.silent(db, now)
    outcomes = [store.write(partial(_stop, session_id, now)) for session_id in silent]
    return tuple(count for count in outcomes if count is not None)


def _stop(session_id: str, now: datetime, db: sa.Connection) -> int | None:
    return retention.stop_silent(db, session_id, now)


def _measure(store: Store, now: datetime) -> int:
    with store.read() as db:
        outdated = measures.outdated(db, now)
    for attempt_id, idle_seconds in outdated:
        store.write(partial(_keep, attempt_id, idle_seconds))
    return len(outdated)


def _keep(attempt_id: str, idle_seconds: float, db: sa.Connection) -> None:
    if attempts.get(db, attempt_id):
        measures.keep(db, attempt_id, idle_seconds)


def _sweep(store: Store, register: Path, now: datetime) -> int:
    with store.read() as db:
        return copies.sweep(register, db, now)
