import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from lab.errors import LabError
from lab.store import schema
from lab.store.database import Store, open_store
from lab.store.tables import metadata


def downgraded(url: str, revision: str) -> None:
    """Makes the database one that an older version of the lab wrote."""
    open_store(url).close()
    engine = sa.create_engine(url)
    with engine.begin() as db:
        schema.change(db, revision)
    engine.dispose()


def test_the_migrations_make_the_tables_the_program_uses(store: Store) -> None:
    with store.read() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_there_is_one_newest_revision() -> None:
    assert len(ScriptDirectory.from_config(schema.config()).get_heads()) == 1


def test_every_step_can_be_taken_back(database_url: str) -> None:
    downgraded(database_url, "base")
    engine = sa.create_engine(database_url)
    assert sa.inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    open_store(database_url).close()


def test_opening_again_keeps_what_is_there(database_url: str) -> None:
    first = open_store(database_url)
    first.write(lambda db: db.execute(sa.text("INSERT INTO meta VALUES ('a', 'b')")))
    first.close()
    again = open_store(database_url)
    with again.read() as db:
        assert db.scalar(sa.text("SELECT value FROM meta WHERE name = 'a'")) == "b"
    again.close()


def test_a_database_of_a_newer_version_is_refused_untouched(database_url: str) -> None:
    store = open_store(database_url)
    store.write(lambda db: db.execute(sa.text("UPDATE alembic_version SET version_num = '9999'")))
    store.close()
    for _ in range(2):
        with pytest.raises(LabError, match=r"newer version.*9999.*Install that version"):
            open_store(database_url)


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program as it will be with one more migration."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder)
    now = schema.head()
    (folder / "versions" / "next.py").write_text(NEXT.format(before=now))
    monkeypatch.setattr(schema, "MIGRATIONS", folder)
    yield
    monkeypatch.undo()


NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{before}"


def upgrade():
    op.add_column("meta", sa.Column("note", sa.Text()))


def downgrade():
    op.drop_column("meta", "note")
"""


def test_an_older_database_is_copied_and_then_upgraded_with_its_data(
    sqlite_file: Path, request: pytest.FixtureRequest
) -> None:
    url, before = f"sqlite:///{sqlite_file}", schema.head()
    store = open_store(url)
    store.write(lambda db: db.execute(sa.text("INSERT INTO meta VALUES ('a', 'b')")))
    store.close()
    request.getfixturevalue("next_version")
    store = open_store(url)
    with store.read() as db:
        found = db.execute(sa.text("SELECT value, note FROM meta WHERE name = 'a'")).one()
    assert found == ("b", None)
    store.close()
    assert _revision(sqlite_file) == "next"
    assert _revision(sqlite_file.with_name("lab.sqlite3.before-next")) == before


def test_a_reader_beside_a_server_does_not_upgrade(
    database_url: str, request: pytest.FixtureRequest
) -> None:
    open_store(database_url).close()
    request.getfixturevalue("next_version")
    for _ in range(2):
        with pytest.raises(LabError, match=r"older version.*Start the server"):
            open_store(database_url, read_only=True)


def test_a_copy_is_whole_and_can_be_opened(sqlite_file: Path) -> None:
    store = open_store(f"sqlite:///{sqlite_file}")
    store.write(lambda db: db.execute(sa.text("INSERT INTO meta VALUES ('a', 'b')")))
    copy = sqlite_file.with_name("copy.sqlite3")
    schema.back_up(sqlite_file, copy)
    store.close()
    restored = open_store(f"sqlite:///{copy}")
    with restored.read() as db:
        assert db.scalar(sa.text("SELECT value FROM meta WHERE name = 'a'")) == "b"
    restored.close()


def test_a_migration_that_fails_leaves_the_old_tables(
    sqlite_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(db: sa.Connection, _revision: str = "head") -> None:
        db.execute(sa.text("CREATE TABLE half (a INTEGER)"))
        raise LabError("the power went out.")

    monkeypatch.setattr(schema, "change", broken)
    with pytest.raises(LabError, match="power"):
        open_store(f"sqlite:///{sqlite_file}")
    monkeypatch.undo()
    opened = open_store(f"sqlite:///{sqlite_file}")
    with opened.read() as db:
        assert "half" not in sa.inspect(db).get_table_names()
    opened.close()


def test_a_database_of_another_program_is_left_alone(sqlite_file: Path) -> None:
    sqlite_file.parent.mkdir()
    other = sqlite3.connect(sqlite_file)
    other.execute("CREATE TABLE accounts (id INTEGER)")
    other.close()
    with pytest.raises(LabError, match=r"another program.*accounts.*database of its own"):
        open_store(f"sqlite:///{sqlite_file}")


def test_a_file_that_is_no_database_is_said_to_be_none(sqlite_file: Path) -> None:
    sqlite_file.parent.mkdir()
    sqlite_file.write_text("Dear diary, this is not a database. " * 100)
    with pytest.raises(LabError, match="cannot be opened"):
        open_store(f"sqlite:///{sqlite_file}")


def _revision(file: Path) -> str:
    db = sqlite3.connect(file)
    found: str = db.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    db.close()
    return found
