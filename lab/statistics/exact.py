"""Fisher's exact test of two completion rates, with its less timid mid-p."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import special

from lab.errors import NotEstimable
from lab.statistics.arrays import FloatArray
from lab.statistics.distributions import SMALLEST_P
from lab.statistics.estimates import SignificanceTest
from lab.statistics.proportions import EMPTY_ARM

# Tables whose probability equals the observed one but for rounding belong to the tail (as in R).
ROUNDING = 1 + 1e-7


@dataclass(frozen=True, slots=True)
class _Tails:
    two_sided: float
    observed: float
    lower: float
    upper: float


def fisher_exact(x1: int, n1: int, x2: int, n2: int) -> SignificanceTest | NotEstimable:
    """Two-sided by Irwin's rule: all tables at most as probable as the observed one."""
    if n1 < 1 or n2 < 1:
        return NotEstimable(EMPTY_ARM, (n1, n2))
    p = _tails(x1, n1, x2, n2).two_sided
    return SignificanceTest(None, None, p, (n1, n2), "Fisher exact", "Fisher 1935; Irwin 1935")


def fisher_mid_p(x1: int, n1: int, x2: int, n2: int) -> SignificanceTest | NotEstimable:
    """Irwin's p minus half the probability of the observed table."""
    if n1 < 1 or n2 < 1:
        return NotEstimable(EMPTY_ARM, (n1, n2))
    tails = _tails(x1, n1, x2, n2)
    p = max(0.0, tails.two_sided - tails.observed / 2)
    source = "Lydersen, Fagerland & Laake 2009"
    return SignificanceTest(None, None, p, (n1, n2), "Fisher mid-p", source)


def fisher_central_mid_p(x1: int, n1: int, x2: int, n2: int) -> SignificanceTest | NotEstimable:
    """The smaller one-sided mid-p, doubled."""
    if n1 < 1 or n2 < 1:
        return NotEstimable(EMPTY_ARM, (n1, n2))
    tails = _tails(x1, n1, x2, n2)
    p = min(1.0, 2 * (min(tails.lower, tails.upper) - tails.observed / 2))
    return SignificanceTest(None, None, p, (n1, n2), "Fisher central mid-p", "Fay 2010")


def _tails(x1: int, n1: int, x2: int, n2: int) -> _Tails:
    """Hypergeometric tails of the first cell, all margins fixed."""
    total = x1 + x2
    cells = np.arange(max(0, total - n2), min(n1, total) + 1)
    probabilities = _hypergeometric(cells.astype(np.float64), n1, n2, total)
    observed = float(probabilities[x1 - int(cells[0])])
    rare = probabilities <= observed * ROUNDING
    return _Tails(
        max(SMALLEST_P, min(1.0, float(probabilities[rare].sum()))),
        observed,
        float(probabilities[cells <= x1].sum()),
        float(probabilities[cells >= x1].sum()),
    )


def _hypergeometric(cells: FloatArray, n1: int, n2: int, total: int) -> FloatArray:
    logs = _log_choose(n1, cells) + _log_choose(n2, total - cells)
    logs -= math.lgamma(n1 + n2 + 1) - math.lgamma(total + 1) - math.lgamma(n1 + n2 - total + 1)
    probabilities: FloatArray = np.exp(logs)
    probabilities /= probabilities.sum()
    return probabilities


def _log_choose(n: int, k: FloatArray) -> FloatArray:
    logs: FloatArray = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    return logs
