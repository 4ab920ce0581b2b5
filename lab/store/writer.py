"""The one thread that writes an SQLite database: takes what is waiting, commits it together."""

import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from types import TracebackType
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, OperationalError

from lab.store.engines import BUSY_TIMEOUT_MS
from lab.store.failures import StoreBusy, StoreClosed, StoreFailed

T = TypeVar("T")

GROUP = 64
WAITING = 1024
PATIENCE_SECONDS = 20.0
RETRY_SECONDS = 0.5
ERASED = "erased"
"""Key in `Connection.info` by which a work that deletes for good asks for an empty journal."""


class Work:
    """A function to run in the writer's transaction, and what became of it."""

    __slots__ = ("failure", "function", "future", "result")

    def __init__(self, function: Callable[[sa.Connection], Any]) -> None:
        self.function = function
        self.future: Future[Any] = Future()
        self.result: Any = None
        self.failure: BaseException | None = None

    def run(self, db: sa.Connection) -> None:
        with self:
            self.result = self.function(db)

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        failure: BaseException | None,
        _: TracebackType | None,
    ) -> bool:
        """A failure belongs to who asked for the work, not to the writer."""
        if isinstance(failure, OperationalError):
            failure = StoreFailed(str(failure.orig))
        self.failure = failure
        return True

    def wait(self) -> Any:
        try:
            return self.future.result(PATIENCE_SECONDS)
        except TimeoutError:
            if self.future.cancel():
                raise StoreBusy from None
        return self.future.result()

    def report(self) -> None:
        if self.failure is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.failure)


class Writer:
    """`write` waits until the work is on disk; what fails does not hurt the works beside it."""

    def __init__(self, db: sa.Connection) -> None:
        self._db = db
        self._queue: queue.Queue[Work | None] = queue.Queue(WAITING)
        self._door = threading.Lock()
        self._closed = False
        self._journal_holds_erased = bool(db.info.pop(ERASED, False))
        self._thread = threading.Thread(target=self._serve, name="lab-writer", daemon=True)
        self._thread.start()

    def write(self, function: Callable[[sa.Connection], T]) -> T:
        work = Work(function)
        with self._door:
            if self._closed:
                raise StoreClosed
            try:
                self._queue.put_nowait(work)
            except queue.Full:
                raise StoreBusy from None
        return cast(T, work.wait())

    def close(self) -> None:
        """Finishes what is waiting."""
        with self._door:
            if self._closed:
                return
            self._closed = True
        self._queue.put(None)
        self._thread.join()

    @property
    def waiting(self) -> int:
        """How many works have not been begun."""
        return self._queue.qsize()

    @property
    def _raw(self) -> sqlite3.Connection:
        return cast(sqlite3.Connection, self._db.connection.driver_connection)

    def _serve(self) -> None:
        serving = True
        while serving:
            taken = self._take()
            serving = None not in taken
            group = [
                work
                for work in taken
                if work is not None and work.future.set_running_or_notify_cancel()
            ]
            if group:
                self._commit(group)
            if self._journal_holds_erased:
                self._empty_journal()
            for work in group:
                work.report()
        self._db.close()

    def _take(self) -> list[Work | None]:
        """At least one, unless the journal is to be emptied; at most a group."""
        taken: list[Work | None] = []
        with suppress(queue.Empty):
            taken.append(
                self._queue.get(timeout=RETRY_SECONDS if self._journal_holds_erased else None)
            )
            while len(taken) < GROUP:
                taken.append(self._queue.get_nowait())
        return taken

    def _commit(self, group: list[Work]) -> None:
        try:
            with self._db.begin():
                for work in group:
                    self._run_alone(work)
        except DBAPIError as error:
            _fail(group, StoreFailed(str(error.orig)))
        except sqlite3.Error as error:
            _fail(group, StoreFailed(str(error)))
        except StoreFailed as error:
            _fail(group, error)
        if self._db.info.pop(ERASED, False):
            self._journal_holds_erased = True

    def _run_alone(self, work: Work) -> None:
        """In a savepoint, so that a work that fails takes back its own rows only."""
        raw = self._raw
        raw.execute("SAVEPOINT work")
        work.run(self._db)
        if not raw.in_transaction:
            # After some failures SQLite rolls everything back by itself; the works before
            # this one are then gone too, and a COMMIT would confirm nothing.
            raise StoreFailed(f"everything was taken back: {work.failure}")
        if work.failure is not None:
            raw.execute("ROLLBACK TO work")
        raw.execute("RELEASE work")

    def _empty_journal(self) -> None:
        """Deleted rows are still in the journal until it is truncated; readers can delay that."""
        with suppress(sqlite3.Error):
            # Tried again soon: nobody's work should wait for a reader.
            self._raw.execute("PRAGMA busy_timeout=50")
            busy, _, _ = self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._journal_holds_erased = bool(busy)
        self._raw.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _fail(group: list[Work], failure: StoreFailed) -> None:
    for work in group:
        work.failure = work.failure or failure
