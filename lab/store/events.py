"""Events, as they were recorded: only ever added, or gone with their session."""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from lab.sessions.events import Event, EventData, EventKind
from lab.sessions.ledger import Ledger, StreamRecord, arrive, end
from lab.store.driver import Row, insert, select
from lab.store.streams import SERVER, Stream, add, counted, lock, new_stream, save
from lab.store.tables import EPOCH, to_kept

KINDS = {str(kind): kind for kind in EventKind}
HEAD = "INSERT INTO event (stream, seq, t_ms, kind, page, field, data)"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the server itself saw."""

    kind: EventKind
    page: str = ""
    field: str = ""
    data: EventData = dataclasses.field(default_factory=dict)


class Seen(NamedTuple):
    """Of one thing the server saw: what it was and on which page."""

    kind: EventKind
    page: str


def append(db: sa.Connection, attempt_id: str, entries: Sequence[Entry], now: datetime) -> None:
    """Adds to the attempt's own stream; its seq is counted here, in the transaction."""
    stream = _server_stream(db, attempt_id, now)
    first = stream.record.ledger.max_seq + 1
    t_ms = _moment(db, stream, now)
    rows = [
        (stream.key, seq, t_ms, entry.kind, entry.page, entry.field, _json(entry.data))
        for seq, entry in enumerate(entries, first)
    ]
    put_in(db, rows)
    save(db, [_with(stream, rows, now)])


def put_in(db: sa.Connection, rows: Sequence[Row]) -> int:
    """Rows of (stream's key, seq, t_ms, kind, page, field, data); those there already stay."""
    return insert(db, HEAD, rows, "ON CONFLICT (stream, seq) DO NOTHING")


def of_attempt(db: sa.Connection, attempt_id: str) -> tuple[Event, ...]:
    """Stream by stream, each in its own order: the server's first, then as they arrived."""
    rows = select(
        db,
        "SELECT stream.id, event.seq, t_ms, kind, event.page, field, data"
        " FROM event JOIN stream ON stream.key = event.stream"
        " WHERE stream.attempt = ? ORDER BY stream.key, event.seq",
        [attempt_id],
    )
    return tuple(_event(row) for row in rows)


def seen(db: sa.Connection, attempt_id: str) -> tuple[Seen, ...]:
    """What the server itself saw, in order: the whole way through the form."""
    rows = select(
        db,
        "SELECT kind, event.page FROM stream JOIN event ON event.stream = stream.key"
        " WHERE stream.id = ? ORDER BY event.seq",
        [SERVER + attempt_id],
    )
    return tuple([Seen(KINDS[kind], page) for kind, page in rows])


def _server_stream(db: sa.Connection, attempt_id: str, now: datetime) -> Stream:
    name = SERVER + attempt_id
    if found := lock(db, [name]).get(name):
        return found
    record = StreamRecord(
        *(name, attempt_id, "", "server", "disk", "", -1, 0), Ledger(), *(0, 0, 0)
    )
    zero_ms = unix_ms(now) - _since_start(db, attempt_id, now)
    return add(db, [new_stream(record, zero_ms, zero_ms, unix_ms(now))])[name]


def _since_start(db: sa.Connection, attempt_id: str, now: datetime) -> float:
    rows = select(db, "SELECT started_at FROM attempt WHERE id = ?", [attempt_id])
    return _since(rows[0][0] if rows else None, now)


def _since(started: int | None, now: datetime) -> float:
    """Milliseconds; `started` as it is kept."""
    return 0.0 if started is None else (to_kept(now) - started) / 1000


def _moment(db: sa.Connection, stream: Stream, now: datetime) -> float:
    """The server's clock may be set back; the stream's time may not."""
    known = (
        "SELECT started_at, event.t_ms FROM attempt"
        " LEFT JOIN event ON event.stream = ? AND event.seq = ? WHERE attempt.id = ?"
    )
    record = stream.record
    ((started, last),) = select(db, known, [stream.key, record.ledger.max_seq, record.attempt])
    return max(_since(started, now), last or 0.0)


def _with(stream: Stream, rows: Sequence[Row], now: datetime) -> Stream:
    seqs = [row[1] for row in rows]
    ledger = arrive(stream.record.ledger, seqs)
    if rows and rows[-1][3] == EventKind.ATTEMPT_ENDED:
        ledger = end(ledger, seqs[-1])
    return counted(stream, ledger, len(rows), 0, stream.zero_ms, unix_ms(now))


def unix_ms(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(milliseconds=1)


def _json(data: EventData) -> str:
    return json.dumps(dict(data), ensure_ascii=False, separators=(",", ":")) if data else "{}"


def _event(row: Row) -> Event:
    stream, seq, t_ms, kind, page, field_id, data = row
    told = json.loads(data) if data != "{}" else {}
    return Event(stream, seq, t_ms, EventKind(kind), page, field_id, told)
