"""A session with all that belongs to it: taken out of the database, and put into one."""

import json
from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from lab.sessions.events import EventKind
from lab.sessions.model import Outcome, SessionState, Step
from lab.store import tables
from lab.store.driver import Row, places, select
from lab.store.events import put_in
from lab.store.package_format import (
    AttemptRow,
    EventRow,
    RatingRow,
    Recorded,
    SessionRow,
    StreamRow,
)

OVER = (SessionState.FINISHED, SessionState.STOPPED)
NOBODYS = b"imported "
"""Begins what stands for the hashes of cookie and receipt: nothing that anyone has leads to it."""

_session, _pin = tables.session, tables.pin
_attempt, _stream, _rating = tables.attempt, tables.stream, tables.rating


def sessions_over(db: sa.Connection, study_id: str) -> tuple[SessionRow, ...]:
    """By number, people before rehearsals."""
    over = (_session.c.study == study_id) & _session.c.state.in_(OVER)
    return tuple(_sessions(db, over))


def recorded_as(db: sa.Connection, session_id: str) -> Recorded | None:
    found = next(_sessions(db, _session.c.id == session_id), None)
    return recorded(db, found) if found else None


def recorded(db: sa.Connection, session: SessionRow) -> Recorded:
    found = sa.select(_attempt).where(_attempt.c.session == session.id)
    rows = db.execute(found.order_by(_attempt.c.position)).mappings()
    attempts = tuple(_attempt_row(row) for row in rows)
    streams = tuple(row for one in attempts for row in _streams(db, one.id))
    return Recorded(
        session=session,
        attempts=attempts,
        streams=tuple(stream for _, stream in streams),
        events=tuple(event for key, stream in streams for event in _events(db, key, stream.id)),
        ratings=_ratings(db, session.id),
    )


def _sessions(db: sa.Connection, condition: sa.ColumnElement[bool]) -> Iterator[SessionRow]:
    found = sa.select(_session, _pin.c.hash).join(_pin, _session.c.pin == _pin.c.id)
    rows = db.execute(found.where(condition).order_by(_session.c.simulated, _session.c.number))
    for row in rows.mappings():
        plain = {name: row[name] for name in SessionRow.__struct_fields__}
        yield SessionRow(**{**plain, "pin": row["hash"], "step": Step(row["step"])})


def _attempt_row(row: sa.RowMapping) -> AttemptRow:
    plain = {name: row[name] for name in AttemptRow.__struct_fields__}
    return AttemptRow(**{**plain, "outcome": Outcome(row["outcome"]) if row["outcome"] else None})


def _streams(db: sa.Connection, attempt_id: str) -> Iterator[tuple[int, StreamRow]]:
    """With their keys, in the order of their first arrival: measures depend on it."""
    found = sa.select(_stream).where(_stream.c.attempt == attempt_id).order_by(_stream.c.key)
    for row in db.execute(found).mappings():
        plain = {name: row[name] for name in StreamRow.__struct_fields__}
        gaps = tuple((first, last) for first, last in json.loads(row["gaps"]))
        yield row["key"], StreamRow(**{**plain, "gaps": gaps})


def _events(db: sa.Connection, key: int, stream: str) -> Iterator[EventRow]:
    columns = "seq, t_ms, kind, page, field, data"
    rows = select(db, f"SELECT {columns} FROM event WHERE stream = ? ORDER BY seq", [key])
    for seq, t_ms, kind, page, field, data in rows:
        yield EventRow(stream, seq, t_ms, EventKind(kind), page, field, json.loads(data))


def _ratings(db: sa.Connection, session_id: str) -> tuple[RatingRow, ...]:
    found = sa.select(_rating).where(_rating.c.session == session_id)
    rows = db.execute(found).mappings()
    answers = (
        RatingRow(**{name: row[name] for name in RatingRow.__struct_fields__}) for row in rows
    )
    return tuple(sorted(answers, key=lambda one: (one.position, one.item)))


def put(db: sa.Connection, study_id: str, pin: int, number: int, one: Recorded) -> None:
    """As it was recorded, but under this number; its cookie and its receipt lead nowhere here."""
    nobodys = NOBODYS + one.session.id.encode()
    known = {**_plain(one.session), "study": study_id, "pin": pin, "number": number}
    hashes = {"token_hash": nobodys, "receipt_hash": nobodys}
    db.execute(sa.insert(_session).values(**known, **hashes))
    _put_all(db, _attempt, one.attempts)
    _put_all(db, _stream, one.streams)
    keys = _keys(db, [stream.id for stream in one.streams])
    put_in(db, [_event_values(keys[event.stream], event) for event in one.events])
    _put_all(db, _rating, one.ratings)


def _put_all(
    db: sa.Connection, table: sa.Table, rows: Sequence[AttemptRow | StreamRow | RatingRow]
) -> None:
    if rows:
        db.execute(sa.insert(table), [_plain(row) for row in rows])


def _plain(row: SessionRow | AttemptRow | StreamRow | RatingRow) -> dict[str, object]:
    values = {name: getattr(row, name) for name in row.__struct_fields__}
    return values | ({"gaps": json.dumps(values["gaps"])} if "gaps" in values else {})


def _keys(db: sa.Connection, streams: Sequence[str]) -> Mapping[str, int]:
    if not streams:
        return {}
    rows = select(db, f"SELECT id, key FROM stream WHERE id IN ({places(len(streams))})", streams)
    return {row[0]: row[1] for row in rows}


def _event_values(key: int, event: EventRow) -> Row:
    data = json.dumps(event.data, ensure_ascii=False, separators=(",", ":")) if event.data else "{}"
    return (key, event.seq, event.t_ms, event.kind, event.page, event.field, data)
