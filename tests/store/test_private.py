import os
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from lab.sessions.model import SessionState
from lab.store import schema, sessions
from lab.store.database import Store, open_store
from lab.store.export import export_package
from tests.store.samples import begin_session


@pytest.fixture(autouse=True)
def usual_rights() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def lab(sqlite_file: Path, now: datetime) -> Iterator[Store]:
    """Somebody has taken part."""
    opened = open_store(f"sqlite:///{sqlite_file}")
    session = opened.write(lambda db: begin_session(db, now)).id
    opened.write(lambda db: sessions.end(db, session, SessionState.FINISHED, now))
    yield opened
    opened.close()


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_recordings_are_for_the_labs_account_only(lab: Store, sqlite_file: Path) -> None:
    journal = sqlite_file.with_name("lab.sqlite3-wal")

    assert rights(sqlite_file.parent) == 0o700
    assert [rights(file) for file in (sqlite_file, journal)] == [0o600, 0o600]


def test_the_copy_before_an_upgrade_is_for_the_labs_account_only(
    lab: Store, sqlite_file: Path, tmp_path: Path
) -> None:
    schema.back_up(sqlite_file, tmp_path / "copy")

    assert rights(tmp_path / "copy") == 0o600


@pytest.mark.parametrize(("before", "after"), [(0o644, 0o600), (0o600, 0o600), (0o660, 0o660)])
def test_a_file_that_was_there_loses_the_rights_of_everybody(
    sqlite_file: Path, before: int, after: int
) -> None:
    open_store(f"sqlite:///{sqlite_file}").close()
    sqlite_file.chmod(before)
    open_store(f"sqlite:///{sqlite_file}").close()

    assert rights(sqlite_file) == after


def test_a_folder_that_was_there_keeps_its_rights(sqlite_file: Path) -> None:
    sqlite_file.parent.mkdir(0o755)
    open_store(f"sqlite:///{sqlite_file}").close()

    assert rights(sqlite_file.parent) == 0o755


@pytest.mark.parametrize("name", ["package", "package.zip"])
def test_a_data_package_is_for_the_labs_account_only(lab: Store, tmp_path: Path, name: str) -> None:
    package = tmp_path / name
    with lab.read() as db:
        export_package(db, "tiny", package)

    files = [package] if package.is_file() else list(package.iterdir())
    assert {rights(file) for file in files} == {0o600}
