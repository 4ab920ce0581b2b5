"""The sessions of a study page by page, the newest first, each with its attempts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from lab.sessions.ledger import Completion
from lab.sessions.model import Attempt, Outcome, SessionState
from lab.store.counts import completion_of
from lab.store.tables import attempt as attempts
from lab.store.tables import session as sessions

A_PAGE = 50
COLUMNS = tuple(sessions.c[name] for name in ("id", "number", "simulated", "state", "language"))


@dataclass(frozen=True, slots=True)
class Listed:
    """attempts: in order, also those not begun."""

    id: str
    number: int
    simulated: bool
    state: SessionState
    language: str
    completion: Completion
    attempts: tuple[Attempt, ...]


def count(db: sa.Connection, study_id: str) -> int:
    counted = sa.select(sa.func.count()).where(sessions.c.study == study_id)
    return int(db.execute(counted).scalar_one())


def page(db: sa.Connection, study_id: str, number: int) -> tuple[Listed, ...]:
    """number: from 1. People before rehearsals."""
    order = (sessions.c.simulated, sessions.c.number.desc())
    found = sa.select(*COLUMNS).where(sessions.c.study == study_id).order_by(*order)
    rows = db.execute(found.limit(A_PAGE).offset((number - 1) * A_PAGE)).all()
    return _listed(db, study_id, rows)


def one(db: sa.Connection, study_id: str, session_id: str) -> Listed | None:
    this = (sessions.c.study == study_id) & (sessions.c.id == session_id)
    found = _listed(db, study_id, db.execute(sa.select(*COLUMNS).where(this)).all())
    return found[0] if found else None


def _listed(db: sa.Connection, study_id: str, rows: Sequence[sa.Row[Any]]) -> tuple[Listed, ...]:
    ids = tuple(row.id for row in rows)
    whole, made = completion_of(db, study_id, ids), _attempts(db, ids)
    return tuple(
        Listed(
            id=row.id,
            number=row.number,
            simulated=row.simulated,
            state=SessionState(row.state),
            language=row.language,
            completion=whole[row.id],
            attempts=tuple(made[row.id]),
        )
        for row in rows
    )


def _attempts(db: sa.Connection, ids: Sequence[str]) -> Mapping[str, Sequence[Attempt]]:
    found = sa.select(attempts).where(attempts.c.session.in_(ids)).order_by(attempts.c.position)
    made: defaultdict[str, list[Attempt]] = defaultdict(list)
    for row in db.execute(found):
        values = dict(row._mapping) | {"outcome": Outcome(row.outcome) if row.outcome else None}
        made[row.session].append(Attempt(**values))
    return made
