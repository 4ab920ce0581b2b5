"""How whole the records of a study's sessions are, counted some sessions at a time."""

from collections import Counter, defaultdict
from collections.abc import Mapping

import sqlalchemy as sa

from lab.sessions.ledger import Completion, StreamRecord, completeness
from lab.sessions.model import SessionState
from lab.store import streams
from lab.store.tables import attempt as attempts
from lab.store.tables import session as sessions

OVER = (SessionState.FINISHED, SessionState.STOPPED)
AT_ONCE = 1000
"""Numbers of sessions whose streams are held in memory together."""


def of_study(db: sa.Connection, study_id: str, *, simulated: bool) -> Mapping[Completion, int]:
    """Sessions that are over, by the state of their record."""
    this = (sessions.c.study == study_id) & (sessions.c.simulated == simulated)
    last = db.execute(sa.select(sa.func.max(sessions.c.number)).where(this)).scalar()
    counts: Counter[Completion] = Counter()
    for first in range(0, 0 if last is None else last + 1, AT_ONCE):
        some = this & sessions.c.number.between(first, first + AT_ONCE - 1)
        counts.update(_states(db, study_id, simulated, first, some))
    return {state: counts[state] for state in Completion}


def _states(
    db: sa.Connection, study_id: str, simulated: bool, first: int, some: sa.ColumnElement[bool]
) -> list[Completion]:
    over = sa.select(attempts.c.id, attempts.c.session).join(sessions)
    rows = db.execute(over.where(some, sessions.c.state.in_(OVER)))
    session_of = {row.id: row.session for row in rows}
    told: defaultdict[str, list[StreamRecord]] = defaultdict(list)
    for record in streams.of_numbers(db, study_id, simulated, first, first + AT_ONCE - 1):
        if record.attempt in session_of:
            told[session_of[record.attempt]].append(record)
    return [completeness(told[session]).state for session in set(session_of.values())]
