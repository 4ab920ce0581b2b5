"""Somebody withdraws while devices send and copies are written: afterwards no byte is left."""

import asyncio
import random
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pytest

from lab.reports.publish import ROW_BY_ROW, contents, folder_of
from lab.reports.recorded import read_evidence
from lab.sessions.model import Outcome, SessionState
from lab.store import Connection, attempts, copies, drafts, ratings, sessions
from lab.store.database import Store, open_store
from lab.store.export import export_package
from lab.web import csrf
from tests.reliability.at_work import completed, working
from tests.reliability.labs import Lab, Seat, running, spoiled
from tests.reliability.wire import FORM, Network

SEED = 15
SENDERS = 6
AT_ONCE = 8
PATIENCE_SECONDS = 300.0
REST_SECONDS = 0.5
STUDY = "tiny"


def canary(seat: Seat) -> str:
    return f"canary-{seat.session}"


def leave_traces(lab: Lab, seats: tuple[Seat, ...]) -> None:
    """Of a sitting that is over, with the canary wherever a text of theirs can be."""

    def work(seat: Seat, db: Connection) -> None:
        now = datetime.now(UTC)
        attempts.start(db, seat.attempt, now)
        attempts.set_page(db, seat.attempt, canary(seat))
        drafts.save(db, seat.attempt, drafts.key_of("cookie", seat.attempt), {"name": "x"}, now)
        ratings.save(db, seat.session, 0, "preference", "revised", now)
        ratings.save(db, seat.session, 0, "preference_why", canary(seat) * 40, now)
        attempts.end(db, seat.attempt, Outcome.SUBMITTED, now)
        sessions.end(db, seat.session, SessionState.FINISHED, now)

    with closing(open_store(lab.url)) as store:
        for seat in seats:
            store.write(partial(work, seat))


@dataclass
class Team:
    """It exports and reports all the time, as the commands do, beside the running server."""

    lab: Lab
    made: dict[str, int] = field(default_factory=lambda: {"exports": 0, "reports": 0})
    going: bool = True

    @property
    def register(self) -> Path:
        return self.lab.file.parent / copies.REGISTER

    @contextmanager
    def at_work(self) -> Iterator[None]:
        work = {"exports": self._export, "reports": self._report}
        threads = [threading.Thread(target=self._repeat, args=one) for one in work.items()]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.going = False
            for thread in threads:
                thread.join()

    def _repeat(self, name: str, make: Callable[[Store], None]) -> None:
        with closing(open_store(self.lab.url, read_only=True)) as store:
            while self.going:
                again = (store, self.register, lambda: datetime.now(UTC))
                copies.made_of_who_stays(*again, lambda: make(store))
                self.made[name] += 1
                # Readers that follow each other without a gap would keep the journal for ever.
                time.sleep(REST_SECONDS)

    def _export(self, store: Store) -> None:
        folder = self.lab.file.parent / "packages"
        with store.read() as db:
            package = folder / ("tiny.zip" if self.made["exports"] % 2 else "tiny")
            export_package(db, STUDY, package, self.register)

    def _report(self, store: Store) -> None:
        evidence = read_evidence(store, STUDY, None)
        assert evidence
        folder = folder_of(evidence, self.lab.folder / "reports", date.today())
        whose = [one.id for one in evidence.sessions]
        files = [folder / name for name in ROW_BY_ROW]
        with store.read() as db:
            copy = copies.copy_of(db, files, "", whose)
        with copies.noted(self.register, copy):
            for name, text in contents(evidence, "de").items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text, encoding="utf-8")


def on_disk(lab: Lab, *secrets: str) -> set[str]:
    """Which of these are in any byte of any file: database, journal, copies, reports, log."""
    # By another process: one that has the database open loses its locks by closing the file.
    looking = ("grep", "--recursive", "--only-matching", "--no-filename", "--text", "-F", "-f", "-")
    patterns = "\n".join(secrets)
    found = subprocess.run(
        [*looking, str(lab.folder)],
        input=patterns,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    return set(found.stdout.splitlines())


async def withdraw_all(
    lab: Lab, leaving: tuple[Seat, ...], staying: tuple[Seat, ...]
) -> list[float]:
    """Seconds until the last byte was gone, of each; a few people at a time."""
    network, dice, waiting = Network([lab.port]), random.Random(SEED), list(leaving)
    took: list[float] = []

    async def one_after_the_other() -> None:
        while waiting:
            took.append(await withdraw(lab, waiting.pop(), network, dice))

    with working((*leaving[:SENDERS], *staying), network, SEED, pause=0.5):
        await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))
    return took


async def withdraw(lab: Lab, seat: Seat, network: Network, dice: random.Random) -> float:
    await asyncio.sleep(dice.uniform(0, 1))
    fields = {csrf.FIELD: csrf.open_form_token(lab.secret), "code": seat.code}
    answer = await network.post("/withdraw", urlencode(fields).encode(), dice, FORM)
    assert answer.status == 303, answer
    begun = time.monotonic()
    while await asyncio.to_thread(on_disk, lab, canary(seat)):
        if time.monotonic() > begun + PATIENCE_SECONDS:
            return PATIENCE_SECONDS
        await asyncio.sleep(0.5)
    return time.monotonic() - begun


def withdrawn(lab: Lab, people: int) -> tuple[list[float], set[str]]:
    leaving, staying = lab.seats(people), lab.seats(SENDERS)
    leave_traces(lab, (*leaving, *staying))
    assert len(on_disk(lab, *map(canary, leaving))) == people
    team = Team(lab)
    with ExitStack() as stack:
        stack.enter_context(running(lab))
        stack.enter_context(team.at_work())
        took = completed(withdraw_all(lab, leaving, staying))
    left = on_disk(lab, *map(canary, leaving), *(seat.session for seat in leaving))
    print(
        f"withdrawal: seed {SEED}, {len(took)} people at random moments, beside "
        f"{team.made['exports']} exports, {team.made['reports']} reports and {SENDERS * 2} "
        f"senders: {len(left)} canaries left; the last byte was gone at most {max(took):.1f} s "
        f"after the answer, {sorted(took)[len(took) // 2]:.2f} s in the middle"
    )
    return took, left


@pytest.mark.parametrize("people", [3, pytest.param(200, marks=pytest.mark.soak)])
def test_no_byte_of_who_withdrew_is_left(tmp_path: Path, people: int) -> None:
    took, left = withdrawn(Lab(tmp_path), people)
    assert len(took) == people
    assert left == set()
    assert max(took) < PATIENCE_SECONDS


def test_a_lab_that_only_deletes_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.reliability.test_withdrawals.PATIENCE_SECONDS", 2.0)
    _, left = withdrawn(Lab(tmp_path, program=spoiled("only-delete")), 1)
    assert left
