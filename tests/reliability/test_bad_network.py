"""Whatever the network does, the server has what the devices made: nothing else, nothing twice."""

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest

from tests.reliability.at_work import completed, working
from tests.reliability.bad_network import BadNetwork
from tests.reliability.judging import judge
from tests.reliability.labs import Lab, Seat, running
from tests.reliability.sender import Sender
from tests.reliability.wire import Network

SEED = 1182
ADDRESSES = ("127.0.0.2", "127.0.0.3", "127.0.0.4")
GIVES_UP_AFTER = 1.0


async def work_through(
    lab: Lab, seats: tuple[Seat, ...], seconds: float
) -> tuple[list[Sender], Counter[str]]:
    """Three times, all devices come from another address and lose what is under way."""
    proxy = BadNetwork(lab.port, random.Random(SEED))
    async with await proxy.open():
        network = Network([proxy.port], patience=GIVES_UP_AFTER)
        with working(seats, network, SEED, pause=1.0, reloads=0.1) as room:
            for address in ADDRESSES:
                await asyncio.sleep(seconds / 4)
                network.address = address
                proxy.cut_all()
            await asyncio.sleep(seconds / 4)
            made = await room.finish(240)
        await proxy.settle()
    return made, proxy.counted


@pytest.mark.parametrize(
    ("people", "seconds"), [(10, 3), pytest.param(200, 30, marks=pytest.mark.soak)]
)
def test_the_server_has_exactly_what_the_devices_made(
    tmp_path: Path, people: int, seconds: float
) -> None:
    lab = Lab(tmp_path)
    seats = lab.seats(people)
    with running(lab):
        made, mishaps = completed(work_through(lab, seats, seconds))
    verdict = judge(lab.url, made)
    told = ", ".join(f"{count} {what}" for what, count in sorted(mishaps.items()))
    print(f"bad network: seed {SEED}, {people} sessions, {len(ADDRESSES)} changes of address")
    print(f"  {told}\n  {verdict}")
    assert verdict.sound
    assert len(mishaps) == 6
