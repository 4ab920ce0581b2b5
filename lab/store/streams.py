"""The streams of events: what has arrived of each, and what the database knows about it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from lab.sessions.ledger import NOTHING, Ledger, StreamRecord
from lab.sessions.model import SessionState
from lab.store.driver import Row, insert, locking, places, select

SERVER = "server-"
"""Streams of this server begin with it; those of devices are 32 hexadecimal digits."""

FIELDS = (
    *("key", "id", "attempt", "page", "device", "buffer", "prev", "prev_last", "dropped"),
    *("max_seq", "gaps", "end_seq", "stored", "quarantined", "conflicts"),
    *("opened_ms", "zero_ms", "received_ms"),
)
CHANGING = (
    *("dropped", "max_seq", "gaps", "end_seq", "stored", "quarantined", "conflicts"),
    *("zero_ms", "received_ms"),
)
SELECTED = (
    f"SELECT {', '.join(f'stream.{name}' for name in FIELDS)}, session.state"
    " FROM stream JOIN attempt ON attempt.id = stream.attempt"
    " JOIN session ON session.id = attempt.session"
)
INSERTED = f"INSERT INTO stream ({', '.join(FIELDS[1:])})"
REPLACED = f"INSERT INTO stream ({', '.join(FIELDS)})"
CHANGES = ", ".join(f"{name} = excluded.{name}" for name in CHANGING)


@dataclass(frozen=True, slots=True)
class Stream:
    """A row of the table. opened_ms: the device's clock; zero_ms: the server's at t_ms = 0."""

    key: int
    record: StreamRecord
    opened_ms: float
    zero_ms: float
    received_ms: int
    state: SessionState


def new_stream(record: StreamRecord, opened_ms: float, zero_ms: float, received_ms: int) -> Stream:
    """One that has no key yet."""
    return Stream(NOTHING, record, opened_ms, zero_ms, received_ms, SessionState.ACTIVE)


def counted(
    stream: Stream, ledger: Ledger, stored: int, dropped: int, zero_ms: float, received_ms: int
) -> Stream:
    """The stream with more arrived; written out because `replace` takes three times as long."""
    old = stream.record
    record = StreamRecord(
        *(old.id, old.attempt, old.page, old.device, old.buffer, old.prev, old.prev_last),
        *(dropped, ledger, old.stored + stored, old.quarantined, old.conflicts),
    )
    return Stream(stream.key, record, stream.opened_ms, zero_ms, received_ms, stream.state)


def lock(db: sa.Connection, ids: Sequence[str]) -> dict[str, Stream]:
    """Those that are there, kept from change by other servers until the transaction ends."""
    if not ids:
        return {}
    where = f"WHERE stream.id IN ({places(len(ids))}) ORDER BY stream.key"
    rows = select(db, f"{SELECTED} {where} {locking(db, 'stream')}", ids)
    return {row[1]: _stream(row) for row in rows}


def add(db: sa.Connection, streams: Iterable[Stream]) -> dict[str, Stream]:
    """As they are in the database afterwards: another server may have added one already."""
    rows = [_values(stream)[1:] for stream in sorted(streams, key=lambda new: new.record.id)]
    insert(db, INSERTED, rows, "ON CONFLICT (id) DO NOTHING")
    return lock(db, [row[0] for row in rows])


def save(db: sa.Connection, streams: Iterable[Stream]) -> None:
    rows = [_values(stream) for stream in streams]
    insert(db, REPLACED, rows, f"ON CONFLICT (key) DO UPDATE SET {CHANGES}")


def of_session(db: sa.Connection, session_id: str) -> tuple[StreamRecord, ...]:
    """The devices' streams, in the order of their first arrival."""
    return _records(db, "session.id = ?", [session_id])


def of_attempt(db: sa.Connection, attempt_id: str) -> tuple[StreamRecord, ...]:
    return _records(db, "attempt.id = ?", [attempt_id])


def with_clocks(db: sa.Connection, attempt_id: str) -> tuple[Stream, ...]:
    """The server's own stream too, each with its beginning by the server's clock."""
    where = "WHERE attempt.id = ? ORDER BY stream.key"
    return tuple(_stream(row) for row in select(db, f"{SELECTED} {where}", [attempt_id]))


def of_study(db: sa.Connection, study_id: str) -> tuple[StreamRecord, ...]:
    return _records(db, "session.study = ?", [study_id])


def of_numbers(
    db: sa.Connection, study_id: str, simulated: bool, first: int, last: int
) -> tuple[StreamRecord, ...]:
    """Of the sessions with these numbers, people's or rehearsals'."""
    where = "session.study = ? AND session.simulated = ? AND session.number BETWEEN ? AND ?"
    return _records(db, where, [study_id, simulated, first, last])


def _records(db: sa.Connection, condition: str, values: Sequence[Any]) -> tuple[StreamRecord, ...]:
    where = f"WHERE {condition} AND stream.id NOT LIKE '{SERVER}' || ? ORDER BY stream.key"
    return tuple(_stream(row).record for row in select(db, f"{SELECTED} {where}", [*values, "%"]))


def _stream(row: Row) -> Stream:
    key, name, attempt, page, device, buffer, prev, prev_last, dropped, *rest = row
    max_seq, gaps, end_seq, stored, quarantined, conflicts, opened_ms, zero_ms, *last = rest
    record = StreamRecord(
        *(name, attempt, page, device, buffer, prev, prev_last, dropped),
        Ledger(max_seq, _gaps(gaps), end_seq),
        *(stored, quarantined, conflicts),
    )
    received_ms, state = last
    return Stream(key, record, opened_ms, zero_ms, received_ms, SessionState(state))


def _gaps(text: str) -> tuple[tuple[int, int], ...]:
    return () if text == "[]" else tuple((first, last) for first, last in json.loads(text))


def _values(stream: Stream) -> tuple[Any, ...]:
    record, ledger = stream.record, stream.record.ledger
    gaps = json.dumps(ledger.gaps) if ledger.gaps else "[]"
    return (
        *(stream.key, record.id, record.attempt, record.page),
        *(record.device, record.buffer, record.prev, record.prev_last, record.dropped),
        *(ledger.max_seq, gaps, ledger.end_seq),
        *(record.stored, record.quarantined, record.conflicts),
        *(stream.opened_ms, stream.zero_ms, stream.received_ms),
    )
