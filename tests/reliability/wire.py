"""HTTP by hand, so that an answer can be cut off at any point, and from any address."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class NoAnswerError(Exception):
    """The connection was refused or broke off, or the answer took too long."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


@dataclass
class Network:
    """The way to the server, or to several. cut: how many of the answers nobody receives."""

    ports: Sequence[int]
    cut: float = 0.0
    patience: float = 10.0
    address: str = "127.0.0.1"
    open: asyncio.Event = field(default_factory=asyncio.Event)
    under_way: int = 0
    sent: int = 0
    answers_cut: int = 0

    def __post_init__(self) -> None:
        self.open.set()

    async def post(self, path: str, body: bytes, dice: random.Random, kind: str = JSON) -> Answer:
        """Raises NoAnswerError."""
        await self.open.wait()
        self.under_way += 1
        self.sent += 1
        try:
            return await asyncio.wait_for(
                self._post(request(path, body, kind), dice), self.patience
            )
        except (OSError, EOFError, ValueError, TimeoutError) as error:
            raise NoAnswerError from error
        finally:
            self.under_way -= 1

    async def _post(self, sent: bytes, dice: random.Random) -> Answer:
        local = (self.address, 0)
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", dice.choice(self.ports), local_addr=local
        )
        try:
            writer.write(sent)
            await writer.drain()
            if dice.random() < self.cut:
                self.answers_cut += 1
                # Before the server has read it, while it works, or when it has answered.
                await asyncio.sleep(dice.choice((0, dice.uniform(0, 0.05))))
                raise NoAnswerError
            return await read_answer(reader)
        finally:
            writer.transport.abort()


def request(path: str, body: bytes, kind: str = JSON) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


async def read_answer(reader: asyncio.StreamReader) -> Answer:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status, *lines = head.split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
    body = await reader.readexactly(int(headers["content-length"]))
    return Answer(int(status.split()[1]), body)
