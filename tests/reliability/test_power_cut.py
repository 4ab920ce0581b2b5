"""The power fails after every single operation that the real server did on its disk.

The server is traced while participants send events and some withdraw. Then its files are put
together again as a disk may have them at each point, opened with SQLite, and looked through.
"""

import asyncio
import hashlib
import hmac
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from lab.store.database import open_store
from lab.web import csrf
from tests.needs import missing
from tests.reliability.at_work import completed
from tests.reliability.disk import Disk, Files
from tests.reliability.labs import AS_SHIPPED, Lab, Seat, spoiled
from tests.reliability.sender import Sender
from tests.reliability.system_calls import Acked, Step, Withdrew, steps, tracing, wait_for_end
from tests.reliability.wire import FORM, Network

SEED = 16
OPENED_BY_THE_LAB = 500
"""Of so many states one is opened by the lab itself, not by SQLite alone."""
KEYS = "SELECT stream.id, seq FROM event JOIN stream ON stream.key = event.stream"
DATABASE = "lab.sqlite3"


@pytest.fixture(autouse=True)
def strace() -> None:
    if shutil.which("strace") is None:
        missing("no strace here: what the server does to its disk cannot be recorded")


@dataclass
class Found:
    """What went wrong, in how many states."""

    states: int = 0
    operations: int = 0
    acks: int = 0
    withdrawals: int = 0
    events: int = 0
    lost: int = 0
    most_lost: int = 0
    corrupt: int = 0
    phantom: int = 0
    back: int = 0
    opened: int = 0

    def __str__(self) -> str:
        return (
            f"{self.operations} operations, {self.acks} answers for {self.events} events, "
            f"{self.withdrawals} withdrawals, "
            f"{self.states} states ({self.opened} opened by the lab): "
            f"{self.lost} with a loss (at most {self.most_lost} events), {self.corrupt} corrupt, "
            f"{self.phantom} with phantoms, {self.back} with somebody who had withdrawn"
        )


@dataclass
class Promised:
    """What the server has answered until now."""

    events: set[tuple[str, int]] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def take(self, step: Step) -> None:
        if isinstance(step, Acked):
            self.events |= {(step.stream, seq) for seq in step.seqs}
        elif isinstance(step, Withdrew):
            self.gone.add(step.session)


async def work(lab: Lab, seats: tuple[Seat, ...], messages: int) -> list[Sender]:
    """Everybody sends; each eighth of the messages one person withdraws."""
    network = Network([lab.port])
    dice = random.Random(SEED)
    senders = [Sender(one, network, random.Random(f"{SEED}-{one}")) for one in seats]
    at_work = [asyncio.create_task(sender.live()) for sender in senders]
    for number in range(8):
        while network.sent < messages * (number + 1) / 8:
            await asyncio.sleep(0.05)
        if number < len(seats) // 2:
            await withdraw(lab, seats[number], network, dice)
            at_work[number].cancel()
    for sender in senders:
        sender.going = False
    await asyncio.wait(at_work, timeout=60)
    return senders


async def withdraw(lab: Lab, seat: Seat, network: Network, dice: random.Random) -> None:
    fields = {csrf.FIELD: csrf.open_form_token(lab.secret), "code": seat.code}
    answer = await network.post("/withdraw", urlencode(fields).encode(), dice, FORM)
    assert answer.status == 303, answer


def record(
    lab: Lab, people: int, messages: int
) -> tuple[list[Step], Files, list[Sender], set[str]]:
    """What the server did, the files before, and who sent what."""
    seats = lab.seats(people)
    before = {DATABASE: lab.file.read_bytes()}
    trace = lab.folder / "strace"
    lab.start(*tracing(trace))
    assert lab.process
    pid = lab.process.pid
    senders = completed(work(lab, seats, messages))
    lab.kill()
    wait_for_end(trace, pid)
    withdrawn = {seat.session for seat in seats[: min(8, people // 2)]}
    return list(steps(trace, lab.file.parent)), before, senders, withdrawn


def cut_everywhere(lab: Lab, people: int, messages: int) -> Found:
    done, before, senders, withdrawn = record(lab, people, messages)
    leaving = {s.id for one in senders if one.seat.session in withdrawn for s in one.streams}
    made = {(s.id, seq) for one in senders for s in one.streams for seq in s.made}
    found, promised = Found(), Promised()
    disk = Disk({name: bytearray(content) for name, content in before.items()})
    dice = random.Random(SEED)
    with tempfile.TemporaryDirectory(dir=_fast_folder()) as folder:
        for step in done:
            promised.take(step)
            found.acks += isinstance(step, Acked)
            found.withdrawals += isinstance(step, Withdrew)
            found.operations += disk.take(step)
            kept = {key for key in promised.events if key[0] not in leaving}
            for files in disk.after_a_power_cut(dice):
                look(Path(folder), files, kept, made, promised.gone, found)
    found.events = len(promised.events)
    return found


def look(
    folder: Path,
    files: Files,
    promised: set[tuple[str, int]],
    made: set[tuple[str, int]],
    gone: set[str],
    found: Found,
) -> None:
    found.states += 1
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    if found.states % OPENED_BY_THE_LAB == 0:
        found.opened += 1
        open_store(f"sqlite:///{folder / DATABASE}").close()
    try:
        with closing(sqlite3.connect(folder / DATABASE)) as db:
            _look_into(db, files, promised, made, gone, found)
    except sqlite3.DatabaseError:
        found.corrupt += 1


def _look_into(
    db: sqlite3.Connection,
    files: Files,
    promised: set[tuple[str, int]],
    made: set[tuple[str, int]],
    gone: set[str],
    found: Found,
) -> None:
    found.corrupt += db.execute("PRAGMA integrity_check").fetchone() != ("ok",)
    stored = {key for key in db.execute(KEYS) if not key[0].startswith("server-")}
    lost = len(promised - stored)
    found.lost += bool(lost)
    found.most_lost = max(found.most_lost, lost)
    found.phantom += not stored <= made
    found.back += bool(set(_still_there(db, files, gone)))


def _still_there(db: sqlite3.Connection, files: Files, gone: set[str]) -> Iterator[str]:
    """Who withdrew, is in the database, and would not be erased again at the next start."""
    ledger = files.get(f"{DATABASE}.erasures", b"").decode("ascii", "replace")
    there = gone & {row[0] for row in db.execute("SELECT id FROM session")}
    for session in there:
        (key,) = db.execute("SELECT value FROM meta WHERE name = 'erasure_key'").fetchone()
        if hmac.digest(bytes.fromhex(key), session.encode(), hashlib.sha256).hex() not in ledger:
            yield session


def _fast_folder() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


@pytest.mark.parametrize(
    ("people", "messages", "least"),
    [(4, 16, 300), pytest.param(16, 400, 10_000, marks=pytest.mark.soak)],
)
def test_a_power_cut_at_any_point_loses_nothing_that_was_acknowledged(
    tmp_path: Path, people: int, messages: int, least: int
) -> None:
    found = told(tmp_path, AS_SHIPPED, people, messages)
    assert (found.lost, found.corrupt, found.phantom, found.back) == (0, 0, 0, 0)
    assert found.withdrawals == min(8, people // 2)
    assert found.states >= least


def test_a_lab_that_does_not_wait_for_the_disk_is_found_out(tmp_path: Path) -> None:
    """synchronous=NORMAL: nothing is corrupt, but what was acknowledged is gone."""
    found = told(tmp_path, spoiled("normal"), 4, 16)
    assert found.lost
    assert found.corrupt == 0


def told(folder: Path, program: tuple[str, ...], people: int, messages: int) -> Found:
    found = cut_everywhere(Lab(folder, program=program), people, messages)
    print(f"power cut: seed {SEED}, {people} participants: {found}")
    return found
