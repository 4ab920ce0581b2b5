"""The lab, or a server that does nothing, in a process of its own whose processor is watched."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from lab.web.serving import free_port


@dataclass(frozen=True, slots=True)
class Served:
    port: int
    pid: int


@contextmanager
def running(
    server: str, what: str, database_url: str = "", processes: int = 1
) -> Iterator[tuple[Served, ...]]:
    """Several processes share one database. server, what: as benchmarks/tools/serve.py has them."""
    with tempfile.TemporaryDirectory() as data, ExitStack() as started:
        yield tuple(
            started.enter_context(_one(server, what, data, database_url)) for _ in range(processes)
        )


@contextmanager
def _one(server: str, what: str, data: str, database_url: str) -> Iterator[Served]:
    port = free_port("127.0.0.1", 0)
    arguments = [server, what, str(port), data, *([database_url] if database_url else [])]
    command = [sys.executable, "-m", "benchmarks.tools.serve", *arguments]
    process = subprocess.Popen(command)
    try:
        _wait_for(port, process)
        yield Served(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def processor_seconds(served: Sequence[Served]) -> float:
    """User and system time that they have used so far; 0 where there is no /proc."""
    stats = [Path(f"/proc/{one.pid}/stat") for one in served]
    ticks = [stat.read_text().rsplit(")", 1)[1].split()[11:13] for stat in stats if stat.exists()]
    return sum(int(one) for both in ticks for one in both) / os.sysconf("SC_CLK_TCK")


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    while True:
        if process.poll() is not None:
            raise SystemExit("the server did not start")
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
