"""A device that follows docs/capture.md over real HTTP, and remembers all it ever made.

It keeps what is not acknowledged, sends it again without a last try, and goes on with a new
stream after a reload. What it knows is the truth a trial holds the server against.
"""

import asyncio
import json
import random
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tests.reliability.labs import PAGE, Seat
from tests.reliability.wire import Answer, Network, NoAnswerError

MOST_AT_ONCE = 200
Made = list[Any]
"""seq, t_ms, kind, field, data."""


@dataclass
class Stream:
    """The events of one loaded page: `made` for ever, `waiting` until they are acknowledged."""

    id: str
    prev: str = ""
    made: dict[int, Made] = field(default_factory=dict)
    waiting: dict[int, Made] = field(default_factory=dict)
    acked: set[int] = field(default_factory=set)
    opened: float = field(default_factory=time.monotonic)

    def make(self, kind: str, of: str, data: Mapping[str, object]) -> None:
        seq = len(self.made)
        self.made[seq] = self.waiting[seq] = [seq, self.now, kind, of, data]

    @property
    def now(self) -> float:
        return round((time.monotonic() - self.opened) * 1000, 1)


@dataclass
class Sender:
    """One participant's browser."""

    seat: Seat
    network: Network
    dice: random.Random
    most_pause: float = 0.2
    longest_backoff: float = 1.0
    streams: list[Stream] = field(default_factory=list)
    forgotten: int = 0
    refused: list[int] = field(default_factory=list)
    going: bool = True
    failures: int = 0

    async def live(self, reloads: float = 0.02) -> None:
        """Makes events and sends them, until `going` is over and everything is acknowledged."""
        self._open("")
        making = asyncio.create_task(self._make(reloads))
        while not making.done() or self.waiting:
            await self._send_once()
            pause = self._backoff() if self.failures else self.dice.uniform(0.005, 0.1)
            await asyncio.sleep(pause)
        await making

    @property
    def waiting(self) -> int:
        return sum(len(stream.waiting) for stream in self.streams)

    def _backoff(self) -> float:
        return self.dice.uniform(0, min(self.longest_backoff, 0.1 * 2**self.failures))

    async def _make(self, reloads: float) -> None:
        while self.going:
            for _ in range(self.dice.randint(1, 6)):
                self.happen(self.streams[-1])
            if self.dice.random() < reloads:
                self._end()
                self._open(self.streams[-1].id)
            await asyncio.sleep(self.dice.uniform(0.01, self.most_pause))
        self._end()

    def _open(self, prev: str) -> None:
        self.streams.append(Stream(secrets.token_hex(16), prev))

    def _end(self) -> None:
        stream = self.streams[-1]
        stream.make("stream_ended", "", {"last_seq": len(stream.made)})

    def happen(self, stream: Stream) -> None:
        told = {
            "dwell_ms": round(self.dice.uniform(1, 9000), 1),
            "length": self.dice.randint(0, 200),
            "blank": False,
            "changed": True,
        }
        stream.make("field_left", "name", told)

    async def _send_once(self) -> None:
        """One message: of the newest page first, then of the others."""
        stream = next((one for one in reversed(self.streams) if one.waiting), None)
        if stream is None:
            return
        seqs = sorted(stream.waiting)[: self.dice.choice((5, 20, MOST_AT_ONCE))]
        body = self.message(stream, [stream.waiting[seq] for seq in seqs])
        try:
            answer = await self.network.post("/events", body, self.dice)
        except NoAnswerError:
            self.failures += 1
            return
        self._settle(stream, answer)

    def message(self, stream: Stream, events: list[Made]) -> bytes:
        now = stream.now
        content = {
            "v": 1,
            "token": self.seat.token,
            "stream": stream.id,
            "page": PAGE,
            "opened_at": 1_770_000_000_000,
            "clock": [now, 1_770_000_000_000 + now],
            "prev": stream.prev,
            "buffer": "disk",
            "events": events,
        }
        return json.dumps(content).encode()

    def _settle(self, stream: Stream, answer: Answer) -> None:
        told: dict[str, Any] = {}
        with suppress(ValueError):
            told = json.loads(answer.body)
        ack = told.get("acks", {}).get(stream.id) if answer.status == 200 else None
        if ack is None:
            self.failures += 1
            self.refused.append(answer.status)
            return
        self.failures = 0
        settled = {*range(ack["upto"] + 1), *ack["also"]} & stream.made.keys()
        stream.acked |= settled
        for seq in settled:
            stream.waiting.pop(seq, None)
        missing = told["missing"].get(stream.id, [])
        self.forgotten += sum(first <= seq <= last for first, last in missing for seq in settled)
        self._notice_what_was_taken_back(stream, ack)

    def _notice_what_was_taken_back(self, stream: Stream, ack: dict[str, Any]) -> None:
        """A server that lost what it had acknowledged gives itself away by a smaller `upto`."""
        known = len(stream.acked) and next(
            (seq for seq in range(len(stream.made)) if seq not in stream.acked), len(stream.made)
        )
        self.forgotten += max(0, known - 1 - ack["upto"])
