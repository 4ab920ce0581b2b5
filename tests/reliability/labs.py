"""A real `lab serve` in a process of its own, which a trial kills and starts again."""

import http.client
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lab.store import Connection, attempts, sessions, studies
from lab.store.database import open_store
from lab.web.participant.recording import stream_token
from lab.web.secret import lab_secret
from lab.web.serving import free_port
from lab.web.tokens import receipt_hash
from tests.served import HOUSE, environment
from tests.store.samples import folder

AS_SHIPPED = (sys.executable, "lab_server.py")
PAGE = "person"
PATIENCE_SECONDS = 300.0


def spoiled(*manners: str) -> tuple[str, ...]:
    """The program of a lab that was broken on purpose; tests/reliability/broken_lab.py has how."""
    return (sys.executable, "-m", "tests.reliability.broken_lab", "+".join(manners))


@dataclass(frozen=True)
class Seat:
    """What the page tells the script (whose events it sends), and the person's receipt."""

    session: str
    attempt: str
    token: str
    code: str


@dataclass
class Lab:
    """Recordings are in `folder`, wherever the database is."""

    folder: Path
    database_url: str = ""
    program: Sequence[str] = AS_SHIPPED
    port: int = field(default_factory=lambda: free_port("127.0.0.1", 0))
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0

    @property
    def file(self) -> Path:
        return self.folder / "sessions" / "lab.sqlite3"

    @property
    def url(self) -> str:
        return self.database_url or f"sqlite:///{self.file}"

    def seats(self, count: int) -> tuple[Seat, ...]:
        """Of people who have begun; to be called while no server runs."""
        store = open_store(self.url)
        with closing(store):
            return tuple(store.write(self._seat) for _ in range(count))

    def _seat(self, db: Connection) -> Seat:
        token, code, now = secrets.token_bytes(32), secrets.token_hex(5), datetime.now(UTC)
        pin, receipt = studies.pin(db, folder(), now), receipt_hash(self.secret, code)
        session = sessions.begin(db, pin, "de", False, "consent", token, receipt, now).id
        attempt = attempts.of_session(db, session)[0].id
        return Seat(session, attempt, stream_token(self.secret, session, attempt, PAGE), code)

    @property
    def secret(self) -> bytes:
        return lab_secret(self.folder / "sessions")

    def start(self, *before: str) -> None:
        """Returns when requests are answered. before: a command that runs the server."""
        (self.folder / "forms").mkdir(exist_ok=True)
        settings = {"DATABASE_URL": self.database_url} if self.database_url else {}
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*before, *self.program, "serve", "--port", str(self.port)],
                env=environment(self.folder, **settings),
                cwd=HOUSE,
                stdout=log,
                stderr=log,
            )
        self.starts += 1
        self._wait_until_open(self.process)

    def _wait_until_open(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < until, (self.folder / "log").read_text()
            time.sleep(0.05)

    def _answers(self) -> bool:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with closing(asked), suppress(OSError, http.client.HTTPException):
            asked.request("GET", "/livez")
            with asked.getresponse() as answer:
                return answer.status == 200
        return False

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> float:
        """As an administrator does; returns how many seconds it took."""
        begun = time.monotonic()
        self._end(signal.SIGTERM)
        return time.monotonic() - begun

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE_SECONDS)
            self.process = None


@contextmanager
def running(lab: Lab, *before: str) -> Iterator[Lab]:
    lab.start(*before)
    try:
        yield lab
    finally:
        lab.kill()
