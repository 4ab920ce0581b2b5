"""Statements handed to the database's driver as they are: for what every request needs.

SQLAlchemy holds the connection and its transaction; around a single statement it costs several
times what the database needs for it.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

LARGEST = 512
"""Rows of one statement; PostgreSQL takes 65,535 parameters, SQLite 32,766."""

Row = tuple[Any, ...]


def select(db: sa.Connection, statement: str, values: Sequence[Any]) -> Sequence[Row]:
    """Places for values are question marks, whatever the database."""
    driver = _in_transaction(db)
    try:
        rows: Sequence[Row] = driver.execute(_dialect(db, statement), values).fetchall()
    except db.dialect.loaded_dbapi.Error as error:
        raise _told(db, error) from error
    return rows


def change(db: sa.Connection, statement: str, values: Sequence[Any]) -> int:
    """An UPDATE or an INSERT; returns how many rows it changed."""
    driver = _in_transaction(db)
    try:
        count: int = driver.execute(_dialect(db, statement), values).rowcount
    except db.dialect.loaded_dbapi.Error as error:
        raise _told(db, error) from error
    return count


def begin(db: sa.Connection, statement: str) -> None:
    """By this statement, unless a transaction is under way already."""
    driver = _driver(db)
    if driver.in_transaction:
        return
    try:
        driver.execute(statement)
    except db.dialect.loaded_dbapi.Error as error:
        raise _told(db, error) from error


def insert(db: sa.Connection, head: str, rows: Sequence[Row], tail: str) -> int:
    """`head` VALUES (...), (...) `tail`; returns how many rows were put in or changed.

    Many rows go into one statement: the driver lets go of Python's lock at every statement, and
    getting it back costs more than the row. A few sizes only, so that the statements are kept.
    """
    count = 0
    for part in _parts(rows):
        statement = _with_places(head, len(part), len(part[0]), tail)
        count += change(db, statement, tuple(chain.from_iterable(part)))
    return count


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Pieces whose sizes are powers of two."""
    start = 0
    while start < len(rows):
        size = min(LARGEST, 1 << (len(rows) - start).bit_length() - 1)
        yield rows[start : start + size]
        start += size


@lru_cache(maxsize=256)
def _with_places(head: str, rows: int, columns: int, tail: str) -> str:
    row = f"({places(columns)})"
    return f"{head} VALUES {', '.join([row] * rows)} {tail}"


def _driver(db: sa.Connection) -> Any:
    """sqlite3's connection, or psycopg's: `execute` returns a cursor in both."""
    return db.connection.driver_connection


def _in_transaction(db: sa.Connection) -> Any:
    """psycopg begins by itself; sqlite3, as it is opened here, would commit each statement."""
    driver = _driver(db)
    if db.dialect.name == "sqlite" and not driver.in_transaction:
        db.begin()
    return driver


def _told(db: sa.Connection, error: Exception) -> BaseException:
    """As SQLAlchemy would raise it: callers know one kind of failure. The values stay unsaid."""
    kind = db.dialect.loaded_dbapi.Error
    return DBAPIError.instance(None, None, error, kind, dialect=db.dialect)


def places(count: int) -> str:
    return ", ".join("?" * count)


def _dialect(db: sa.Connection, statement: str) -> str:
    return statement if db.dialect.name == "sqlite" else _for_psycopg(statement)


@lru_cache(maxsize=512)
def _for_psycopg(statement: str) -> str:
    return statement.replace("?", "%s")


def locking(db: sa.Connection, table: str) -> str:
    """What keeps other servers from changing the selected rows; SQLite has one writer anyway."""
    return "" if db.dialect.name == "sqlite" else f"FOR UPDATE OF {table}"
