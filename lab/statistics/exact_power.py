"""The exact chance that a small study says "better", counted over every possible result."""

import math
from functools import cache

import numpy as np
from scipy import special

from lab.statistics.arrays import BoolArray, FloatArray
from lab.statistics.distributions import critical_z

SIGNIFICANCE = 0.05


def power_paired(pairs: int, better_only: float, worse_only: float) -> float:
    """Chance that the Tango interval and the McNemar mid-p both say "better".

    better_only: share of people who succeed with the revised version only.
    """
    b, c, says_better = _paired_results(pairs)
    same = pairs - b - c
    logs = _log_ways(pairs, b, c)
    logs = logs + special.xlogy(b, better_only) + special.xlogy(c, worse_only)
    logs = logs + special.xlogy(same, max(0.0, 1 - better_only - worse_only))
    return float(np.exp(logs[says_better]).sum())


def paired_result_chance(
    pairs: int, b: int, c: int, better_only: float, worse_only: float
) -> float:
    """Chance of exactly b and c people succeeding with one version only."""
    cells = np.array([b], dtype=np.float64), np.array([c], dtype=np.float64)
    logs = _log_ways(pairs, *cells) + special.xlogy(b, better_only) + special.xlogy(c, worse_only)
    same = special.xlogy(pairs - b - c, max(0.0, 1 - better_only - worse_only))
    return float(np.exp(logs + same)[0])


def power_arms(per_arm: int, original: float, revised: float) -> float:
    """Chance that the N-1 test (and so the Miettinen-Nurminen interval) says "better"."""
    rates = _binomial(per_arm, original), _binomial(per_arm, revised)
    return float(rates[0] @ _arms_say_better(per_arm) @ rates[1])


@cache
def _paired_results(pairs: int) -> tuple[FloatArray, FloatArray, BoolArray]:
    """All (better only, worse only) counts, and whether they lead to "better"."""
    b, c = (cells.ravel().astype(np.float64) for cells in np.indices((pairs + 1, pairs + 1)))
    possible = b + c <= pairs
    b, c = b[possible], c[possible]
    beyond = b - c > critical_z(1 - SIGNIFICANCE) * np.sqrt(b + c)
    at_most = special.bdtr(c, (b + c).astype(np.int64), 0.5)
    at_point = np.exp(_log_ways(b + c, b, c) - (b + c) * math.log(2))
    mid_p = 2 * at_most - at_point
    return b, c, beyond & (mid_p < SIGNIFICANCE)


@cache
def _arms_say_better(n: int) -> FloatArray:
    """Rows: successes with the original, columns: with the revised version; 1 where "better"."""
    x0, x1 = np.indices((n + 1, n + 1)).astype(np.float64)
    pooled = (x0 + x1) / (2 * n)
    spread = np.sqrt(pooled * (1 - pooled) * 2 / n)
    z = (x1 - x0) / n * math.sqrt((2 * n - 1) / (2 * n))
    better: FloatArray = (z > critical_z(1 - SIGNIFICANCE) * spread).astype(np.float64)
    return better


def _binomial(n: int, rate: float) -> FloatArray:
    k = np.arange(n + 1).astype(np.float64)
    logs = _log_ways(n, k, n - k) + special.xlogy(k, rate) + special.xlog1py(n - k, -rate)
    probabilities: FloatArray = np.exp(logs)
    return probabilities


def _log_ways(n: FloatArray | int, b: FloatArray, c: FloatArray) -> FloatArray:
    """Log of the multinomial coefficient n! / (b! c! (n - b - c)!)."""
    people = np.asarray(n, dtype=np.float64)
    rest = np.maximum(people - b - c, 0)
    logs: FloatArray = special.gammaln(people + 1) - special.gammaln(rest + 1)
    logs -= special.gammaln(b + 1) + special.gammaln(c + 1)
    return logs
