"""The web server behind the lab: one process, many threads, stopped without losing a request."""

import errno
import socket
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from granian.constants import HTTPModes, Interfaces
from granian.server.mt import MTServer

from lab.errors import LabError
from lab.web.bodies import few_at_a_time

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = 16
"""Requests worked on at once; most of them wait for the writer's commit."""

BODIES_AT_ONCE = 12
"""Threads that may wait for what is sent; the others go on answering whoever asks for a page."""

PORTS_TO_TRY = 20
SECONDS_TO_FINISH = 8
SECONDS_ASLEEP = 0.2


class Awake(threading.Event):
    """Waits in short sleeps instead of on a lock.

    Python runs a signal's handler when the main thread comes back to it. One that waits on a lock
    may never come back: a SIGTERM that arrived a moment too early or at another thread was lost.
    """

    def wait(self, timeout: float | None = None) -> bool:
        until = None if timeout is None else time.monotonic() + timeout
        while not self.is_set() and (until is None or time.monotonic() < until):
            time.sleep(SECONDS_ASLEEP)
        return self.is_set()


class OneProcessServer(MTServer):
    """granian's threaded server. A worker process would outlive a killed parent, hold the port,
    and be a second writer of the SQLite file."""

    def _check_gil(self) -> None:
        # granian offers this server to free-threaded Python only, because one lock makes several
        # workers pointless. One worker is what is wanted here.
        return


def serve(app: "WSGIApplication", host: str, port: int, started: Callable[[], None]) -> None:
    """Answers requests until SIGTERM or Ctrl-C, then finishes those under way. `started` is
    called in a thread of its own as soon as requests are answered."""
    server = OneProcessServer(
        "lab",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=1,
        blocking_threads=THREADS,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_enabled=False,
    )
    server.main_loop_interrupt = Awake()
    answering = few_at_a_time(app, BODIES_AT_ONCE)
    waiting = threading.Thread(target=_when_open, args=(host, port, started), daemon=True)
    server.on_startup(waiting.start)
    server.serve(target_loader=lambda: answering, wrap_loader=False)


def _when_open(host: str, port: int, started: Callable[[], None]) -> None:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    while True:
        try:
            socket.create_connection((reachable, port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return started()


def free_port(host: str, port: int, *, exactly: bool = False) -> int:
    """`port`, or the next free one when it is taken; 0 is any. `exactly`: this one or an error."""
    tries = 1 if exactly else PORTS_TO_TRY
    for candidate in range(port, min(port + tries, 65536)) if port else (0,):
        bound = _bound_port(host, candidate)
        if bound is not None:
            return bound
    raise LabError(
        f"port {port} is taken{'' if exactly else f', and so are the {tries - 1} after it'}.",
        where=host,
        cure="Name another with --port, or let the lab choose with --port 0.",
    )


def _bound_port(host: str, port: int) -> int | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror as fault:
            raise _no_address(host, fault.strerror) from fault
        except (TypeError, ValueError) as fault:
            raise _no_address(host, "it is no name of a machine") from fault
        except PermissionError as fault:
            raise LabError(
                f"this account may not open port {port}.",
                where=host,
                cure="Choose one above 1023 with --port.",
            ) from fault
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                return None
            raise _no_address(host, fault.strerror) from fault
        bound: int = probe.getsockname()[1]
        return bound


def _no_address(host: str, reason: str | None) -> LabError:
    return LabError(
        f"this machine has no such address ({reason}).",
        where=host,
        cure="Use 127.0.0.1 for this machine alone, or one of its addresses in the network.",
    )
