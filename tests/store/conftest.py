"""A database of each kind, and a small study to keep in it."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from lab.sessions.model import Session
from lab.store.database import Store, open_store
from tests.store.samples import begin_session

NUMBERS = itertools.count()


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    return tmp_path / "sessions" / "lab.sqlite3"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, sqlite_file: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{sqlite_file}"
    return _new_database(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = open_store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def session(store: Store, now: datetime) -> Session:
    return store.write(lambda db: begin_session(db, now))


def _new_database(server: str) -> str:
    name = f"lab_{next(NUMBERS)}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        db.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return sa.make_url(server).set(database=name).render_as_string(hide_password=False)
