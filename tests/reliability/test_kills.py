"""Participants at work while the real server, or its database, is killed again and again."""

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.postgres import started
from tests.reliability.at_work import completed, working
from tests.reliability.judging import Verdict, judge
from tests.reliability.labs import Lab, Seat, spoiled
from tests.reliability.sender import Sender
from tests.reliability.wire import Network

SEED = 6
CUT = 0.15
MANY_UNDER_WAY = 20
LONG = pytest.mark.soak


@dataclass(frozen=True)
class Deaths:
    """How often something dies, and how."""

    count: int
    die: Callable[[], None]
    rise: Callable[[], None]


async def work_through(
    seats: tuple[Seat, ...], ports: list[int], deaths: Deaths, seed: int
) -> list[Sender]:
    """Every second time, more than 20 messages are under way at that moment."""
    dice = random.Random(seed)
    network = Network(ports, CUT)
    # Few have to work faster, or hardly anything is under way when it happens.
    pause = 0.2 if len(seats) <= MANY_UNDER_WAY else 1.0
    with working(seats, network, seed, pause) as room:
        for number in range(deaths.count):
            await asyncio.sleep(dice.uniform(0.1, 1))
            if number % 2:
                await _crowd(network, min(MANY_UNDER_WAY, len(seats) // 2), dice)
            await asyncio.to_thread(deaths.die)
            await asyncio.to_thread(deaths.rise)
        made = await room.finish()
    print(f"  {network.sent} messages, {network.answers_cut} answers cut off")
    return made


async def _crowd(network: Network, many: int, dice: random.Random) -> None:
    """Lets everybody wait, and go at once."""
    network.open.clear()
    await asyncio.sleep(0.3)
    network.open.set()
    until = time.monotonic() + 2
    while network.under_way <= many and time.monotonic() < until:
        await asyncio.sleep(0)
    await asyncio.sleep(dice.uniform(0, 0.02))


def killed(lab: Lab, people: int, kills: int, seed: int = SEED) -> Verdict:
    seats = lab.seats(people)
    with ExitStack() as stack:
        lab.start()
        stack.callback(lab.kill)
        deaths = Deaths(kills, lab.kill, lab.start)
        made = completed(work_through(seats, [lab.port], deaths, seed))
    verdict = judge(lab.url, made)
    kind = "PostgreSQL" if lab.database_url else "SQLite"
    print(f"kill -9, {kind}: seed {seed}, {people} participants, {kills} kills: {verdict}")
    return verdict


@pytest.mark.parametrize(("people", "kills"), [(12, 1), pytest.param(50, 100, marks=LONG)])
def test_nothing_acknowledged_is_lost_doubled_or_made_up(
    tmp_path: Path, people: int, kills: int
) -> None:
    verdict = killed(Lab(tmp_path), people, kills)
    assert verdict.sound
    assert verdict.made > kills * people


def test_a_lab_that_answers_before_it_commits_is_found_out(tmp_path: Path) -> None:
    verdict = killed(Lab(tmp_path, program=spoiled("answers-first")), 12, 2)
    assert verdict.lost
    assert verdict.forgotten


def test_a_lab_without_a_unique_key_is_found_out(tmp_path: Path) -> None:
    assert killed(Lab(tmp_path, program=spoiled("no-key")), 12, 1).doubled


@pytest.mark.parametrize("stops", [2, pytest.param(20, marks=LONG)])
def test_a_lab_that_is_told_to_stop_finishes_what_it_has_begun(tmp_path: Path, stops: int) -> None:
    """SIGTERM in the middle of everybody's work: out within ten seconds, nothing lost."""
    lab = Lab(tmp_path)
    seats = lab.seats(12)
    took: list[float] = []
    with ExitStack() as stack:
        lab.start()
        stack.callback(lab.kill)
        deaths = Deaths(stops, lambda: took.append(lab.stop()), lab.start)
        made = completed(work_through(seats, [lab.port], deaths, SEED))
    verdict = judge(lab.url, made)
    print(f"SIGTERM: seed {SEED}, {stops} times, at most {max(took):.1f} s: {verdict}")
    assert verdict.sound
    assert max(took) < 10


@pytest.mark.postgres
@pytest.mark.parametrize(("people", "kills"), [(12, 1), pytest.param(50, 30, marks=LONG)])
def test_the_same_is_true_of_a_lab_on_postgresql(tmp_path: Path, people: int, kills: int) -> None:
    with started() as server:
        assert killed(Lab(tmp_path, server.url), people, kills).sound


@pytest.mark.postgres
@pytest.mark.parametrize(("people", "crashes"), [(12, 2), pytest.param(50, 20, marks=LONG)])
def test_a_postgresql_that_crashes_under_two_servers_loses_nothing(
    tmp_path: Path, people: int, crashes: int
) -> None:
    """Every message goes to either of two labs, which share the database and the secret."""
    with started() as server, ExitStack() as stack:
        labs = [Lab(tmp_path, server.url) for _ in range(2)]
        seats = labs[0].seats(people)
        for lab in labs:
            lab.start()
            stack.callback(lab.kill)
        deaths = Deaths(crashes, server.crash, server.start)
        ports = [lab.port for lab in labs]
        made = completed(work_through(seats, ports, deaths, SEED))
        verdict = judge(server.url, made)
        print(
            f"pg_ctl stop -m immediate, 2 servers: seed {SEED}, {people} participants, "
            f"{crashes} crashes: {verdict}"
        )
    assert verdict.sound
