"""Many devices in one cheap process: each sends a message, waits for the answer, sends the next.

Reads {port, tokens, page, batches} from standard input, one sender for each token, and writes
{seconds, p50, p95} (milliseconds). One thread and messages made beforehand, so that the server and
not the sender is measured.
"""

import json
import selectors
import socket
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.tools.messages import messages
from benchmarks.tools.visitor import request


@dataclass(slots=True)
class Sender:
    line: socket.socket
    waiting: list[tuple[bytes, int]]
    """Still to be sent, the next one last: bytes, and the seq up to which they are acknowledged."""
    sent_at: float = 0.0
    got: bytes = b""
    took: list[float] = field(default_factory=list)

    def send(self) -> None:
        self.got = b""
        self.sent_at = time.perf_counter()
        self.line.sendall(self.waiting[-1][0])

    def receive(self) -> bool:
        """Is the answer whole?"""
        self.got += self.line.recv(65_536)
        head, end, body = self.got.partition(b"\r\n\r\n")
        if not end or not body.endswith(b"}"):
            return False
        self.took.append(1000 * (time.perf_counter() - self.sent_at))
        _, last = self.waiting.pop()
        stored = b'"upto":%d,' % last in body or b'"acks":{}' in body
        if not head.startswith(b"HTTP/1.1 200") or not stored:
            raise SystemExit(f"a batch was answered {self.got.decode()}")
        return True


def sender(port: int, token: str, page: str, batches: int) -> Sender:
    line = socket.create_connection(("127.0.0.1", port))
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    made = [
        (request("POST", "/events", "", body, "json"), last)
        for body, last in messages(token, page, batches)
    ]
    return Sender(line, made[::-1])


def exchange(senders: Sequence[Sender]) -> float:
    """Seconds until every sender has the answer to its last message."""
    chosen = selectors.DefaultSelector()
    for one in senders:
        chosen.register(one.line, selectors.EVENT_READ, one)
    begun, busy = time.perf_counter(), len(senders)
    for one in senders:
        one.send()
    while busy:
        for key, _ in chosen.select():
            if not key.data.receive():
                continue
            if key.data.waiting:
                key.data.send()
            else:
                chosen.unregister(key.data.line)
                busy -= 1
    return time.perf_counter() - begun


def main() -> None:
    asked = json.load(sys.stdin)
    port, page, batches = asked["port"], asked["page"], asked["batches"]
    senders = [sender(port, token, page, batches) for token in asked["tokens"]]
    seconds = exchange(senders)
    cuts = statistics.quantiles([took for one in senders for took in one.took], n=20)
    print(json.dumps({"seconds": seconds, "p50": cuts[9], "p95": cuts[18]}))


if __name__ == "__main__":
    main()
