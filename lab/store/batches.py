"""Puts captured events into the database, each once, and says what has arrived."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import sqlalchemy as sa

from lab.sessions.carried import LAST_SEQ
from lab.sessions.ledger import Ledger, StreamRecord, arrive, end
from lab.sessions.model import SessionState
from lab.sessions.wire import Reading, Row, StreamToken
from lab.store import erasures, quarantine
from lab.store.driver import places, select
from lab.store.events import put_in
from lab.store.streams import Stream, add, counted, lock, new_stream, save


@dataclass(frozen=True, slots=True)
class Batch:
    """The events of one message, and what it says of its stream."""

    token: StreamToken
    record: StreamRecord
    reading: Reading
    opened_ms: float
    zero_ms: float
    received_ms: int


@dataclass(frozen=True, slots=True)
class Stored:
    """On disk once the transaction is. The seqs are those of the batch; `fresh` were not there."""

    ledger: Ledger
    fresh: int
    seqs: tuple[int, ...]
    quarantined: tuple[int, ...]
    conflicts: tuple[int, ...]
    state: SessionState


class Rejected(StrEnum):
    """Why nothing of a batch was stored."""

    WITHDRAWN = "withdrawn"
    NOT_YOURS = "not_yours"


Result = Stored | Rejected


@dataclass(frozen=True, slots=True)
class _Sorted:
    """A batch's rows: those not seen before, and those whose seq has arrived already."""

    fresh: tuple[Row, ...]
    seen: tuple[Row, ...]


def insert_batches(db: sa.Connection, batches: Sequence[Batch]) -> tuple[Result, ...]:
    """A handful of statements, however many batches there are."""
    streams = _open_streams(db, batches)
    rejected = [_rejection(db, batch, streams) for batch in batches]
    accepted = [batch for batch, no in zip(batches, rejected, strict=True) if no is None]
    sorted_rows: list[_Sorted] = []
    for batch in accepted:
        stream = streams[batch.record.id]
        sorted_rows.append(_sort(stream.record.ledger, batch.reading.rows))
        streams[batch.record.id] = _updated(stream, batch, sorted_rows[-1])
    conflicts = _put_in(db, accepted, sorted_rows, streams)
    for batch, contrary in zip(accepted, conflicts, strict=True):
        _set_aside(db, batch, contrary, streams)
    save(db, [streams[name] for name in sorted({batch.record.id for batch in accepted})])
    stored = (
        _stored(batch, len(parts.fresh), contrary, streams[batch.record.id])
        for batch, parts, contrary in zip(accepted, sorted_rows, conflicts, strict=True)
    )
    return tuple(no or next(stored) for no in rejected)


def _open_streams(db: sa.Connection, batches: Sequence[Batch]) -> dict[str, Stream]:
    """The streams as the database knows them; new ones are added for whom the token names."""
    streams = lock(db, sorted({batch.record.id for batch in batches}))
    unknown = [batch for batch in batches if batch.record.id not in streams]
    if not unknown:
        return streams
    owners = _sessions_of(db, {batch.token.attempt for batch in unknown})
    new: dict[str, Stream] = {}
    for batch in unknown:
        if owners.get(batch.token.attempt) == batch.token.session:
            moments = (batch.opened_ms, batch.zero_ms, batch.received_ms)
            new.setdefault(batch.record.id, new_stream(batch.record, *moments))
    return streams | add(db, new.values())


def _rejection(db: sa.Connection, batch: Batch, streams: Mapping[str, Stream]) -> Rejected | None:
    stream = streams.get(batch.record.id)
    if stream and stream.record.attempt == batch.token.attempt:
        return None
    gone = erasures.is_erased(db, batch.token.session)
    return Rejected.WITHDRAWN if gone else Rejected.NOT_YOURS


def _sessions_of(db: sa.Connection, attempts: Iterable[str]) -> Mapping[str, str]:
    ids = sorted(attempts)
    statement = f"SELECT id, session FROM attempt WHERE id IN ({places(len(ids))})"
    return {row[0]: row[1] for row in select(db, statement, ids)}


def _sort(ledger: Ledger, rows: Sequence[Row]) -> _Sorted:
    fresh: dict[int, Row] = {}
    seen: list[Row] = []
    for row in rows:
        seq = row[0]
        if seq in fresh or (seq <= ledger.max_seq and ledger.has(seq)):
            seen.append(row)
        else:
            fresh[seq] = row
    return _Sorted(tuple(fresh.values()), tuple(seen))


def _updated(stream: Stream, batch: Batch, rows: _Sorted) -> Stream:
    """The stream's row with this batch counted in."""
    seqs = [row[0] for row in rows.fresh] + [seq for seq in _refused(batch) if seq <= LAST_SEQ]
    ledger = end(arrive(stream.record.ledger, seqs), batch.reading.end_seq)
    dropped = max(stream.record.dropped, batch.record.dropped)
    # The quickest delivery is the best guess at when, by this clock, the page was opened.
    zero_ms = min(stream.zero_ms, batch.zero_ms)
    return counted(stream, ledger, len(rows.fresh), dropped, zero_ms, batch.received_ms)


def _refused(batch: Batch) -> tuple[int, ...]:
    return tuple(refused.seq for refused in batch.reading.refused if refused.seq >= 0)


def _put_in(
    db: sa.Connection,
    batches: Sequence[Batch],
    sorted_rows: Sequence[_Sorted],
    streams: Mapping[str, Stream],
) -> list[tuple[Row, ...]]:
    """Stores the fresh rows; returns of each batch the rows that contradict stored ones."""
    rows = [
        (stream.key, seq, t_ms, kind, stream.record.page, field, data)
        for batch, parts in zip(batches, sorted_rows, strict=True)
        if (stream := streams[batch.record.id])
        for seq, t_ms, kind, field, data in parts.fresh
    ]
    as_counted = put_in(db, rows) == len(rows)
    return [
        _contrary(db, streams[batch.record.id], parts.seen if as_counted else batch.reading.rows)
        for batch, parts in zip(batches, sorted_rows, strict=True)
    ]


def _contrary(db: sa.Connection, stream: Stream, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The first one stored stands; an equal one is a repetition and nothing to speak of."""
    if not rows:
        return ()
    seqs = [row[0] for row in rows]
    statement = (
        "SELECT seq, t_ms, kind, field, data FROM event WHERE stream = ? AND seq BETWEEN ? AND ?"
    )
    kept = {row[0]: row for row in select(db, statement, [stream.key, min(seqs), max(seqs)])}
    return tuple(row for row in rows if not _same(kept.get(row[0]), row))


def _same(kept: Sequence[object] | None, row: Row) -> bool:
    if kept is None or tuple(kept[:4]) != row[:4]:
        return False
    return kept[4] == row[4] or json.loads(str(kept[4])) == json.loads(row[4])


def _set_aside(
    db: sa.Connection, batch: Batch, contrary: Sequence[Row], streams: dict[str, Stream]
) -> None:
    stream = streams[batch.record.id]
    if not contrary and not batch.reading.refused:
        return
    quarantined = quarantine.add_refused(db, stream.key, batch.reading.refused, batch.received_ms)
    conflicts = quarantine.add_conflicts(db, stream.key, contrary, batch.received_ms)
    record = replace(
        stream.record,
        quarantined=stream.record.quarantined + quarantined,
        conflicts=stream.record.conflicts + conflicts,
    )
    streams[batch.record.id] = replace(stream, record=record)


def _stored(batch: Batch, fresh: int, contrary: Sequence[Row], stream: Stream) -> Stored:
    return Stored(
        ledger=stream.record.ledger,
        fresh=fresh,
        seqs=tuple([row[0] for row in batch.reading.rows]),
        quarantined=_refused(batch),
        conflicts=tuple(row[0] for row in contrary),
        state=stream.state,
    )
