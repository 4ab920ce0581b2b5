"""How long it takes: composite time, geometric means and their ratio, medians."""

import numpy as np

from lab.errors import NotEstimable
from lab.statistics.arrays import BoolArray, FloatArray, Values, floats
from lab.statistics.contrasts import Contrast, as_estimate
from lab.statistics.distributions import binomial_cdf
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.means import mean_contrast, paired_contrast, welch_contrast
from lab.statistics.proportions import NOBODY

NOT_POSITIVE = "a time on task must be positive"


def composite_times(seconds: FloatArray, done: BoolArray, limit: float) -> FloatArray:
    """Time until done, at most the limit; everybody who did not get done counts the limit."""
    times: FloatArray = np.where(done, np.minimum(seconds, limit), limit)
    return times


def mean_log_time(times: Values) -> Contrast | NotEstimable:
    data = floats(times)
    if data.size == 0:
        return NotEstimable(NOBODY, (0,))
    if bool((data <= 0).any()):
        return NotEstimable(NOT_POSITIVE, (int(data.size),))
    return mean_contrast(np.log(data))


def geometric_mean(times: Values, level: float = 0.95) -> Estimate | NotEstimable:
    """The typical time: exp of the mean log, with the t interval of the logs."""
    logs = mean_log_time(times)
    if isinstance(logs, NotEstimable):
        return logs
    ratio = as_estimate(logs, Unit.RATIO, "geometric mean, t on logs", "Sauro & Lewis 2010", level)
    if isinstance(ratio, NotEstimable):
        return ratio
    unit, method, source = Unit.SECONDS, ratio.method, ratio.source
    return Estimate(ratio.value, ratio.low, ratio.high, level, unit, None, ratio.n, method, source)


def log_ratio_contrast(revised: Values, original: Values) -> Contrast | NotEstimable:
    """Log of revised / original geometric means of two groups (Welch)."""
    first, second = floats(revised), floats(original)
    if bool((first <= 0).any() or (second <= 0).any()):
        return NotEstimable(NOT_POSITIVE, (int(first.size), int(second.size)))
    return welch_contrast(np.log(first), np.log(second))


def paired_log_ratio_contrast(revised: Values, original: Values) -> Contrast | NotEstimable:
    first, second = floats(revised), floats(original)
    if bool((first <= 0).any() or (second <= 0).any()):
        return NotEstimable(NOT_POSITIVE, (int(first.size),))
    return paired_contrast(np.log(first), np.log(second))


def median_interval(values: Values, unit: Unit, level: float = 0.95) -> Estimate | NotEstimable:
    """Median with the exact order-statistic interval; below 6 people no 95 % interval exists.

    `level` of the result is the interval's real coverage, at least the one asked for.
    """
    data = np.sort(floats(values))
    n = int(data.size)
    if n == 0:
        return NotEstimable(NOBODY, (0,))
    rank = _lower_rank(n, level)
    if rank < 1:
        return NotEstimable("too few people for an interval of the median", (n,))
    low, high = float(data[rank - 1]), float(data[n - rank])
    coverage = 1 - 2 * binomial_cdf(rank - 1, n, 0.5)
    middle, method = float(np.median(data)), "exact interval of the median"
    return Estimate(middle, low, high, coverage, unit, None, (n,), method, "Conover 1999")


def _lower_rank(n: int, level: float) -> int:
    """The largest k with P(Bin(n, 1/2) < k) at most (1 - level) / 2; by bisection."""
    tail, low, high = (1 - level) / 2, 0, n // 2
    while low < high:
        middle = (low + high + 1) // 2
        if binomial_cdf(middle - 1, n, 0.5) <= tail:
            low = middle
        else:
            high = middle - 1
    return low
