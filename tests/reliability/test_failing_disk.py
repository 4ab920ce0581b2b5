"""The disk fails, or is full, under the real server: nothing is acknowledged that is not kept."""

import asyncio
import re
import resource
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.needs import missing
from tests.reliability.at_work import Room, completed, working
from tests.reliability.judging import Verdict, judge
from tests.reliability.labs import AS_SHIPPED, Lab, Seat, running, spoiled
from tests.reliability.sender import Sender
from tests.reliability.wire import Network

SEED = 21
LONG = pytest.mark.soak
PEOPLE = 8
RESTART_EVERY = 25
SPOILT = ("fdatasync", "pwrite64")
INJECTED = re.compile(r"(\w+)\(.*\(INJECTED\)")
MOST_BYTES = 12 * 1024 * 1024
BACK_WITHIN_SECONDS = 5.0


class Faults:
    """strace, attached to a running server: its n-th write or sync from now on fails."""

    def __init__(self, record: Path) -> None:
        self.record = record
        self.seen: Counter[str] = Counter()

    def strike(self, pid: int, number: int, seconds: float) -> None:
        """Syncs and writes by turns; every fifth time the disk is gone for a while."""
        call, nth = SPOILT[number % 2], (number + 1) // 2
        when = f"{nth}+" if number % 5 == 0 else str(nth)
        tampering = ("-e", f"trace={call}", "-e", f"inject={call}:error=EIO:when={when}")
        command = ("strace", "-f", "-p", str(pid), *tampering, "-o", str(self.record))
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as strace:
            until = time.monotonic() + seconds
            while time.monotonic() < until and not self._struck():
                time.sleep(0.02)
            if number % 5 == 0:
                time.sleep(0.3)
            strace.send_signal(signal.SIGINT)
        self.seen.update(INJECTED.findall(self.record.read_text()))
        self.record.unlink()

    def _struck(self) -> bool:
        return self.record.exists() and "INJECTED" in self.record.read_text()


async def work_through(
    lab: Lab, seats: tuple[Seat, ...], faults: Faults, most: int
) -> list[Sender]:
    network = Network([lab.port])
    with working(seats, network, SEED, pause=0.05) as room:
        for number in range(1, most + 1):
            assert lab.process
            await asyncio.to_thread(faults.strike, lab.process.pid, number, 5.0)
            if number % RESTART_EVERY == 0:
                await asyncio.to_thread(lab.kill)
                await asyncio.to_thread(lab.start)
        return await room.finish()


def failed(folder: Path, program: tuple[str, ...], most: int) -> tuple[Verdict, Counter[int]]:
    if shutil.which("strace") is None:
        missing("no strace here: operations of the disk cannot be made to fail")
    lab, faults = Lab(folder, program=program), Faults(folder / "strace")
    seats = lab.seats(PEOPLE)
    with running(lab):
        made = completed(work_through(lab, seats, faults, most))
    verdict = judge(lab.url, made)
    refused = Counter(status for sender in made for status in sender.refused)
    told = ", ".join(f"{count} {name}" for name, count in sorted(faults.seen.items()))
    print(
        f"EIO {most} times, at sync and write 1 to {most // 2}: seed {SEED}, "
        f"{PEOPLE} participants, failed: {told}"
    )
    print(f"  refused: {dict(refused)}; {lab.starts - 1} kills and restarts; {verdict}")
    assert set(faults.seen) == set(SPOILT)
    return verdict, refused


@pytest.mark.parametrize("most", [15, pytest.param(200, marks=LONG)])
def test_what_the_disk_refused_is_not_acknowledged(tmp_path: Path, most: int) -> None:
    verdict, refused = failed(tmp_path, AS_SHIPPED, most)
    assert verdict.sound
    assert set(refused) == {503}


def test_a_lab_that_does_not_listen_to_the_disk_is_found_out(tmp_path: Path) -> None:
    verdict, _ = failed(tmp_path, spoiled("deaf"), 15)
    assert verdict.lost


@contextmanager
def small_disk(folder: Path) -> Iterator[Callable[[Lab, bool], None]]:
    """A disk of 12 MB that can be filled and emptied."""
    size = f"size={MOST_BYTES}"
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], check=False)
    if made.returncode:
        pytest.skip("this account may not mount a small disk; the limit of file sizes is tried")

    def fill(_lab: Lab, full: bool) -> None:
        ballast = folder / "ballast"
        if not full:
            ballast.unlink()
            return
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))

    try:
        yield fill
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def limited_files(_folder: Path) -> Iterator[Callable[[Lab, bool], None]]:
    """No file of the server may become longer than it is."""

    def fill(lab: Lab, full: bool) -> None:
        assert lab.process
        journal = lab.file.with_name(f"{lab.file.name}-wal")
        most = journal.stat().st_size + 20_000 if full else resource.RLIM_INFINITY
        resource.prlimit(lab.process.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    yield fill


async def work_on_full_disk(
    lab: Lab, seats: tuple[Seat, ...], fill: Callable[[Lab, bool], None], rounds: int
) -> tuple[list[Sender], int, float]:
    """How often the server had to refuse, and how long it took at most to take again."""
    network, full, slowest = Network([lab.port]), 0, 0.0
    with working(seats, network, SEED, pause=0.05) as room:
        for _ in range(rounds):
            await asyncio.sleep(0.2)
            refused = _refused(room)
            await asyncio.to_thread(fill, lab, True)
            until = time.monotonic() + 3
            while _refused(room) == refused and time.monotonic() < until:
                await asyncio.sleep(0.02)
            full += _refused(room) > refused
            await asyncio.sleep(0.2)
            await asyncio.to_thread(fill, lab, False)
            slowest = max(slowest, await _until_taken(room))
        return await room.finish(), full, slowest


def _refused(room: Room) -> int:
    return sum(len(sender.refused) for sender in room.senders)


async def _until_taken(room: Room) -> float:
    """Seconds until something is acknowledged again."""
    begun, before = time.monotonic(), _acked(room)
    while _acked(room) == before and time.monotonic() < begun + 60:
        await asyncio.sleep(0.02)
    return time.monotonic() - begun


def _acked(room: Room) -> int:
    return sum(len(stream.acked) for sender in room.senders for stream in sender.streams)


@pytest.mark.parametrize("rounds", [3, pytest.param(20, marks=LONG)])
@pytest.mark.parametrize("disk", [small_disk, limited_files])
def test_a_full_disk_is_said_and_waited_out(tmp_path: Path, disk, rounds: int) -> None:
    with disk(tmp_path) as fill:
        lab = Lab(tmp_path)
        seats = lab.seats(PEOPLE)
        with running(lab):
            made, full, slowest = completed(work_on_full_disk(lab, seats, fill, rounds))
        verdict = judge(lab.url, made)
    statuses = Counter(status for sender in made for status in sender.refused)
    print(
        f"disk full ({disk.__name__}): seed {SEED}, {PEOPLE} participants, {full} of {rounds} "
        f"times full, refused: {dict(statuses)}, again after at most {slowest:.1f} s: {verdict}"
    )
    assert verdict.sound
    assert full >= rounds * 2 // 3
    assert set(statuses) == {503}
    assert slowest < BACK_WITHIN_SECONDS
