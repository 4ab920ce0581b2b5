"""Completion when the same people work with both versions: what the discordant pairs say."""

import math
from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.statistics.distributions import (
    SMALLEST_P,
    binomial_cdf,
    binomial_pmf,
    critical_z,
    normal_two_sided,
    root,
)
from lab.statistics.estimates import Estimate, SignificanceTest, Unit
from lab.statistics.proportions import VERY_FAR, wilson_bounds

NO_PAIRS = "no complete pairs"


@dataclass(frozen=True, slots=True)
class PairedCounts:
    """How many people succeeded with both versions, one of them, or neither."""

    both: int
    first_only: int
    second_only: int
    neither: int

    @property
    def n(self) -> int:
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def difference(self) -> float:
        """Share with the first minus share with the second version."""
        return (self.first_only - self.second_only) / self.n


def mcnemar_exact(counts: PairedCounts) -> SignificanceTest | NotEstimable:
    if counts.n < 1:
        return NotEstimable(NO_PAIRS, (0,))
    p = _doubled_tail(counts)
    return SignificanceTest(None, None, p, (counts.n,), "McNemar exact", "McNemar 1947")


def mcnemar_mid_p(counts: PairedCounts) -> SignificanceTest | NotEstimable:
    """Doubled binomial tail of the discordant pairs, half of the observed point taken off."""
    if counts.n < 1:
        return NotEstimable(NO_PAIRS, (0,))
    discordant = counts.first_only + counts.second_only
    fewer = min(counts.first_only, counts.second_only)
    p = 1.0
    if counts.first_only != counts.second_only:
        p = max(SMALLEST_P, _doubled_tail(counts) - binomial_pmf(fewer, discordant, 0.5))
    source = "Fagerland, Lydersen & Laake 2013"
    return SignificanceTest(None, None, p, (counts.n,), "McNemar mid-p", source)


def mcnemar_asymptotic(counts: PairedCounts) -> SignificanceTest | NotEstimable:
    """Without continuity correction; the Tango interval inverts this test."""
    if counts.n < 1:
        return NotEstimable(NO_PAIRS, (0,))
    discordant = counts.first_only + counts.second_only
    z = 0.0
    if discordant:
        z = (counts.first_only - counts.second_only) / math.sqrt(discordant)
    p = normal_two_sided(z)
    return SignificanceTest(z, None, p, (counts.n,), "McNemar asymptotic", "McNemar 1947")


def tango_difference(counts: PairedCounts, level: float = 0.95) -> Estimate | NotEstimable:
    """Share 1 minus share 2 with Tango's score interval; p is the McNemar mid-p: the default."""
    mid_p = mcnemar_mid_p(counts)
    if isinstance(mid_p, NotEstimable):
        return mid_p
    z, difference = critical_z(level), counts.difference
    low = high = difference
    if difference > -1:
        low = _tango_limit(counts, z, -1.0)
    if difference < 1:
        high = _tango_limit(counts, -z, 1.0)
    return Estimate(
        difference,
        low,
        high,
        level,
        Unit.POINTS,
        mid_p.p,
        (counts.n,),
        "Tango score, McNemar mid-p",
        "Tango 1998; Fagerland, Lydersen & Laake 2013",
    )


def newcombe_paired_difference(
    counts: PairedCounts, level: float = 0.95
) -> Estimate | NotEstimable:
    """Share 1 minus share 2 by square-and-add with a correlation (Newcombe's method 10)."""
    n = counts.n
    if n < 1:
        return NotEstimable(NO_PAIRS, (0,))
    p1, p2 = (
        (counts.both + counts.first_only) / n,
        (counts.both + counts.second_only) / n,
    )
    z, phi = critical_z(level), _correlation(counts)
    low1, high1 = wilson_bounds(p1, n, z)
    low2, high2 = wilson_bounds(p2, n, z)
    down = _square_and_add(p1 - low1, high2 - p2, phi)
    up = _square_and_add(high1 - p1, p2 - low2, phi)
    return Estimate(
        counts.difference,
        max(-1.0, counts.difference - down),
        min(1.0, counts.difference + up),
        level,
        Unit.POINTS,
        None,
        (n,),
        "Newcombe paired (method 10)",
        "Newcombe 1998",
    )


def _doubled_tail(counts: PairedCounts) -> float:
    discordant = counts.first_only + counts.second_only
    fewer = min(counts.first_only, counts.second_only)
    if not discordant:
        return 1.0
    return max(SMALLEST_P, min(1.0, 2 * binomial_cdf(fewer, discordant, 0.5)))


def _tango_limit(counts: PairedCounts, z: float, end: float) -> float:
    """Where the score statistic equals `z`, between the observed difference and the end."""

    def excess(delta: float) -> float:
        return _tango_statistic(counts, delta) - z

    near_end = end * (1 - 1e-12)
    return root(excess, min(near_end, counts.difference), max(near_end, counts.difference))


def _tango_statistic(counts: PairedCounts, delta: float) -> float:
    b, c, n = counts.first_only, counts.second_only, counts.n
    linear = -b - c + (2 * n - b + c) * delta
    constant = -c * delta * (1 - delta)
    q = (math.sqrt(max(0.0, linear * linear - 8 * n * constant)) - linear) / (4 * n)
    variance = n * (2 * q + delta * (1 - delta))
    distance = b - c - n * delta
    if variance <= 1e-12:
        return 0.0 if abs(distance) < 1e-9 else math.copysign(VERY_FAR, distance)
    return distance / math.sqrt(variance)


def _correlation(counts: PairedCounts) -> float:
    """Newcombe's phi: a positive cross product is reduced by n / 2, not below zero."""
    a, b, c, d = counts.both, counts.first_only, counts.second_only, counts.neither
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    if margins == 0:
        return 0.0
    cross = float(a * d - b * c)
    if cross > 0:
        cross = max(cross - counts.n / 2, 0.0)
    return cross / math.sqrt(margins)


def _square_and_add(first: float, second: float, phi: float) -> float:
    return math.sqrt(max(0.0, first**2 - 2 * phi * first * second + second**2))
