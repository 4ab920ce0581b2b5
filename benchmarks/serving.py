"""Page submits per second over HTTP, beside the same server doing nothing.

A page submit is POST (validate, keep the draft, record), redirect, GET of the next page; POST and
GET are each answered when what they record is on disk. The lab is served by the server it has, and
by one it could have; doing nothing is answering as many bytes at once. `--postgres` serves it from
several processes that share a PostgreSQL of their own. Compare ratios inside one run, and the
processor time of the server, which a busy machine disturbs least.
"""

import argparse
import dataclasses
import json
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.tools.processes import Served, processor_seconds, running
from benchmarks.tools.serve import SERVERS
from benchmarks.tools.visitor import TOKEN, Line, found_in, participant
from tests.postgres import started

CLIENTS = 8
PEOPLE = 32
SUBMITS_EACH = 12
PAGE = "/form/address"
ADDRESS = {"street": "Am Markt", "house_number": "5", "postcode": "12345", "town": "Musterstadt"}


@dataclasses.dataclass(frozen=True, slots=True)
class Rate:
    """How many a second, and milliseconds of the server's processor for each."""

    per_second: float
    processor_ms: float


def submits(served: Sequence[Served], *, real: bool) -> Rate:
    ports = [served[n % len(served)].port for n in range(PEOPLE)]
    lines = [participant(port) if real else Line(port) for port in ports]
    people = [(line, found_in(line.get(PAGE), TOKEN) if real else "") for line in lines]

    def go(mine: Sequence[tuple[Line, str]]) -> None:
        for line, token in mine:
            for _ in range(SUBMITS_EACH):
                line.get(line.post(PAGE, {**ADDRESS, "csrf_token": token, "action": "continue"}))

    return timed(go, [people[n::CLIENTS] for n in range(CLIENTS)], served)


def timed(go: Callable[[Any], None], work: Sequence[Any], served: Sequence[Served]) -> Rate:
    """Until all clients are done."""
    count = PEOPLE * SUBMITS_EACH
    clients = [threading.Thread(target=go, args=(one,)) for one in work]
    begun, used = time.perf_counter(), processor_seconds(served)
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    used = processor_seconds(served) - used
    return Rate(count / (time.perf_counter() - begun), 1000 * used / count)


def measured(
    server: str, repeats: int, database_url: str = "", processes: int = 1
) -> dict[str, Rate]:
    """Medians, by what was served."""
    rates: dict[str, list[Rate]] = {"the lab": [], "doing nothing": []}
    for _ in range(repeats):
        with running(server, "lab", database_url, processes) as served:
            rates["the lab"].append(submits(served, real=True))
        with running(server, "idle") as served:
            rates["doing nothing"].append(submits(served, real=False))
    return {name: middle(found) for name, found in rates.items()}


def middle(rates: Sequence[Rate]) -> Rate:
    return Rate(
        statistics.median(rate.per_second for rate in rates),
        statistics.median(rate.processor_ms for rate in rates),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--servers", nargs="+", default=list(SERVERS), choices=list(SERVERS))
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--postgres", type=int, metavar="PROCESSES", help="sharing a database")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    show = show_json if given.json else show_row
    if given.postgres:
        with started() as postgres:
            found = measured("granian", given.repeats, postgres.url, given.postgres)
        show(f"granian, {given.postgres} processes, PostgreSQL", found)
        return
    for server in given.servers:
        show(f"{server}, SQLite", measured(server, given.repeats))


def show_json(server: str, found: dict[str, Rate]) -> None:
    rates = {name: dataclasses.asdict(rate) for name, rate in found.items()}
    print(json.dumps({"server": server, **rates}), flush=True)


def show_row(server: str, found: dict[str, Rate]) -> None:
    for name, rate in found.items():
        figures = (
            f"{rate.per_second:>9,.0f} submits/s{rate.processor_ms:>8.2f} ms of processor each"
        )
        print(f"{server + ': ' + name:<50}{figures}", flush=True)


if __name__ == "__main__":
    main()
