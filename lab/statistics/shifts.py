"""Hodges-Lehmann: how far one group, or one version, lies from the other."""

import math
from collections.abc import Callable

import numpy as np

from lab.errors import NotEstimable
from lab.statistics.arrays import FloatArray, Values, floats
from lab.statistics.distributions import critical_z
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.proportions import EMPTY_ARM, NOBODY
from lab.statistics.rank_distributions import rank_sum_quantile, signed_rank_quantile

SOURCE = "Hodges & Lehmann 1963; Hollander & Wolfe 1973"
MOST_PAIRS_AT_ONCE = 4_000_000  # 2,000 people an arm; above, order statistics by bisection
MOST_FOR_EXACT = 100
NO_INTERVAL = "too few people for an interval of the shift"


def shift(x: Values, y: Values) -> float | NotEstimable:
    """The median of all x - y."""
    first, second = floats(x), floats(y)
    if first.size == 0 or second.size == 0:
        return NotEstimable(EMPTY_ARM, (int(first.size), int(second.size)))
    return _median(int(first.size * second.size), lambda k: _difference_at(first, second, k))


def shift_estimate(
    x: Values, y: Values, unit: Unit, level: float = 0.95
) -> Estimate | NotEstimable:
    """The median of all x - y with the interval of its order statistics (exact to 100 people)."""
    value = shift(x, y)
    if isinstance(value, NotEstimable):
        return value
    first, second = floats(x), floats(y)
    n = (int(first.size), int(second.size))
    rank = _two_sample_rank(n, level)
    if rank < 1:
        return NotEstimable(NO_INTERVAL, n)
    low = _difference_at(first, second, rank)
    high = _difference_at(first, second, n[0] * n[1] + 1 - rank)
    return Estimate(value, low, high, level, unit, None, n, "Hodges-Lehmann shift", SOURCE)


def centre(differences: Values) -> float | NotEstimable:
    """The median of all averages of two differences; zero differences are dropped."""
    data = floats(differences)
    data = data[data != 0]
    if data.size == 0:
        return NotEstimable(NOBODY, (0,))
    pairs = int(data.size * (data.size + 1) // 2)
    return _median(pairs, lambda k: _average_at(data, k))


def centre_estimate(
    differences: Values, unit: Unit, level: float = 0.95
) -> Estimate | NotEstimable:
    value = centre(differences)
    if isinstance(value, NotEstimable):
        return value
    data = floats(differences)
    data = data[data != 0]
    n = int(data.size)
    rank = _one_sample_rank(n, level)
    if rank < 1:
        return NotEstimable(NO_INTERVAL, (n,))
    low, high = _average_at(data, rank), _average_at(data, n * (n + 1) // 2 + 1 - rank)
    return Estimate(value, low, high, level, unit, None, (n,), "Hodges-Lehmann centre", SOURCE)


def _two_sample_rank(n: tuple[int, int], level: float) -> int:
    """Which smallest difference is the lower limit; 0 when the level cannot be reached."""
    if sum(n) <= MOST_FOR_EXACT:
        return rank_sum_quantile(*n, (1 - level) / 2)[0]
    mean, spread = n[0] * n[1] / 2, math.sqrt(n[0] * n[1] * (sum(n) + 1) / 12)
    return math.floor(mean - critical_z(level) * spread)


def _one_sample_rank(n: int, level: float) -> int:
    if n <= MOST_FOR_EXACT:
        return signed_rank_quantile(n, (1 - level) / 2)[0]
    mean, spread = n * (n + 1) / 4, math.sqrt(n * (n + 1) * (2 * n + 1) / 24)
    return math.floor(mean - critical_z(level) * spread)


def _median(count: int, at: Callable[[int], float]) -> float:
    if count % 2:
        return at(count // 2 + 1)
    return (at(count // 2) + at(count // 2 + 1)) / 2


def _difference_at(x: FloatArray, y: FloatArray, rank: int) -> float:
    """The rank-th smallest x - y, counted from 1."""
    if x.size * y.size <= MOST_PAIRS_AT_ONCE:
        return float(np.partition(np.subtract.outer(x, y).ravel(), rank - 1)[rank - 1])
    xs, ys = np.sort(x), np.sort(y)

    def at_most(value: float) -> int:
        return int((ys.size - np.searchsorted(ys, xs - value, side="left")).sum())

    return _bisect(at_most, float(xs[0] - ys[-1]), float(xs[-1] - ys[0]), rank)


def _average_at(data: FloatArray, rank: int) -> float:
    """The rank-th smallest (a + b) / 2 over all pairs, each with itself too."""
    ordered = np.sort(data)
    if data.size * data.size <= MOST_PAIRS_AT_ONCE:
        i, j = np.triu_indices(data.size)
        return float(np.partition((ordered[i] + ordered[j]) / 2, rank - 1)[rank - 1])

    def at_most(value: float) -> int:
        below = int(np.searchsorted(ordered, 2 * value - ordered, side="right").sum())
        return (below + int((ordered <= value).sum())) // 2

    return _bisect(at_most, float(ordered[0]), float(ordered[-1]), rank)


def _bisect(at_most: Callable[[float], int], low: float, high: float, rank: int) -> float:
    """The smallest value that `rank` pairs do not exceed, to a billionth of the range."""
    precision = (high - low) * 1e-9
    while high - low > precision:
        middle = (low + high) / 2
        if at_most(middle) >= rank:
            high = middle
        else:
            low = middle
    return high
