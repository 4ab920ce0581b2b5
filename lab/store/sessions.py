"""Participants' sessions: begun, moved on, ended."""

import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lab.sessions import ledger
from lab.sessions.ledger import Completeness
from lab.sessions.model import Session, SessionState, Step
from lab.store import erasures, streams
from lab.store.studies import PinnedStudy
from lab.store.tables import allotment, refusal
from lab.store.tables import attempt as attempts
from lab.store.tables import session as sessions
from lab.studies.assignment import Assignment, assign

KNOWN = (
    *("id", "study", "number", "language", "simulated", "state", "step", "position"),
    "started_at",
)
COLUMNS = tuple(sessions.c[name] for name in KNOWN)


def begin(
    db: sa.Connection,
    pin: PinnedStudy,
    language: str,
    simulated: bool,
    consent_hash: str,
    token_hash: bytes,
    receipt_hash: bytes,
    now: datetime,
) -> Session:
    """Allots the next number and makes both attempts of its assignment."""
    number = _next_number(db, pin.study.study, simulated)
    session = Session(
        id=secrets.token_hex(16),
        study=pin.study.study,
        number=number,
        language=language,
        simulated=simulated,
        state=SessionState.ACTIVE,
        step=Step.TASK,
        position=0,
        started_at=now,
    )
    known = {name: getattr(session, name) for name in KNOWN}
    hashes = {"token_hash": token_hash, "receipt_hash": receipt_hash, "consent_hash": consent_hash}
    db.execute(sa.insert(sessions).values(pin=pin.id, **known, **hashes))
    _make_attempts(db, session.id, pin, assign(pin.study, number))
    return session


def _next_number(db: sa.Connection, study: str, simulated: bool) -> int:
    """Never given twice, also after a withdrawal; rehearsals count by themselves."""
    counted_up = sa.text(
        "INSERT INTO allotment (study, simulated, last) VALUES (:study, :simulated, 0)"
        " ON CONFLICT (study, simulated) DO UPDATE SET last = allotment.last + 1 RETURNING last"
    )
    number: int = db.execute(counted_up, {"study": study, "simulated": simulated}).scalar_one()
    return number


def _make_attempts(
    db: sa.Connection, session_id: str, pin: PinnedStudy, assignment: Assignment
) -> None:
    rows = [
        {
            "id": secrets.token_hex(16),
            "session": session_id,
            "position": position,
            "version": going.version,
            "version_hash": pin.hashes[going.version],
            "task": going.task,
        }
        for position, going in enumerate(assignment.goings)
    ]
    db.execute(sa.insert(attempts), rows)


def get(db: sa.Connection, session_id: str) -> Session | None:
    return _one(db, sessions.c.id == session_id)


def by_token(db: sa.Connection, token_hash: bytes) -> Session | None:
    return _one(db, sessions.c.token_hash == token_hash)


def by_receipt(db: sa.Connection, receipt_hash: bytes) -> Session | None:
    return _one(db, sessions.c.receipt_hash == receipt_hash)


def of_study(db: sa.Connection, study_id: str) -> tuple[Session, ...]:
    """By number, people before rehearsals."""
    found = sa.select(*COLUMNS).where(sessions.c.study == study_id)
    rows = db.execute(found.order_by(sessions.c.simulated, sessions.c.number))
    return tuple(_session(row) for row in rows)


def move(db: sa.Connection, session_id: str, step: Step, position: int) -> None:
    _change(db, session_id, step=step, position=position)


def end(db: sa.Connection, session_id: str, state: SessionState, now: datetime) -> None:
    """Finished or stopped; what was recorded is kept."""
    _change(db, session_id, state=state, ended_at=now)


def withdraw(db: sa.Connection, session_id: str, now: datetime) -> bool:
    """Deletes everything of the session for good; what its devices still send gets 410."""
    return erasures.erase(db, session_id, now)


def completeness(db: sa.Connection, session_id: str) -> Completeness:
    """How whole the record of what its devices saw is."""
    return ledger.completeness(streams.of_session(db, session_id))


def begun(db: sa.Connection, study_id: str, *, simulated: bool) -> int:
    """How many sessions were ever begun, those erased since included."""
    allotted = (allotment.c.study == study_id) & (allotment.c.simulated == simulated)
    last = db.execute(sa.select(allotment.c.last).where(allotted)).scalar()
    return 0 if last is None else last + 1


def count_refusal(db: sa.Connection, study_id: str) -> None:
    """Someone said no: a number, and nothing else about them."""
    counted_up = sa.text(
        "INSERT INTO refusal (study, count) VALUES (:study, 1)"
        " ON CONFLICT (study) DO UPDATE SET count = refusal.count + 1"
    )
    db.execute(counted_up, {"study": study_id})


def refusals(db: sa.Connection, study_id: str) -> int:
    found = db.execute(sa.select(refusal.c.count).where(refusal.c.study == study_id)).scalar()
    return found or 0


def _change(db: sa.Connection, session_id: str, **values: Any) -> None:
    db.execute(sa.update(sessions).where(sessions.c.id == session_id).values(**values))


def _one(db: sa.Connection, condition: sa.ColumnElement[bool]) -> Session | None:
    row = db.execute(sa.select(*COLUMNS).where(condition)).first()
    return _session(row) if row else None


def _session(row: sa.Row[Any]) -> Session:
    return Session(
        id=row.id,
        study=row.study,
        number=row.number,
        language=row.language,
        simulated=row.simulated,
        state=SessionState(row.state),
        step=Step(row.step),
        position=row.position,
        started_at=row.started_at,
    )
