"""How long and how much memory a whole comparison takes, beside the plain library calls.

Usage: python -m benchmarks.statistics [ATTEMPTS…]
"""

import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from scipy import stats

from lab.statistics.attempts import ORIGINAL, REVISED, AttemptTable
from lab.statistics.comparison import compare
from lab.statistics.plan import Design, Plan

SIZES = (1_000, 100_000, 1_000_000)
LIMIT_SECONDS, LIMIT_ATTEMPTS = 10.0, 1_000_000
TIME_LIMIT = 900.0


@dataclass(frozen=True, slots=True)
class Row:
    design: str
    attempts: int
    seconds: float
    processor_seconds: float
    peak_megabytes: float
    library_seconds: float


def attempts(count: int, design: Design, seed: int = 1) -> AttemptTable:
    """Random attempts, half with each version; in a crossover two a person."""
    rng = np.random.default_rng(seed)
    number = np.arange(count, dtype=np.int64)
    crossover = design == Design.CROSSOVER
    participant = number // 2 if crossover else number
    place = number % 2
    version = (place + participant) % 2 if crossover else place
    correct = rng.random(count) < 0.6 + 0.1 * version
    return AttemptTable(
        participant=participant,
        version=version,
        period=place + 1 if crossover else np.ones(count, dtype=np.int64),
        correct=correct,
        finished=correct | (rng.random(count) < 0.5),
        technical=rng.random(count) < 0.01,
        seconds=np.exp(rng.normal(5.9 - 0.1 * version, 0.4)),
        wrong_facts=np.where(correct, 0.0, rng.integers(1, 5, count)),
        sus=np.clip(np.round(rng.normal(64 + 4 * version, 15, count) / 2.5) * 2.5, 0, 100),
        seq=rng.integers(1, 8, count).astype(np.float64),
        preference=rng.integers(-1, 3, count),
        group=np.full(count, -1, dtype=np.int64),
    )


def library_calls(table: AttemptTable, design: Design) -> None:
    """The same six estimates as bare scipy calls: no grouping, no checks, no appendix."""
    times = np.where(table.correct, np.minimum(table.seconds, TIME_LIMIT), TIME_LIMIT)
    columns = (table.correct * 1.0, table.finished * 1.0, times, table.wrong_facts)
    for column in (*columns, table.sus, table.seq):
        original = column[table.version == ORIGINAL]
        revised = column[table.version == REVISED]
        if design == Design.CROSSOVER:
            stats.ttest_rel(revised, original).confidence_interval()
        else:
            stats.ttest_ind(revised, original, equal_var=False).confidence_interval()


def measured(design: Design, count: int) -> Row:
    table, plan = attempts(count, design), Plan(design=design)
    wall, processor = _best(lambda: compare(table, plan), 3 if count < LIMIT_ATTEMPTS else 2)
    library, _ = _best(lambda: library_calls(table, design), 3)
    tracemalloc.start()
    compare(table, plan)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    times = (round(wall, 3), round(processor, 3))
    return Row(design.value, count, *times, round(peak, 1), round(library, 3))


def _best(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Shortest wall time and shortest processor time; only the second ignores other programs."""
    wall, processor = [], []
    for _ in range(times):
        begin, begin_processor = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - begin)
        processor.append(time.process_time() - begin_processor)
    return min(wall), min(processor)


def main(arguments: Sequence[str]) -> int:
    sizes = [int(argument) for argument in arguments] or SIZES
    rows = [measured(d, n) for d in (Design.CROSSOVER, Design.BETWEEN) for n in sizes]
    for row in rows:
        print(json.dumps(asdict(row)))
    held = [row for row in rows if row.attempts <= LIMIT_ATTEMPTS]
    slow = [row for row in held if row.processor_seconds > LIMIT_SECONDS]
    print(
        f"limit: {LIMIT_ATTEMPTS} attempts in {LIMIT_SECONDS:g} s: {'missed' if slow else 'kept'}"
    )
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
