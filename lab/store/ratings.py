"""What participants said in the questionnaires."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lab.store.tables import rating as ratings
from lab.store.tables import session as sessions
from lab.store.upsert import upsert


@dataclass(frozen=True, slots=True)
class Rating:
    """One answered item: a number of its scale or a text, as typed. Position: of the attempt."""

    session: str
    position: int
    item: str
    value: str


def save(
    db: sa.Connection, session_id: str, position: int, item: str, value: str, now: datetime
) -> None:
    """The last word counts: someone may go back and answer again."""
    values = {"session": session_id, "position": position, "item": item, "value": value}
    db.execute(upsert(ratings), {**values, "saved_at": now})


def of_session(db: sa.Connection, session_id: str) -> tuple[Rating, ...]:
    return _ratings(db, ratings.c.session == session_id)


def of_study(db: sa.Connection, study_id: str) -> tuple[Rating, ...]:
    return _ratings(db, sessions.c.study == study_id)


def _ratings(db: sa.Connection, condition: sa.ColumnElement[bool]) -> tuple[Rating, ...]:
    found = sa.select(ratings.c.session, ratings.c.position, ratings.c.item, ratings.c.value)
    order = (sessions.c.simulated, sessions.c.number, ratings.c.position, ratings.c.item)
    rows = db.execute(found.join(sessions).where(condition).order_by(*order))
    return tuple(Rating(*row) for row in rows)
