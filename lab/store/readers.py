"""Connections that only read an SQLite file, kept open between requests."""

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import sqlalchemy as sa

from lab.store.driver import begin


class Readers:
    """For many threads at once, one connection each.

    SQLAlchemy's pool takes longer to hand one out and to take it back than SQLite takes to find
    what a request asks for.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._idle: deque[sa.Connection] = deque()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """In one transaction: everything is of one moment."""
        db = self._take()
        try:
            begin(db, "BEGIN")
            yield db
            _end(db)
        except BaseException:
            db.close()
            raise
        self._idle.append(db)

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    def _take(self) -> sa.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return self.engine.connect()


def _end(db: sa.Connection) -> None:
    if db.in_transaction():
        db.rollback()
    raw = cast(sqlite3.Connection, db.connection.driver_connection)
    if raw.in_transaction:
        raw.rollback()
