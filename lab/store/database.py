"""Opens the database and runs work in it: what `write` returns is on disk."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from lab.errors import LabError
from lab.store.engines import postgres_engine, read_url, sqlite_file, sqlite_readers, sqlite_writer
from lab.store.erasures import ledger_file, read_ledger, replay
from lab.store.failures import StoreBusy, StoreFailed
from lab.store.lockfile import LockFile
from lab.store.mounts import refuse_network
from lab.store.private import private_file, private_folder
from lab.store.readers import Readers
from lab.store.schema import copies_by_upgrades, require_current, upgrade
from lab.store.writer import ERASED, Writer

T = TypeVar("T")
Reading = Callable[[], AbstractContextManager[sa.Connection]]
Written = Callable[[Callable[[sa.Connection], Any]], Any]

FILE_CURE = "Check that the folder exists and may be written."
SERVER_CURE = "Check that the PostgreSQL server is running, and that it lets this account in."


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. `read` never waits for writers, `write` returns after COMMIT."""

    readers: sa.Engine
    reading: Reading
    written: Written
    closed: Callable[[], None]

    def write(self, work: Callable[[sa.Connection], T]) -> T:
        """Runs the work in a transaction; raises NotStored when it could not be kept.

        The work must not commit, and may be run once only by the caller's wish: after
        NotStored nothing of it is in the database.
        """
        return cast(T, self.written(work))

    def read(self) -> AbstractContextManager[sa.Connection]:
        """Everything read through one connection is of one moment. Keep it short.

        Raises NotStored when the database fails, in the block as well.
        """
        return _failing_plainly(self.reading)

    def close(self) -> None:
        """Finishes waiting work first."""
        self.closed()


@contextmanager
def _failing_plainly(reading: Reading) -> Iterator[sa.Connection]:
    try:
        with reading() as db:
            yield db
    except PoolTimeout:
        raise StoreBusy from None
    except (OperationalError, InterfaceError) as error:
        raise StoreFailed(str(error.orig)) from error
    except sqlite3.OperationalError as error:
        raise StoreFailed(str(error)) from error


def open_store(database_url: str, *, read_only: bool = False) -> Store:
    """Opens the database, makes or upgrades its tables.

    A second process that wants to write an SQLite file is refused; `read_only` is for
    commands beside a running server, and changes nothing in a database of either kind.
    """
    url = read_url(database_url)
    file = sqlite_file(url)
    if file is None:
        return _open_postgres_beside(url) if read_only else _open_postgres(url)
    if read_only:
        return _open_sqlite_beside(file)
    return _open_sqlite(file)


def _open_sqlite(file: Path) -> Store:
    with ExitStack() as opened, _explained(str(file), FILE_CURE):
        private_folder(file.parent)
        refuse_network(file)
        lock = LockFile(file)
        if not lock.take():
            raise lock.refusal()
        opened.callback(lock.release)
        _keep_private(file)
        db = opened.enter_context(sqlite_writer(file).connect())
        upgrade(db, str(file), file)
        with db.begin():
            replay(db, read_ledger(ledger_file(file)))
        opened.pop_all()
    return _serving(file, Writer(db), lock)


def _keep_private(file: Path) -> None:
    """SQLite gives the files beside it the rights of the first. They hold what people wrote."""
    private_file(file)
    for beside in (file.with_name(f"{file.name}-wal"), *copies_by_upgrades(file)):
        if beside.exists():
            private_file(beside)


@contextmanager
def _explained(where: str, cure: str) -> Iterator[None]:
    try:
        yield
    except (DatabaseError, OSError) as error:
        reason = error.orig if isinstance(error, DatabaseError) else error
        raise LabError(
            f"the database cannot be opened ({str(reason).splitlines()[0]}).",
            where=where,
            cure=cure,
        ) from error


def _serving(file: Path, writer: Writer, lock: LockFile) -> Store:
    readers = Readers(sqlite_readers(file))

    def close() -> None:
        # Readers first: the last connection to close checkpoints, and that is the writer's.
        readers.close()
        writer.close()
        lock.release()

    return Store(readers.engine, readers.reading, writer.write, close)


def _open_sqlite_beside(file: Path) -> Store:
    if not file.exists():
        raise LabError("there is no database here.", where=str(file), cure="Check --data.")
    readers = Readers(sqlite_readers(file))
    with _explained(str(file), FILE_CURE), readers.reading() as db:
        require_current(db, str(file))
    return Store(readers.engine, readers.reading, _refuse_to_write, readers.close)


def _refuse_to_write(_work: Callable[[sa.Connection], Any]) -> None:
    raise LabError(
        "this command opened the database for reading only.", cure="Use the running server for it."
    )


def _open_postgres(url: URL) -> Store:
    where = url.render_as_string()
    engine = postgres_engine(url)
    with ExitStack() as opened, _explained(where, SERVER_CURE):
        opened.callback(engine.dispose)
        with engine.connect() as db:
            upgrade(db, where, None)
            with db.begin():
                replay(db, ())
        opened.pop_all()
    readers = _postgres_readers(engine)
    written = partial(_write_postgres, engine)
    return Store(readers, readers.begin, written, engine.dispose)


def _open_postgres_beside(url: URL) -> Store:
    where = url.render_as_string()
    engine = postgres_engine(url)
    readers = _postgres_readers(engine)
    with ExitStack() as opened, _explained(where, SERVER_CURE):
        opened.callback(engine.dispose)
        with readers.begin() as db:
            require_current(db, where)
        opened.pop_all()
    return Store(readers, readers.begin, _refuse_to_write, engine.dispose)


def _postgres_readers(engine: sa.Engine) -> sa.Engine:
    """The server itself refuses to write in their transactions."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _write_postgres(engine: sa.Engine, work: Callable[[sa.Connection], T]) -> T:
    try:
        with engine.begin() as db:
            result = work(db)
            erased = db.info.pop(ERASED, False)
    except PoolTimeout:
        raise StoreBusy from None
    except OperationalError as error:
        raise StoreFailed(str(error.orig)) from error
    if erased:
        _vacuum(engine)
    return result


def _vacuum(engine: sa.Engine) -> None:
    """Clears the deleted rows out of their pages."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.exec_driver_sql("VACUUM session, attempt, draft, stream, event, quarantine, rating")
