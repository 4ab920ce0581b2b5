"""Page submits and stored events per second over HTTP, beside the same server doing nothing.

The whole lab in one process, SQLite with synchronous=FULL, 8 clients at once on the same machine.
A page submit is POST (validate, keep the draft, record), redirect, GET of the next page. A batch
is 20 events, acknowledged after COMMIT. The lab is served by the server it has, and by others it
could have; doing nothing is answering as many bytes at once. Compare ratios inside one run, and
the processor time of the server, which a busy machine disturbs least.
"""

import argparse
import dataclasses
import json
import logging
import os
import re
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import waitress

from lab.settings import Settings
from lab.web.app import create_lab, opened_services
from lab.web.serving import THREADS, free_port, serve

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CLIENTS = 8
EVENTS = 20
STUDY = "bewohnerparkausweis"
PAGE = "/form/address"
ADDRESS = {"street": "Am Markt", "house_number": "5", "postcode": "12345", "town": "Musterstadt"}
SUBMITS_EACH = 12
PAGE_BYTES = 9000
CARRIED = {"dwell_ms": 812.5, "length": 12, "blank": False, "changed": True}


def idle(environ: "WSGIEnvironment", start: "StartResponse") -> list[bytes]:
    """Answers as the lab would, and does nothing."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    environ["wsgi.input"].read(length)
    if environ["PATH_INFO"] == "/events":
        body = b'{"v":1,"acks":{}}'
    elif environ["REQUEST_METHOD"] == "POST":
        start("303 See Other", [("Location", "/form/need"), ("Content-Length", "0")])
        return [b""]
    else:
        body = b" " * PAGE_BYTES
    start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
    return [body]


def serve_by_waitress(app: "WSGIApplication", host: str, port: int) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    logging.getLogger("waitress").setLevel(logging.ERROR)
    waitress.serve(app, host=host, port=port, threads=THREADS, ident=None)


SERVERS: dict[str, Callable[["WSGIApplication", str, int], None]] = {
    "granian": lambda app, host, port: serve(app, host, port, lambda: None),
    "waitress": serve_by_waitress,
}


def child(server: str, what: str, port: int, data: Path) -> None:
    if what == "idle":
        SERVERS[server](idle, "127.0.0.1", port)
        return
    with opened_services(Settings(data=data)) as services:
        SERVERS[server](create_lab(services), "127.0.0.1", port)


@contextmanager
def running(server: str, what: str) -> Iterator[tuple[int, int]]:
    """Port and process number of a server in a process of its own."""
    port = free_port("127.0.0.1", 0)
    with tempfile.TemporaryDirectory() as data:
        arguments = ["--child", server, what, str(port), data]
        process = subprocess.Popen([sys.executable, "-m", "benchmarks.serving", *arguments])
        try:
            wait_for(port, process)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    while True:
        if process.poll() is not None:
            raise SystemExit("the server did not start")
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


class Line:
    """A kept connection that costs little: whole requests out, whole answers in."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.cookie = ""

    def ask(self, request: bytes) -> tuple[int, str, bytes]:
        """Status, headers, body."""
        self.socket.sendall(request)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self.socket.recv(262_144)
        head, _, body = got.partition(b"\r\n\r\n")
        headers = head.decode("latin-1")
        length = int(found[1]) if (found := re.search(r"(?i)content-length: (\d+)", headers)) else 0
        while len(body) < length:
            body += self.socket.recv(262_144)
        return int(headers.split(" ", 2)[1]), headers, body

    def get(self, path: str) -> bytes:
        return self.ask(request("GET", path, self.cookie))[2]

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Where the answer leads."""
        body = urlencode(fields).encode()
        status, headers, answer = self.ask(request("POST", path, self.cookie, body))
        if status != 303:
            raise SystemExit(f"POST {path} was answered {status}: {answer[:500].decode()}")
        if found := re.search(r"(?i)set-cookie: ([^;]+)", headers):
            self.cookie = found[1]
        return re.search(r"(?i)location: (\S+)", headers)[1]  # type: ignore[index]


def request(
    method: str, path: str, cookie: str, body: bytes = b"", kind: str = "x-www-form-urlencoded"
) -> bytes:
    head = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    head += [f"Cookie: {cookie}"] if cookie else []
    if method == "POST":
        head += [f"Content-Type: application/{kind}", f"Content-Length: {len(body)}"]
    return "\r\n".join((*head, "", "")).encode() + body


def found_in(page: bytes, pattern: str) -> str:
    found = re.search(pattern, page.decode())
    if found is None:
        raise SystemExit(f"no {pattern} in the page")
    return found[1]


TOKEN = r'name="csrf_token" value="([^"]+)"'
READ = r'name="read" value="([^"]+)"'


def participant(port: int) -> Line:
    """Somebody who begins with the revised version and stands on the page of the address."""
    while True:
        line = Line(port)
        page = line.get(f"/s/{STUDY}?lang=de")
        consent = {"csrf_token": found_in(page, TOKEN), "read": found_in(page, READ)}
        line.post(f"/s/{STUDY}", consent | {"decision": "yes", "lang": "de"})
        token = {"csrf_token": found_in(line.get("/task"), TOKEN)}
        if line.post("/task", token) == "/form/start":
            line.get("/form/start")
            line.post("/form/start", token | {"action": "continue"})
            return line


def processor_seconds(pid: int) -> float:
    """User and system time that a process has used so far; 0 where there is no /proc."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    ticks = stat.read_text().rsplit(")", 1)[1].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass(frozen=True)
class Rate:
    """How many a second, and milliseconds of the server's processor for each."""

    per_second: float
    processor_ms: float


def submits(port: int, pid: int, *, real: bool) -> Rate:
    lines = [participant(port) if real else Line(port) for _ in range(CLIENTS * 4)]
    tokens = [found_in(line.get(PAGE), TOKEN) if real else "" for line in lines]

    def go(mine: Sequence[tuple[Line, str]]) -> None:
        for line, token in mine:
            for _ in range(SUBMITS_EACH):
                line.get(line.post(PAGE, {**ADDRESS, "csrf_token": token, "action": "continue"}))

    people = list(zip(lines, tokens, strict=True))
    work = [people[n::CLIENTS] for n in range(CLIENTS)]
    return timed(go, work, len(people) * SUBMITS_EACH, pid)


def batches_of_events(port: int, pid: int, batches: int, *, real: bool) -> Rate:
    work = []
    for _ in range(CLIENTS):
        line = participant(port) if real else Line(port)
        token = found_in(line.get(PAGE), r'data-token="([^"]+)"') if real else ""
        work.append((line, [batch(token, number) for number in range(batches)]))

    def go(mine: tuple[Line, list[bytes]]) -> None:
        for message in mine[1]:
            status, _, body = mine[0].ask(message)
            if status != 200 or (real and f'"upto":{EVENTS - 1}'.encode() not in body):
                raise SystemExit(f"a batch was answered {status}: {body.decode()}")

    return timed(go, work, CLIENTS * batches, pid)


def batch(token: str, number: int) -> bytes:
    rows = [[seq, 1000.5 + seq, "field_left", "street", CARRIED] for seq in range(EVENTS)]
    head = {"v": 1, "token": token, "stream": secrets.token_hex(16), "page": "address", "prev": ""}
    clock = {"opened_at": time.time() * 1000, "clock": [1000.0, time.time() * 1000], "dropped": 0}
    body = json.dumps({**head, **clock, "device": "touch", "events": rows}).encode()
    return request("POST", "/events", "", body, "json")


def timed(go: Callable[[Any], None], work: Sequence[Any], count: int, pid: int) -> Rate:
    """Until all clients are done with `count` things between them."""
    clients = [threading.Thread(target=go, args=(one,)) for one in work]
    begun, used = time.perf_counter(), processor_seconds(pid)
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    used = processor_seconds(pid) - used
    return Rate(count / (time.perf_counter() - begun), 1000 * used / count)


def measured(server: str, repeats: int, batches: int) -> dict[str, Rate]:
    """Medians, by what was served and asked."""
    rates: dict[str, list[Rate]] = {}
    for _ in range(repeats):
        for what in ("lab", "idle"):
            with running(server, what) as (port, pid):
                real = what == "lab"
                found = submits(port, pid, real=real)
                rates.setdefault(f"{what}: page submits", []).append(found)
                found = batches_of_events(port, pid, batches, real=real)
                rates.setdefault(f"{what}: batches of {EVENTS} events", []).append(found)
    return {name: middle(found) for name, found in rates.items()}


def middle(rates: Sequence[Rate]) -> Rate:
    return Rate(
        statistics.median(rate.per_second for rate in rates),
        statistics.median(rate.processor_ms for rate in rates),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("--servers", nargs="+", default=list(SERVERS), choices=list(SERVERS))
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--batches", type=int, default=200, help="for each client")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    if given.child:
        server, what, port, data = given.child
        child(server, what, int(port), Path(data))
        return
    show = show_json if given.json else show_row
    for server in given.servers:
        for name, rate in measured(server, given.repeats, given.batches).items():
            show(server, name, rate)


def show_json(server: str, name: str, rate: Rate) -> None:
    print(json.dumps({"server": server, "what": name, **dataclasses.asdict(rate)}), flush=True)


def show_row(server: str, name: str, rate: Rate) -> None:
    figures = f"{rate.per_second:>10,.0f}/s {rate.processor_ms:>10.2f} ms of processor each"
    print(f"{server:<10}{name:<28}{figures}", flush=True)


if __name__ == "__main__":
    main()
