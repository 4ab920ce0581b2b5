"""Answers a device that sends events: acknowledges only what is on disk."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from lab.sessions.ledger import NOTHING, Ledger, StreamRecord
from lab.sessions.wire import (
    Message,
    MessageTooLarge,
    StreamToken,
    UnreadableMessage,
    read_events,
    read_message,
)
from lab.store.batches import Batch, Rejected, Result, Stored, insert_batches
from lab.store.database import Store
from lab.store.events import unix_ms
from lab.store.failures import NotStored, StoreBusy, StoreFailed
from lab.store.tally import Tally, Tallying

AT_ONCE = 2
"""Transactions under way; what comes meanwhile goes together into the next."""
PATIENCE_SECONDS = 30.0
RETRY_SECONDS = "2"
MOST_GAPS_TOLD = 50

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)


@dataclass(frozen=True, slots=True)
class _Waiting:
    batch: Batch
    result: Future[Result]


class Ingest:
    """For many threads at once. `read_token` gives None for a token this lab did not sign."""

    def __init__(
        self,
        store: Store,
        read_token: Callable[[str], StreamToken | None],
        tallying: Tallying | None = None,
    ) -> None:
        self._store = store
        self._read_token = read_token
        self._tallying = tallying or Tallying()
        self._door = threading.Lock()
        self._waiting: list[_Waiting] = []
        self._going = threading.Semaphore(AT_ONCE)

    def receive(self, body: bytes, now: datetime) -> Reply:
        """The answer to one POST; docs/capture.md says what each status means."""
        try:
            message = read_message(body)
        except MessageTooLarge as error:
            return _refusal(413, str(error))
        except UnreadableMessage as error:
            return _refusal(400, str(error))
        count = len(message.events)
        self._tallying.add(Tally(received=count))
        token = self._read_token(message.token)
        if token is None:
            self._tallying.add(Tally(refused=count))
            return _refusal(401, "the token was not given out by this lab.")
        batch = _batch(message, token, unix_ms(now))
        try:
            result = self._insert(batch)
            self._tallying.add(_fates(batch, result))
            return _reply(message.stream, result, batch.received_ms)
        except NotStored as error:
            self._tallying.add(Tally(refused=count))
            return not_now(error)

    def _insert(self, batch: Batch) -> Result:
        """The first of those who wait takes all of them along."""
        mine = _Waiting(batch, Future())
        with self._door:
            self._waiting.append(mine)
            leads = len(self._waiting) == 1
        if leads:
            self._lead()
        try:
            return mine.result.result(PATIENCE_SECONDS)
        except TimeoutError:
            raise StoreBusy from None

    def _lead(self) -> None:
        taken: list[_Waiting] = []

        def work(db: sa.Connection) -> tuple[Result, ...]:
            taken.extend(self._take())
            return insert_batches(db, [waiting.batch for waiting in taken])

        failure: NotStored = StoreFailed("something unforeseen")
        try:
            with self._going:
                results = self._store.write(work)
            for waiting, result in zip(taken, results, strict=True):
                waiting.result.set_result(result)
        except NotStored as error:
            failure = error
        except DBAPIError:
            self._insert_one_by_one(taken)
        finally:
            # Nobody waits for ever, whatever happened.
            for waiting in taken or self._take():
                if not waiting.result.done():
                    waiting.result.set_exception(failure)

    def _take(self) -> list[_Waiting]:
        with self._door:
            taken, self._waiting = self._waiting, []
        return taken

    def _insert_one_by_one(self, waiting: list[_Waiting]) -> None:
        """One of them cannot be stored, say of somebody who is just withdrawing."""
        for one in waiting:
            try:
                one.result.set_result(self._store.write(partial(_insert_alone, one.batch)))
            except NotStored as error:
                one.result.set_exception(error)
            except DBAPIError as error:
                one.result.set_exception(StoreFailed(str(error.orig)))


def _fates(batch: Batch, result: Result) -> Tally:
    rows, unreadable = len(batch.reading.rows), len(batch.reading.refused)
    if isinstance(result, Rejected):
        return Tally(refused=rows + unreadable)
    contrary = len(result.conflicts)
    return Tally(
        stored=result.fresh,
        repeated=rows - result.fresh - contrary,
        quarantined=unreadable,
        contradicting=contrary,
    )


def _insert_alone(batch: Batch, db: sa.Connection) -> Result:
    return insert_batches(db, [batch])[0]


def _batch(message: Message, token: StreamToken, received_ms: int) -> Batch:
    record = StreamRecord(
        *(message.stream, token.attempt, token.page, message.device, message.buffer),
        *(message.prev, message.prev_last if message.prev else NOTHING, message.dropped),
        Ledger(),
        *(0, 0, 0),
    )
    zero_ms = received_ms - message.clock[0]
    return Batch(token, record, read_events(message), message.opened_at, zero_ms, received_ms)


def not_now(error: NotStored) -> Reply:
    """Nothing of it is stored; the device keeps it and tries again."""
    return _refusal(503, str(error), ("Retry-After", RETRY_SECONDS))


def _refusal(status: int, why: str, *headers: tuple[str, str]) -> Reply:
    plain = (("Content-Type", "application/json"), *headers)
    return Reply(status, _encode({"v": 1, "error": why}), plain)


def _reply(stream: str, result: Result, now_ms: int) -> Reply:
    if result is Rejected.WITHDRAWN:
        return _refusal(410, "the person has withdrawn; forget everything of this session.")
    if not isinstance(result, Stored):
        return _refusal(401, "the token belongs to another attempt.")
    return Reply(200, _encode(_acknowledgement(stream, result, now_ms)))


def _acknowledgement(stream: str, stored: Stored, now_ms: int) -> dict[str, object]:
    upto = stored.ledger.upto
    missing = stored.ledger.missing[:MOST_GAPS_TOLD]
    return {
        "v": 1,
        "acks": {stream: {"upto": upto, "also": [seq for seq in stored.seqs if seq > upto]}},
        "missing": {stream: missing} if missing else {},
        "quarantined": stored.quarantined,
        "conflicts": stored.conflicts,
        "server_time": now_ms,
        "state": stored.state,
    }
