"""Everybody at work at once, until the trial says it is over."""

import asyncio
import random
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from tests.reliability.labs import Seat
from tests.reliability.sender import Sender
from tests.reliability.wire import Network

TIME_TO_DRAIN = 120.0
Result = TypeVar("Result")


def completed(trial: Coroutine[Any, Any, Result]) -> Result:
    """In a thread of its own: in this one a browser's driver may have a loop of its own running."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, trial).result()


@dataclass
class Room:
    """The participants of one trial; their dice follow from its seed."""

    senders: list[Sender]
    tasks: list[asyncio.Task[None]]

    async def finish(self, patience: float = TIME_TO_DRAIN) -> list[Sender]:
        """Nothing new happens; what is left is sent."""
        for sender in self.senders:
            sender.going = False
        done, _ = await asyncio.wait(self.tasks, timeout=patience)
        for task in done:
            task.result()
        return self.senders


def senders(seats: Sequence[Seat], network: Network, seed: int, pause: float) -> list[Sender]:
    dice = [random.Random(f"{seed}-{number}") for number in range(len(seats))]
    return [Sender(seat, network, own, pause) for seat, own in zip(seats, dice, strict=True)]


@contextmanager
def working(
    seats: Sequence[Seat], network: Network, seed: int, pause: float = 0.2, reloads: float = 0.02
) -> Iterator[Room]:
    """To be entered while the event loop runs. pause: the longest between two moments of making."""
    everybody = senders(seats, network, seed, pause)
    room = Room(everybody, [asyncio.create_task(one.live(reloads)) for one in everybody])
    try:
        yield room
    finally:
        for task in room.tasks:
            task.cancel()
