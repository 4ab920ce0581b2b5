import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from lab.errors import LabError
from lab.sessions.model import Session, Step
from lab.store import sessions
from lab.store.database import Store, open_store

SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": 5000,
}


@pytest.fixture
def url(sqlite_file: Path) -> str:
    return f"sqlite:///{sqlite_file}"


@pytest.mark.parametrize(("name", "value"), SETTINGS.items())
def test_the_writer_waits_for_the_disk_and_wipes_what_it_deletes(
    url: str, name: str, value: object
) -> None:
    store = open_store(url)
    assert store.write(lambda db: db.exec_driver_sql(f"PRAGMA {name}").scalar()) == value
    store.close()


@pytest.mark.postgres
def test_postgresql_confirms_what_is_on_disk_whatever_its_own_setting(postgres_url: str) -> None:
    store = open_store(f"{postgres_url}&options=-c synchronous_commit%3Doff")
    assert store.write(lambda db: db.scalar(sa.text("SHOW synchronous_commit"))) == "on"
    store.close()


def test_a_reader_can_change_nothing(store: Store, session: Session) -> None:
    with store.read() as db, pytest.raises(DBAPIError):
        db.execute(sa.text("DELETE FROM session"))
    with store.read() as db:
        assert sessions.get(db, session.id) == session


def test_a_reader_sees_one_moment(store: Store, session: Session) -> None:
    with store.read() as db:
        before = sessions.of_study(db, session.study)
        store.write(lambda other: sessions.move(other, session.id, Step.SUS, 1))
        assert sessions.of_study(db, session.study) == before
    with store.read() as db:
        assert sessions.of_study(db, session.study) != before


def test_a_second_writer_is_refused_and_told_what_to_do(url: str) -> None:
    store = open_store(url)
    with pytest.raises(LabError, match=rf"{os.getpid()}.*Stop that server.*--data"):
        open_store(url)
    store.close()
    open_store(url).close()


def test_a_second_process_is_refused_too_and_a_killed_one_leaves_no_lock(url: str) -> None:
    program = (
        "import sys; from lab.store.database import open_store;"
        "store = open_store(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(LabError, match=f"number {other.pid}"):
            open_store(url)
        other.kill()
    open_store(url).close()


def test_a_command_beside_a_running_server_reads_what_it_has_confirmed(database_url: str) -> None:
    server = open_store(database_url)
    beside = open_store(database_url, read_only=True)
    server.write(lambda db: sessions.count_refusal(db, "tiny"))
    with beside.read() as db:
        assert sessions.refusals(db, "tiny") == 1
    with pytest.raises(LabError, match=r"reading only.*running server"):
        beside.write(lambda db: sessions.count_refusal(db, "tiny"))
    beside.close()
    server.close()


def test_a_command_can_read_when_no_server_runs(url: str) -> None:
    open_store(url).close()
    beside = open_store(url, read_only=True)
    with beside.read() as db:
        assert sessions.refusals(db, "tiny") == 0
    beside.close()


def test_a_command_that_reads_makes_no_tables(database_url: str) -> None:
    engine = sa.create_engine(database_url)
    if engine.dialect.name == "sqlite":
        Path(engine.url.database or "").parent.mkdir()
        engine.connect().close()
    with pytest.raises(LabError, match=r"is empty.*--database-url"):
        open_store(database_url, read_only=True)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_command_that_reads_refuses_a_database_of_another_program(database_url: str) -> None:
    open_store(database_url).close()
    engine = sa.create_engine(database_url)
    with engine.begin() as db:
        db.execute(sa.text("DELETE FROM alembic_version"))
    with pytest.raises(LabError, match=r"belongs to another program.*of its own"):
        open_store(database_url, read_only=True)
    engine.dispose()


def test_there_must_be_something_to_read(url: str) -> None:
    with pytest.raises(LabError, match="no database here"):
        open_store(url, read_only=True)


@pytest.mark.parametrize(
    "address", ["", "lab.sqlite3", "mysql://here/lab", "sqlite://", "sqlite:///:memory:"]
)
def test_an_address_the_lab_cannot_use_is_explained(address: str) -> None:
    with pytest.raises(LabError, match=r"sqlite:///path/to/lab\.sqlite3 or postgresql://"):
        open_store(address)


def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(LabError, match=r"cannot be opened.*PostgreSQL server is running"):
        open_store(f"postgresql://lab:secret@/lab?host={tmp_path}")


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(LabError) as raised:
        open_store(f"postgresql://lab:secret@/lab?host={tmp_path}")
    assert "secret" not in str(raised.value)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LabError, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path}/file/lab.sqlite3")
