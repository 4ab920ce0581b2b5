"""A proxy that does to messages and answers what bad networks do: loses, repeats, delays."""

import asyncio
import random
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field

from tests.reliability.wire import read_answer

LOST = "lost"
REPEATED = "repeated"
DELAYED = "delayed"


@dataclass
class BadNetwork:
    """Each mishap befalls `often` of the messages and, by itself, of the answers.

    What is delayed arrives after what was sent later, and often after its sender has given up:
    that is how messages change their order.
    """

    target: int
    dice: random.Random
    often: float = 0.2
    longest_delay: float = 3.0
    counted: Counter[str] = field(default_factory=Counter)
    port: int = 0
    _under_way: set[asyncio.Task[bytes]] = field(default_factory=set)
    _ways: set[asyncio.StreamWriter] = field(default_factory=set)

    async def open(self) -> asyncio.Server:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    def cut_all(self) -> None:
        """As when a telephone goes from one network to the next."""
        for way in self._ways:
            way.transport.abort()

    async def settle(self) -> None:
        """Until everything that was delayed has arrived."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    def _happens(self, mishap: str, to: str) -> bool:
        happens = self.dice.random() < self.often
        self.counted[f"{to} {mishap}"] += happens
        return happens

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._ways.add(writer)
        try:
            with suppress(OSError, EOFError):
                await self._carry(await _message(reader), reader, writer)
        finally:
            self._ways.discard(writer)
            writer.transport.abort()

    async def _carry(
        self, message: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.counted["messages"] += 1
        address = writer.get_extra_info("peername")[0]
        if self._happens(LOST, "messages"):
            return
        if self._happens(REPEATED, "messages"):
            self._later(self._deliver(message, address, self._delay()))
        delay = self._delay() if self._happens(DELAYED, "messages") else 0.0
        # What is on its way arrives, whether its sender still waits or not.
        delivery = self._later(self._deliver(message, address, delay))
        answer = await asyncio.shield(delivery)
        if answer and not self._happens(LOST, "answers"):
            if self._happens(DELAYED, "answers"):
                await asyncio.sleep(self._delay())
            writer.write(answer)
            await writer.drain()

    def _delay(self) -> float:
        return self.dice.uniform(0, self.longest_delay)

    def _later(self, delivery: Coroutine[None, None, bytes]) -> asyncio.Task[bytes]:
        task = asyncio.create_task(delivery)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def _deliver(self, message: bytes, address: str, delay: float) -> bytes:
        await asyncio.sleep(delay)
        with suppress(OSError, EOFError):
            way = await asyncio.open_connection("127.0.0.1", self.target, local_addr=(address, 0))
            return await _exchange(message, *way)
        return b""


async def _exchange(
    message: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> bytes:
    try:
        writer.write(message)
        await writer.drain()
        answer = await read_answer(reader)
    finally:
        writer.transport.abort()
    head = f"HTTP/1.1 {answer.status} -\r\nContent-Length: {len(answer.body)}\r\n\r\n"
    return head.encode() + answer.body


async def _message(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    length = next(line for line in lines if line.startswith("content-length: "))
    return head + await reader.readexactly(int(length.split()[1]))
