"""Write into docs/statistics.md how often each headline interval holds the truth.

Usage: python -m scripts.coverage_table [RUNS]
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from lab.errors import NotEstimable
from lab.statistics import effects, paired, proportions
from lab.statistics.arrays import FloatArray
from lab.statistics.distributions import binomial_pmf
from lab.statistics.effects import Effect, Pairs
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.exact_power import paired_result_chance

PAGE = Path(__file__).parents[1] / "docs" / "statistics.md"
BEGIN, END = "<!-- coverage:begin -->", "<!-- coverage:end -->"
SIZES = (8, 12, 20)
RATES = tuple(float(rate) for rate in np.arange(0.05, 0.96, 0.05))
DISCORDANT = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4)
SEED = 20211007
TRUTH_PEOPLE = 400_000
LIMIT = 900.0
FACTS_ASKED = 12

People = Callable[[np.random.Generator, int], FloatArray]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of one interval at one number of people (pairs, or per arm), over several truths."""

    interval: str
    n: int
    mean: float
    worst: float
    cells: int


@dataclass(frozen=True, slots=True)
class World:
    """A truth to draw people from: people x versions, each person in one of the two orders."""

    name: str
    draw: People


def exact_single(n: int) -> list[float]:
    bounds = [_bounds(proportions.adjusted_wald(x, n)) for x in range(n + 1)]
    return [
        sum(binomial_pmf(x, n, p) for x in range(n + 1) if bounds[x][0] <= p <= bounds[x][1])
        for p in RATES
    ]


def exact_arms(n: int) -> list[float]:
    tables = list(product(range(n + 1), repeat=2))
    bounds = [_bounds(proportions.miettinen_nurminen_difference(x1, n, x2, n)) for x1, x2 in tables]
    return [
        sum(
            binomial_pmf(x1, n, p1) * binomial_pmf(x2, n, p2)
            for (x1, x2), (low, high) in zip(tables, bounds, strict=True)
            if low <= p1 - p2 <= high
        )
        for p1, p2 in product(RATES, repeat=2)
    ]


def exact_pairs(n: int) -> list[float]:
    tables = [(b, c) for b, c in product(range(n + 1), repeat=2) if b + c <= n]
    bounds = [
        _bounds(paired.tango_difference(paired.PairedCounts(0, b, c, n - b - c))) for b, c in tables
    ]
    return [
        sum(
            paired_result_chance(n, b, c, better, worse)
            for (b, c), (low, high) in zip(tables, bounds, strict=True)
            if low <= better - worse <= high
        )
        for better, worse in product(DISCORDANT, repeat=2)
    ]


def sus_world(gain: float, middle: float) -> People:
    def draw(rng: np.random.Generator, people: int) -> FloatArray:
        person = rng.normal(middle, 12, (people, 1))
        raw = person + _shifts(people, gain, 3.0) + rng.normal(0, 8, (people, 2))
        return np.clip(np.round(raw / 2.5) * 2.5, 0, 100)

    return draw


def time_world(log_gain: float, done: float, done_gain: float) -> People:
    """Composite seconds: slow people give up more often, and then count the limit."""

    def draw(rng: np.random.Generator, people: int) -> FloatArray:
        person = rng.normal(0, 0.35, (people, 1))
        logs = 5.9 + person - _shifts(people, log_gain, 0.1) + rng.normal(0, 0.25, (people, 2))
        ease = _shifts(people, done_gain, 0.02) + done - 0.2 * person
        times = np.exp(logs)
        return np.where(rng.random((people, 2)) < ease, np.minimum(times, LIMIT), LIMIT)

    return draw


def completers_world(log_gain: float, spread: float) -> People:
    """Seconds of people who all finish; a skewed person factor, so that logs are not normal."""

    def draw(rng: np.random.Generator, people: int) -> FloatArray:
        person = rng.gamma(4, spread, (people, 1))
        logs = 5.0 + person - _shifts(people, log_gain, 0.1) + rng.normal(0, 0.25, (people, 2))
        return np.exp(logs)

    return draw


def facts_world(original: float, revised: float) -> People:
    """Wrong facts of 12: people differ, and so do their days and tasks (alpha 0.35 each)."""

    def draw(rng: np.random.Generator, people: int) -> FloatArray:
        person = rng.gamma(1 / 0.35, 0.35, (people, 1))
        occasion = rng.gamma(1 / 0.35, 0.35, (people, 2))
        wrong = rng.poisson(np.array([[original, revised]]) * person * occasion)
        return np.minimum(wrong, FACTS_ASKED).astype(np.float64)

    return draw


SUS = (
    World("no change", sus_world(0, 65)),
    World("5 points better", sus_world(5, 65)),
    World("near the top", sus_world(5, 85)),
)
TIME = (
    World("no change", time_world(0, 0.75, 0)),
    World("faster", time_world(0.25, 0.75, 0)),
    World("fewer give up", time_world(0, 0.6, 0.3)),
    World("nearly all finish", time_world(0.25, 0.97, 0)),
)
COMPLETERS = (
    World("no change", completers_world(0, 0.2)),
    World("20 % faster", completers_world(0.223, 0.2)),
    World("very unlike people", completers_world(0.223, 0.4)),
)
FACTS = tuple(
    World(f"{before} to {before * left:g}", facts_world(before, before * left))
    for before, left in product((1, 2, 4), (1, 0.75, 0.5, 0.25))
)
SEQ = (
    World("no change", lambda rng, n: _ease(rng, n, 0.0)),
    World("half a point", lambda rng, n: _ease(rng, n, 0.5)),
)


def simulated(
    worlds: Sequence[World], unit: Unit, *, pairs: bool, n: int, runs: int
) -> list[float]:
    """Coverage in each world; a study in which nothing can be estimated is not counted."""
    rng = np.random.default_rng((SEED, n, runs))
    return [_covered(world, unit, pairs, n, runs, rng) for world in worlds]


def coverages(runs: int) -> Iterator[Coverage]:
    for n in SIZES:
        yield _summary("completion, one version: adjusted Wald", n, exact_single(n))
        yield _summary("completion, pairs: Tango", n, exact_pairs(n))
        yield _summary("completion, arms: Miettinen-Nurminen", n, exact_arms(n))
        for name, unit, worlds in (
            ("composite time", Unit.SECONDS, TIME),
            ("completers' time ratio", Unit.RATIO, COMPLETERS),
            ("wrong facts", Unit.FACTS, FACTS),
            ("SUS", Unit.SCORE, SUS),
            ("SEQ", Unit.SCORE, SEQ),
        ):
            both = simulated(worlds, unit, pairs=True, n=n, runs=runs)
            yield _summary(f"{name}, pairs: Hills-Armitage", n, both)
            arms = simulated(worlds, unit, pairs=False, n=n, runs=runs)
            yield _summary(f"{name}, arms: Welch", n, arms)


def table(rows: Sequence[Coverage]) -> str:
    lines = [
        "| interval (95 %) | n | truths | mean coverage | worst truth |",
        "|---|---|---|---|---|",
    ]
    ordered = sorted(rows, key=lambda row: (row.interval, row.n))
    lines += [
        f"| {row.interval} | {row.n} | {row.cells} | {row.mean:.3f} | {row.worst:.3f} |"
        for row in ordered
    ]
    return "\n".join(lines)


def _covered(
    world: World, unit: Unit, pairs: bool, n: int, runs: int, rng: np.random.Generator
) -> float:
    truth = _truth(world, unit, rng)
    held = estimable = 0
    for _ in range(runs):
        estimate = _effect(world, unit, pairs, n, rng).at(0.95)
        if isinstance(estimate, Estimate):
            estimable += 1
            held += estimate.low <= truth <= estimate.high
    return held / estimable


def _effect(world: World, unit: Unit, pairs: bool, n: int, rng: np.random.Generator) -> Effect:
    values = world.draw(rng, n)
    if pairs:
        drawn = Pairs(values, np.arange(n) % 2)
        return (
            effects.paired_ratio(drawn) if unit == Unit.RATIO else effects.paired_mean(drawn, unit)
        )
    original, revised = values[:, 0], world.draw(rng, n)[:, 1]
    if unit == Unit.RATIO:
        return effects.arms_ratio(original, revised)
    return effects.arms_mean(original, revised, unit)


def _truth(world: World, unit: Unit, rng: np.random.Generator) -> float:
    values = world.draw(rng, TRUTH_PEOPLE)
    if unit == Unit.RATIO:
        return float(np.exp(np.log(values[:, 1]).mean() - np.log(values[:, 0]).mean()))
    return float(values[:, 1].mean() - values[:, 0].mean())


def _shifts(people: int, gain: float, practice: float) -> FloatArray:
    """What version and practice add: even persons begin with the original."""
    began = np.arange(people) % 2
    first = np.stack([began == 0, began == 1], axis=1)
    return np.array([[0.0, gain]]) + practice * ~first


def _ease(rng: np.random.Generator, people: int, gain: float) -> FloatArray:
    person = rng.normal(5, 1, (people, 1))
    raw = person + _shifts(people, gain, 0.3) + rng.normal(0, 0.8, (people, 2))
    return np.clip(np.round(raw), 1, 7)


def _bounds(estimate: Estimate | NotEstimable) -> tuple[float, float]:
    if isinstance(estimate, NotEstimable):
        return -np.inf, np.inf
    return estimate.low - 1e-12, estimate.high + 1e-12


def _summary(interval: str, n: int, found: Sequence[float]) -> Coverage:
    return Coverage(interval, n, float(np.mean(found)), float(np.min(found)), len(found))


def main(arguments: Sequence[str]) -> None:
    runs = int(arguments[0]) if arguments else 4_000
    found = table(list(coverages(runs)))
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    said = f"{runs} simulated studies a truth; completion by complete enumeration."
    page = f"{before}{BEGIN}\n{found}\n\n{said}\n{END}{after}"
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
