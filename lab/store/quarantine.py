"""Events kept aside: what could not be read, and what contradicts an event stored before."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from lab.sessions.wire import Refused, Row
from lab.store.driver import insert, select

CONFLICT = "another event with this number was stored before"
HEAD = "INSERT INTO quarantine (stream, seq, digest, reason, body, received_ms)"


@dataclass(frozen=True, slots=True)
class SetAside:
    """seq is -1 when it could not be read. body: the shape of the event, without contents."""

    stream: str
    seq: int
    reason: str
    body: str


def add_refused(db: sa.Connection, key: int, refused: Sequence[Refused], received_ms: int) -> int:
    """Returns how many were not there already."""
    rows = [(key, bad.seq, bad.digest, bad.reason, bad.shape, received_ms) for bad in refused]
    return insert(db, HEAD, rows, "ON CONFLICT DO NOTHING")


def add_conflicts(db: sa.Connection, key: int, rows: Sequence[Row], received_ms: int) -> int:
    """Returns how many were not there already."""
    aside = []
    for row in rows:
        body = json.dumps(row, ensure_ascii=False)
        digest = hashlib.sha256(body.encode()).digest()
        aside.append((key, row[0], digest, CONFLICT, body, received_ms))
    return insert(db, HEAD, aside, "ON CONFLICT DO NOTHING")


def of_session(db: sa.Connection, session_id: str) -> tuple[SetAside, ...]:
    rows = select(
        db,
        "SELECT stream.id, quarantine.seq, reason, body"
        " FROM quarantine JOIN stream ON stream.key = quarantine.stream"
        " JOIN attempt ON attempt.id = stream.attempt"
        " WHERE attempt.session = ? ORDER BY stream.key, quarantine.seq, digest",
        [session_id],
    )
    return tuple(SetAside(*row) for row in rows)
