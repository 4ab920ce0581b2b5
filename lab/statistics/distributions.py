"""The probability distributions that the methods need, as typed functions of plain floats."""

import math
import sys
from collections.abc import Callable
from functools import cache

from scipy import optimize, special

from lab.statistics.arrays import FloatArray

SMALLEST_P = sys.float_info.min  # an underflow to 0 would claim certainty


def normal_quantile(probability: float) -> float:
    return float(special.ndtri(probability))


def critical_z(level: float) -> float:
    """The z that leaves (1 - level) / 2 in each tail: 1.96 for 95 %."""
    return float(special.ndtri(0.5 + level / 2))


def normal_upper(z: float) -> float:
    return float(special.ndtr(-z))


def normal_two_sided(z: float) -> float:
    return max(SMALLEST_P, min(1.0, 2 * float(special.ndtr(-abs(z)))))


def critical_t(level: float, df: float) -> float:
    return float(special.stdtrit(df, 0.5 + level / 2))


def t_upper(t: float, df: float) -> float:
    return float(special.stdtr(df, -t))


def t_two_sided(t: float, df: float) -> float:
    return max(SMALLEST_P, min(1.0, 2 * float(special.stdtr(df, -abs(t)))))


def noncentral_t_upper(t: float, df: float, shift: float) -> float:
    return 1 - float(special.nctdtr(df, shift, t))


def chi2_upper(statistic: float, df: float) -> float:
    return max(SMALLEST_P, float(special.chdtrc(df, statistic)))


def beta_quantile(probability: float, a: float, b: float) -> float:
    return float(special.betaincinv(a, b, probability))


def binomial_cdf(k: int, n: int, probability: float) -> float:
    return float(special.bdtr(k, n, probability)) if k >= 0 else 0.0


def binomial_pmf(k: int, n: int, probability: float) -> float:
    log_choose = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    return math.exp(
        log_choose
        + float(special.xlogy(k, probability))
        + float(special.xlog1py(n - k, -probability))
    )


@cache
def gauss_legendre(count: int) -> tuple[FloatArray, FloatArray]:
    """Places and weights on -1..1 for integrating a smooth function."""
    nodes, weights = special.roots_legendre(count)
    return nodes, weights


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a function that changes sign between `low` and `high` is zero."""
    return float(optimize.brentq(function, low, high, xtol=1e-12, rtol=1e-12, maxiter=500))
