"""How each database is opened so that what it confirms is really on its disk."""

import sqlite3
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from lab.errors import LabError
from lab.store.driver import begin

POOL_SIZE = 10
POOL_PATIENCE_SECONDS = 5
JOURNAL_BYTES = 16 * 1024 * 1024
BUSY_TIMEOUT_MS = 5000

WRITER_SETTINGS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    f"PRAGMA journal_size_limit={JOURNAL_BYTES}",
)
READER_SETTINGS = (f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}", "PRAGMA query_only=ON")


def read_url(database_url: str) -> URL:
    """The address of the database, or what is wrong with it."""
    try:
        url = make_url(database_url)
    except ArgumentError as error:
        raise _not_an_address(database_url) from error
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    in_a_file = url.drivername == "sqlite" and url.database not in (None, "", ":memory:")
    if not in_a_file and url.drivername != "postgresql+psycopg":
        raise _not_an_address(url.render_as_string())
    return url


def _not_an_address(shown: str) -> LabError:
    return LabError(
        "this is not the address of a database the lab can use.",
        where=shown,
        cure="Give sqlite:///path/to/lab.sqlite3 or postgresql://name:password@host/database.",
    )


def sqlite_file(url: URL) -> Path | None:
    """The file that an SQLite address names; None for PostgreSQL."""
    if url.drivername != "sqlite" or not url.database:
        return None
    return Path(url.database)


def sqlite_writer(file: Path) -> sa.Engine:
    """For the one connection of one process that writes and checkpoints."""
    return _sqlite_engine(file, "rw", WRITER_SETTINGS, "BEGIN IMMEDIATE")


def sqlite_readers(file: Path) -> sa.Engine:
    """Opened read-only: they can neither write nor checkpoint.

    SQLite 3.7.0-3.51.2 can lose committed writes when two connections write or checkpoint at
    the same moment, and Debian 12 has 3.40.
    """
    return _sqlite_engine(file, "ro", READER_SETTINGS, "BEGIN")


def _sqlite_engine(file: Path, mode: str, settings: tuple[str, ...], beginning: str) -> sa.Engine:
    address = f"{file.absolute().as_uri()}?mode={mode}{'c' if mode == 'rw' else ''}"

    def connect() -> sqlite3.Connection:
        # Without isolation level the module never begins a transaction by itself.
        connection = sqlite3.connect(
            address, uri=True, isolation_level=None, check_same_thread=False
        )
        for setting in settings:
            connection.execute(setting)
        return connection

    engine = sa.create_engine(f"sqlite:///{file}", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", partial(begin, statement=beginning))
    return engine


def postgres_engine(url: URL) -> sa.Engine:
    limits = {"pool_size": POOL_SIZE, "max_overflow": 0, "pool_timeout": POOL_PATIENCE_SECONDS}
    engine = sa.create_engine(url, **limits, pool_pre_ping=True)
    event.listen(engine, "connect", _confirm_only_what_is_on_disk)
    return engine


def _confirm_only_what_is_on_disk(
    connection: sa.engine.interfaces.DBAPIConnection, _entry: ConnectionPoolEntry
) -> None:
    """Whatever the server's own setting is: a COMMIT returns after the log is on disk."""
    cursor = connection.cursor()
    cursor.execute("SET SESSION synchronous_commit = on")
    cursor.close()
    connection.commit()
