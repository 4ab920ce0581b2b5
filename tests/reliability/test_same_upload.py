"""Fifty devices that send the same events at the same moment leave one copy of them."""

import asyncio
import json
import random
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.postgres import started
from tests.reliability.at_work import completed
from tests.reliability.judging import stored
from tests.reliability.labs import Lab, Seat
from tests.reliability.sender import Sender, Stream
from tests.reliability.wire import Answer, Network

SEED = 4
AT_ONCE = 50
EVENTS = 100
LONG = pytest.mark.soak


async def upload(sender: Sender, bodies: Sequence[bytes]) -> list[list[Answer]]:
    post = sender.network.post
    return [
        await asyncio.gather(*(post("/events", body, sender.dice) for _ in range(AT_ONCE)))
        for body in bodies
    ]


def one_copy_each(labs: Sequence[Lab], seat: Seat, rounds: int) -> None:
    network = Network([lab.port for lab in labs], patience=60)
    sender = Sender(seat, network, random.Random(SEED))
    streams = [Stream(f"{number:032x}") for number in range(rounds)]
    for stream in streams:
        for _ in range(EVENTS):
            sender.happen(stream)
    bodies = [sender.message(one, list(one.made.values())) for one in streams]
    answers = completed(upload(sender, bodies))
    for stream, given in zip(streams, answers, strict=True):
        acks = [json.loads(one.body)["acks"][stream.id]["upto"] for one in given]
        assert acks == [EVENTS - 1] * AT_ONCE
    counted, contents = stored(labs[0].url)
    print(
        f"the same upload: {len(labs)} servers, {AT_ONCE} at once, {rounds} rounds of {EVENTS} "
        f"events: {rounds * AT_ONCE} acknowledged in full, {sum(counted.values())} events stored"
    )
    made = {(one.id, seq): tuple(event) for one in streams for seq, event in one.made.items()}
    assert contents == made
    assert set(counted.values()) == {1}


@pytest.mark.parametrize("rounds", [2, pytest.param(20, marks=LONG)])
def test_one_copy_is_kept_of_fifty(tmp_path: Path, rounds: int) -> None:
    lab = Lab(tmp_path)
    (seat,) = lab.seats(1)
    with ExitStack() as stack:
        lab.start()
        stack.callback(lab.kill)
        one_copy_each([lab], seat, rounds)


@pytest.mark.postgres
@pytest.mark.parametrize("rounds", [2, pytest.param(20, marks=LONG)])
def test_one_copy_is_kept_of_fifty_by_two_servers(tmp_path: Path, rounds: int) -> None:
    with started() as server, ExitStack() as stack:
        labs = [Lab(tmp_path, server.url) for _ in range(2)]
        (seat,) = labs[0].seats(1)
        for lab in labs:
            lab.start()
            stack.callback(lab.kill)
        one_copy_each(labs, seat, rounds)
