"""How many times as many people complete: the ratio of two shares."""

import math

from lab.errors import NotEstimable
from lab.statistics.distributions import critical_z, root
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.proportions import EMPTY_ARM, n_minus_1_test

FURTHEST = 1e6


def risk_ratio(x1: int, n1: int, x2: int, n2: int, level: float = 0.95) -> Estimate | NotEstimable:
    """Share 1 over share 2 with Koopman's score interval; p from the N-1 test."""
    test = n_minus_1_test(x1, n1, x2, n2)
    if isinstance(test, NotEstimable):
        return NotEstimable(EMPTY_ARM, (n1, n2))
    if x2 == 0:
        return NotEstimable("nobody succeeded with one version: the ratio has no end", (n1, n2))
    value, bound = (x1 / n1) / (x2 / n2), critical_z(level) ** 2

    def beyond(log_ratio: float) -> float:
        return _chi2(x1, n1, x2, n2, math.exp(log_ratio)) - bound

    middle, far = math.log(value) if x1 else -math.log(FURTHEST), math.log(FURTHEST)
    low = math.exp(root(beyond, -far, middle)) if x1 else 0.0
    high = math.exp(root(beyond, middle, far))
    method, source = "Koopman score", "Koopman 1984"
    return Estimate(value, low, high, level, Unit.RATIO, test.p, (n1, n2), method, source)


def _chi2(x1: int, n1: int, x2: int, n2: int, ratio: float) -> float:
    """Score statistic under share 1 = ratio * share 2, at the most likely such shares."""
    total = n1 + n2
    b = ratio * (n1 + x2) + x1 + n2
    under = max(0.0, b * b - 4 * ratio * total * (x1 + x2))
    share = 2 * ratio * (x1 + x2) / (b + math.sqrt(under))
    return _distance(x1, n1, share) + _distance(x2, n2, share / ratio)


def _distance(x: int, n: int, share: float) -> float:
    variance = n * share * (1 - share)
    if variance <= 1e-12:
        return 0.0 if abs(x - n * share) < 1e-6 else FURTHEST
    return (x - n * share) ** 2 / variance
