"""How many complete the form: one share, and the difference between two groups of people."""

import math
from collections.abc import Callable

from lab.errors import NotEstimable
from lab.statistics.distributions import (
    beta_quantile,
    critical_z,
    normal_two_sided,
    root,
)
from lab.statistics.estimates import Estimate, SignificanceTest, Unit

NOBODY = "no participants"
EMPTY_ARM = "an arm is empty"
VERY_FAR = 1e9  # standard errors, where the variance is zero; finite for the root finder


def adjusted_wald(successes: int, n: int, level: float = 0.95) -> Estimate | NotEstimable:
    """Share with the adjusted-Wald (Agresti-Coull) interval, clamped to 0..1: the default."""
    if n < 1:
        return NotEstimable(NOBODY, (n,))
    z = critical_z(level)
    adjusted_n = n + z * z
    centre = (successes + z * z / 2) / adjusted_n
    half = z * math.sqrt(centre * (1 - centre) / adjusted_n)
    low, high = max(0.0, centre - half), min(1.0, centre + half)
    return _share(successes, n, low, high, level, "adjusted Wald", "Agresti & Coull 1998")


def wilson(successes: int, n: int, level: float = 0.95) -> Estimate | NotEstimable:
    if n < 1:
        return NotEstimable(NOBODY, (n,))
    low, high = wilson_bounds(successes / n, n, critical_z(level))
    return _share(successes, n, low, high, level, "Wilson score", "Wilson 1927")


def clopper_pearson(successes: int, n: int, level: float = 0.95) -> Estimate | NotEstimable:
    if n < 1:
        return NotEstimable(NOBODY, (n,))
    tail = (1 - level) / 2
    low = beta_quantile(tail, successes, n - successes + 1) if successes else 0.0
    high = beta_quantile(1 - tail, successes + 1, n - successes) if successes < n else 1.0
    return _share(successes, n, low, high, level, "exact binomial", "Clopper & Pearson 1934")


def wilson_bounds(share: float, n: float, z: float) -> tuple[float, float]:
    denominator = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / denominator
    half = z / denominator * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def n_minus_1_test(x1: int, n1: int, x2: int, n2: int) -> SignificanceTest | NotEstimable:
    """N-1 two-proportion test; the statistic is z, its square the N-1 chi-squared.

    Nobody or everybody in both groups is no evidence of a difference: z = 0, p = 1.
    """
    if n1 < 1 or n2 < 1:
        return NotEstimable(EMPTY_ARM, (n1, n2))
    total, pooled = n1 + n2, (x1 + x2) / (n1 + n2)
    variance = pooled * (1 - pooled) * (1 / n1 + 1 / n2)
    z = 0.0
    if 0 < x1 + x2 < total:
        z = (x1 / n1 - x2 / n2) * math.sqrt((total - 1) / total) / math.sqrt(variance)
    source = "Campbell 2007; Sauro & Lewis 2016"
    return SignificanceTest(z, None, normal_two_sided(z), (n1, n2), "N-1 two-proportion", source)


def newcombe_difference(
    x1: int, n1: int, x2: int, n2: int, level: float = 0.95
) -> Estimate | NotEstimable:
    """Share 1 minus share 2, square-and-add of two Wilson intervals (Newcombe's method 10)."""
    if n1 < 1 or n2 < 1:
        return NotEstimable(EMPTY_ARM, (n1, n2))
    p1, p2, z = x1 / n1, x2 / n2, critical_z(level)
    low1, high1 = wilson_bounds(p1, n1, z)
    low2, high2 = wilson_bounds(p2, n2, z)
    difference = p1 - p2
    low = difference - math.hypot(p1 - low1, high2 - p2)
    high = difference + math.hypot(high1 - p1, p2 - low2)
    return Estimate(
        difference,
        max(-1.0, low),
        min(1.0, high),
        level,
        Unit.POINTS,
        None,
        (n1, n2),
        "Newcombe hybrid score",
        "Newcombe 1998",
    )


def miettinen_nurminen_difference(
    x1: int, n1: int, x2: int, n2: int, level: float = 0.95
) -> Estimate | NotEstimable:
    """Share 1 minus share 2 with the score interval; p from the N-1 test that it inverts."""
    test = n_minus_1_test(x1, n1, x2, n2)
    if isinstance(test, NotEstimable):
        return test
    difference, z = x1 / n1 - x2 / n2, critical_z(level)

    def beyond(delta: float) -> float:
        return score_statistic(x1, n1, x2, n2, delta, n_minus_1=True)

    low = _score_limit(lambda delta: beyond(delta) - z, -1.0, difference)
    high = _score_limit(lambda delta: beyond(delta) + z, 1.0, difference)
    return Estimate(
        difference,
        low,
        high,
        level,
        Unit.POINTS,
        test.p,
        (n1, n2),
        "Miettinen-Nurminen score",
        "Miettinen & Nurminen 1985",
    )


def score_statistic(x1: int, n1: int, x2: int, n2: int, delta: float, *, n_minus_1: bool) -> float:
    """How many standard errors the observed difference lies from `delta`.

    The rates are estimated under the restriction rate1 - rate2 = delta. n_minus_1: with the factor
    N/(N-1) of Miettinen & Nurminen; without it, Farrington & Manning.
    """
    rate1, rate2 = _restricted_rates(x1, n1, x2, n2, delta)
    variance = rate1 * (1 - rate1) / n1 + rate2 * (1 - rate2) / n2
    if n_minus_1:
        variance *= (n1 + n2) / (n1 + n2 - 1)
    distance = x1 / n1 - x2 / n2 - delta
    if variance <= 1e-300:
        return 0.0 if abs(distance) < 1e-12 else math.copysign(VERY_FAR, distance)
    return distance / math.sqrt(variance)


def _score_limit(function: Callable[[float], float], end: float, difference: float) -> float:
    """The root between the observed difference and the end of the scale; the end if none is."""
    if abs(end - difference) < 1e-12:
        return end
    near_end = end - math.copysign(1e-12, end)
    if math.copysign(1, function(near_end)) == math.copysign(1, function(difference)):
        return end
    return root(function, min(near_end, difference), max(near_end, difference))


def _restricted_rates(x1: int, n1: int, x2: int, n2: int, delta: float) -> tuple[float, float]:
    """Maximum-likelihood rates with rate1 - rate2 = delta: the closed form of the cubic."""
    total = n1 + n2
    a3, a0 = float(total), x2 * delta * (1 - delta)
    a2 = (n1 + 2 * n2) * delta - total - x1 - x2
    a1 = (n2 * delta - total - 2 * x2) * delta + x1 + x2
    v = a2**3 / (3 * a3) ** 3 - a1 * a2 / (6 * a3 * a3) + a0 / (2 * a3)
    spread = math.sqrt(max(0.0, a2 * a2 / (3 * a3) ** 2 - a1 / (3 * a3)))
    u = -spread if v < 0 else spread
    cosine = max(-1.0, min(1.0, v / u**3)) if abs(u) > 1e-100 else 0.0
    rate2 = 2 * u * math.cos((math.pi + math.acos(cosine)) / 3) - a2 / (3 * a3)
    rate2 = min(max(rate2, max(0.0, -delta)), min(1.0, 1 - delta))
    return min(1.0, max(0.0, rate2 + delta)), rate2


def cohens_h(x1: int, n1: int, x2: int, n2: int) -> float | NotEstimable:
    if n1 < 1 or n2 < 1:
        return NotEstimable(EMPTY_ARM, (n1, n2))
    return 2 * math.asin(math.sqrt(x1 / n1)) - 2 * math.asin(math.sqrt(x2 / n2))


def _share(
    successes: int,
    n: int,
    low: float,
    high: float,
    level: float,
    method: str,
    source: str,
) -> Estimate:
    return Estimate(successes / n, low, high, level, Unit.SHARE, None, (n,), method, source)
