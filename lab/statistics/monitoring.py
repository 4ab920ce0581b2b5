"""Looking before the end: bounds and intervals that stay honest when a study is watched."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np

from lab.errors import NotEstimable
from lab.statistics.arrays import FloatArray, IntArray
from lab.statistics.contrasts import Contrast
from lab.statistics.distributions import gauss_legendre, normal_quantile, root
from lab.statistics.estimates import Estimate, SignificanceTest, Unit

Outcomes = Sequence[int] | IntArray

FEWEST_PER_ARM = 10
E_VALUE_PRIOR = 0.18
NODES = 128


class Bounds(StrEnum):
    OBRIEN_FLEMING = "obf"
    POCOCK = "pocock"


@dataclass(frozen=True, slots=True)
class ConfidenceSequence:
    """An interval that may be looked at after every person; rho is its tuning."""

    half_width: float
    rho: float
    p: float


@dataclass(frozen=True, slots=True)
class EValue:
    """Evidence against "no difference", multiplied up; p holds at any time (1 / largest)."""

    e: float
    largest: float

    @property
    def p(self) -> float:
        return min(1.0, 1 / self.largest)


def confidence_sequence(
    estimate: float, se: float, n: int, planned_n: int, alpha: float = 0.05
) -> ConfidenceSequence | NotEstimable:
    """Asymptotic confidence sequence, tightest around the planned number of people."""
    if se <= 0 or n < 1 or planned_n < 1:
        return NotEstimable("no spread to estimate the uncertainty from", (n,))
    log_alpha = math.log(alpha)
    rho = math.sqrt((-2 * log_alpha + math.log(1 - 2 * log_alpha)) / planned_n)
    information = n * rho * rho
    inner = 2 * (information + 1) / information * math.log(math.sqrt(information + 1) / alpha)
    exponent = information * (estimate / se) ** 2 / (2 * (information + 1))
    p = math.exp(min(0.0, math.log(information + 1) / 2 - exponent))
    return ConfidenceSequence(se * math.sqrt(inner), rho, p)


def always_valid_estimate(
    contrast: Contrast, planned_n: int, unit: Unit, level: float = 0.95
) -> Estimate | NotEstimable:
    """The contrast with an interval that holds however often it is looked at."""
    if min(contrast.n) < FEWEST_PER_ARM:
        return NotEstimable("too early: fewer than 10 people per arm", contrast.n)
    people = sum(contrast.n)
    found = confidence_sequence(contrast.difference, contrast.se, people, planned_n, 1 - level)
    if isinstance(found, NotEstimable):
        return NotEstimable(found.reason, contrast.n)
    value, half = contrast.difference, found.half_width
    low, high = value - half, value + half
    if unit == Unit.RATIO:
        value, low, high = math.exp(value), math.exp(low), math.exp(high)
    method = "asymptotic confidence sequence"
    source = "Waudby-Smith et al. 2021 (arXiv 2103.06476)"
    return Estimate(value, low, high, level, unit, found.p, contrast.n, method, source)


def e_value(
    first: Outcomes, second: Outcomes, prior: float = E_VALUE_PRIOR
) -> EValue | NotEstimable:
    """2x2 e-value over complete blocks of one person per arm (0 or 1), in order of arrival."""
    blocks = min(len(first), len(second))
    if blocks < 1:
        return NotEstimable("no complete block", (len(first), len(second)))
    a, b = np.asarray(first[:blocks]), np.asarray(second[:blocks])
    rate_a, rate_b = _rate_before(a, prior), _rate_before(b, prior)
    both = (rate_a + rate_b) / 2
    gain = _log_likelihood(a, rate_a) + _log_likelihood(b, rate_b)
    evidence = np.cumsum(gain - _log_likelihood(a, both) - _log_likelihood(b, both))
    highest = max(0.0, float(evidence.max()))
    return EValue(math.exp(min(700.0, float(evidence[-1]))), math.exp(min(700.0, highest)))


def e_value_test(first: Outcomes, second: Outcomes) -> SignificanceTest | NotEstimable:
    found = e_value(first, second)
    if isinstance(found, NotEstimable):
        return found
    n, source = (len(first), len(second)), "Turner, Ly & Grünwald 2024"
    return SignificanceTest(found.largest, None, found.p, n, "2x2 e-value", source)


def look_bounds(looks: int, kind: Bounds, alpha: float = 0.05) -> tuple[float, ...]:
    """Critical z at each of K equally spaced planned looks, two-sided."""
    return bounds_at(tuple(look / looks for look in range(1, looks + 1)), kind, alpha)


@cache
def bounds_at(shares: tuple[float, ...], kind: Bounds, alpha: float = 0.05) -> tuple[float, ...]:
    """Critical z at each look, two-sided; shares: of the people planned, ascending to 1."""
    seen = np.array(shares)
    shape = 1 / np.sqrt(seen) if kind == Bounds.OBRIEN_FLEMING else np.ones(seen.size)

    def excess(constant: float) -> float:
        return crossing_probability(constant * shape, seen) - alpha

    constant = root(excess, normal_quantile(1 - alpha / 2) - 0.01, 8.0)
    return tuple(float(bound) for bound in constant * shape)


def crossing_probability(bounds: FloatArray, shares: FloatArray) -> float:
    """Chance that a random walk leaves the bounds at one of the looks (no true difference).

    The walk is followed from look to look by quadrature (Armitage, McPherson & Rowe 1969).
    """
    nodes, weights = gauss_legendre(NODES)
    edges, gained = bounds * np.sqrt(shares), np.diff(shares, prepend=0.0)
    places, density = np.zeros(1), np.ones(1)
    for edge, information in zip(edges, gained, strict=True):
        following = nodes * edge
        steps = np.exp(-((following[:, None] - places[None, :]) ** 2) / (2 * information))
        density = weights * edge * (steps @ density) / math.sqrt(2 * math.pi * information)
        places = following
    return 1 - float(density.sum())


def _rate_before(successes: IntArray, prior: float) -> FloatArray:
    """The share of successes in all earlier blocks, drawn towards one half."""
    earlier = np.cumsum(successes) - successes
    rates: FloatArray = (earlier + prior) / (np.arange(successes.size) + 2 * prior)
    return rates


def _log_likelihood(successes: IntArray, rates: FloatArray) -> FloatArray:
    logs: FloatArray = np.log(np.where(successes == 1, rates, 1 - rates))
    return logs
