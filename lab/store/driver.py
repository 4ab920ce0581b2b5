"""Statements handed to the database's driver as they are: for the rows that come in masses."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import sqlalchemy as sa

LARGEST = 512
"""Rows of one statement; PostgreSQL takes 65,535 parameters, SQLite 32,766."""

Row = tuple[Any, ...]


def select(db: sa.Connection, statement: str, values: Sequence[Any]) -> Sequence[Row]:
    """Places for values are question marks, whatever the database."""
    return db.exec_driver_sql(_dialect(db, statement), tuple(values)).all()


def change(db: sa.Connection, statement: str, values: Sequence[Any]) -> int:
    """An UPDATE or an INSERT of one row; returns how many rows it changed."""
    return db.exec_driver_sql(_dialect(db, statement), tuple(values)).rowcount


def insert(db: sa.Connection, head: str, rows: Sequence[Row], tail: str) -> int:
    """`head` VALUES (...), (...) `tail`; returns how many rows were put in or changed.

    Many rows go into one statement: the driver lets go of Python's lock at every statement, and
    getting it back costs more than the row. A few sizes only, so that the statements are kept.
    """
    count = 0
    for part in _parts(rows):
        statement = _dialect(db, _with_places(head, len(part), len(part[0]), tail))
        values = tuple(chain.from_iterable(part))
        count += db.exec_driver_sql(statement, values).rowcount
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
