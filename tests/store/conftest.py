"""A database of each kind, and a small study to keep in it."""

import itertools
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from lab.sessions.model import Session
from lab.store.database import Store, open_store
from lab.store.tables import metadata
from tests.store.samples import begin_session

NUMBERS = itertools.count()
KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    return tmp_path / "sessions" / "lab.sqlite3"


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, sqlite_file: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{sqlite_file}"
    return _new_database(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> Store:
    """An open database without rows."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


@pytest.fixture
def sqlite_store(migrated_file: Path, sqlite_file: Path) -> Iterator[Store]:
    sqlite_file.parent.mkdir()
    shutil.copy(migrated_file, sqlite_file)
    opened = open_store(f"sqlite:///{sqlite_file}")
    yield opened
    opened.close()


@pytest.fixture
def postgresql_store(migrated_server: Store) -> Store:
    tables = ", ".join(metadata.tables)
    migrated_server.write(lambda db: db.execute(sa.text(f"TRUNCATE {tables} RESTART IDENTITY")))
    return migrated_server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copied for every test: making the tables takes longer than most of them."""
    file = tmp_path_factory.mktemp("migrated") / "lab.sqlite3"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture(scope="session")
def migrated_server(postgres_url: str) -> Iterator[Store]:
    opened = open_store(_new_database(postgres_url))
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
