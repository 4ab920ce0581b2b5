"""Permutation tests and the bootstrap, for data that follow no textbook distribution."""

import math
from collections.abc import Iterator

import numpy as np

from lab.errors import NotEstimable
from lab.statistics.arrays import FloatArray, Values, differences, floats, is_constant
from lab.statistics.distributions import normal_quantile
from lab.statistics.estimates import Estimate, SignificanceTest, Unit
from lab.statistics.proportions import EMPTY_ARM, NOBODY

MOST_FOR_EXACT = 30
MOST_FOR_RESAMPLING = 2_000  # people an arm; above, the t interval is as good and costs nothing
RESAMPLES = 9_999
FEWEST_PAIRS = 5
CHUNK = 500
TOO_MANY = "too many people for resampling: the t interval is used"
NEEDS_CHANCE = "too many people to count every arrangement; a random generator is needed"


def permutation_two_sample(
    x: Values, y: Values, rng: np.random.Generator | None = None
) -> SignificanceTest | NotEstimable:
    """Difference of means against every way of dealing the values into two groups.

    Exact up to 30 people, by chance draws above.
    """
    first, second = floats(x), floats(y)
    n = (int(first.size), int(second.size))
    if min(n) < 1:
        return NotEstimable(EMPTY_ARM, n)
    if max(n) > MOST_FOR_RESAMPLING:
        return NotEstimable(TOO_MANY, n)
    pooled = np.concatenate([first, second])
    centred = pooled - pooled.mean()
    observed = _edge(abs(float(centred[: n[0]].sum())), centred)
    if sum(n) <= MOST_FOR_EXACT:
        p = _exact_two_sample(centred, n[0], observed)
        return SignificanceTest(None, None, p, n, "permutation, exact", "Fisher 1935")
    if rng is None:
        return NotEstimable(NEEDS_CHANCE, n)
    far = _far_deals(centred, n[0], observed, rng)
    p = (far + 1) / (RESAMPLES + 1)
    return SignificanceTest(None, None, p, n, "permutation, 9999 draws", "Fisher 1935")


def permutation_paired(
    differences: Values, rng: np.random.Generator | None = None
) -> SignificanceTest | NotEstimable:
    """Mean difference against every way of swapping the two versions within persons."""
    data = floats(differences)
    n = int(data.size)
    if n == 0:
        return NotEstimable(NOBODY, (0,))
    if n > MOST_FOR_RESAMPLING:
        return NotEstimable(TOO_MANY, (n,))
    observed = _edge(abs(float(data.sum())), data)
    if n <= MOST_FOR_EXACT:
        p = _exact_paired(data, observed)
        return SignificanceTest(None, None, p, (n,), "sign-flip, exact", "Fisher 1935")
    if rng is None:
        return NotEstimable(NEEDS_CHANCE, (n,))
    signs = rng.choice((-1.0, 1.0), size=(RESAMPLES, n))
    far = int((np.abs(signs @ data) >= observed).sum())
    p = (far + 1) / (RESAMPLES + 1)
    return SignificanceTest(None, None, p, (n,), "sign-flip, 9999 draws", "Fisher 1935")


def bootstrap_bca(
    x: Values, y: Values, unit: Unit, rng: np.random.Generator, level: float = 0.95
) -> Estimate | NotEstimable:
    """Difference of means x - y with the bias-corrected accelerated bootstrap interval."""
    first, second = floats(x), floats(y)
    n = (int(first.size), int(second.size))
    if min(n) < 2:
        return NotEstimable("too few people to resample", n)
    if max(n) > MOST_FOR_RESAMPLING:
        return NotEstimable(TOO_MANY, n)
    if is_constant(first) and is_constant(second):
        return NotEstimable("everybody has the same value", n)
    value = float(first.mean() - second.mean())
    draws = np.sort(np.concatenate(list(_resampled(first, second, rng))))
    low, high = _bca_limits(draws, value, _acceleration(first, second), level)
    method, source = "BCa bootstrap, 9999 resamples", "Efron 1987; Davison & Hinkley 1997"
    return Estimate(value, low, high, level, unit, None, n, method, source)


def bootstrap_paired(
    x: Values, y: Values, unit: Unit, rng: np.random.Generator, level: float = 0.95
) -> Estimate | NotEstimable:
    """Mean of x - y over pairs, whole pairs drawn again; BCa as above."""
    data, still = differences(floats(x), floats(y)), np.zeros(1)
    n = (int(data.size),)
    if n[0] < FEWEST_PAIRS:
        return NotEstimable(f"fewer than {FEWEST_PAIRS} pairs to resample", n)
    if n[0] > MOST_FOR_RESAMPLING:
        return NotEstimable(TOO_MANY, n)
    if is_constant(data):
        return NotEstimable("all pairs differ by the same", n)
    value = float(data.mean())
    draws = np.sort(np.concatenate(list(_resampled(data, still, rng))))
    low, high = _bca_limits(draws, value, _acceleration(data, still), level)
    method, source = "BCa bootstrap of pairs, 9999 resamples", "Efron 1987"
    return Estimate(value, low, high, level, unit, None, n, method, source)


def _edge(observed: float, data: FloatArray) -> float:
    """Arrangements as far out as the observed one count, whatever floating point says."""
    return observed - 1e-9 * max(1e-300, float(np.abs(data).sum()))


def _far_deals(centred: FloatArray, size: int, edge: float, rng: np.random.Generator) -> int:
    """How many of RESAMPLES random deals lie as far out; in chunks so that memory stays small."""
    far, left = 0, RESAMPLES
    while left > 0:
        deals = np.tile(centred, (min(CHUNK, left), 1))
        sums = rng.permuted(deals, axis=1)[:, :size].sum(axis=1)
        far += int((np.abs(sums) >= edge).sum())
        left -= CHUNK
    return far


def _exact_two_sample(centred: FloatArray, size: int, edge: float) -> float:
    """Meet in the middle: sums of the subsets of each half, sorted, then counted together."""
    half = centred.size // 2
    left, right = _sums_by_size(centred[:half]), _sums_by_size(centred[half:])
    far = 0
    for taken, sums in enumerate(left):
        if 0 <= size - taken < len(right):
            far += _count_far(sums, np.sort(right[size - taken]), edge)
    return far / math.comb(centred.size, size)


def _exact_paired(data: FloatArray, edge: float) -> float:
    half = data.size // 2
    far = _count_far(_signed_sums(data[:half]), np.sort(_signed_sums(data[half:])), edge)
    return float(far / 2.0**data.size)


def _count_far(some: FloatArray, ordered: FloatArray, edge: float) -> int:
    """How many sums of one value of each lie at or beyond the edge, on either side."""
    above = ordered.size - np.searchsorted(ordered, edge - some, side="left")
    below = np.searchsorted(ordered, -edge - some, side="right")
    # An edge at or below zero (nothing observed) would count the middle twice.
    return int((above + below).sum()) if edge > 0 else int(some.size * ordered.size)


def _sums_by_size(values: FloatArray) -> list[FloatArray]:
    """Per subset size, from none to all, the sums of all subsets."""
    sums = [np.zeros(1)]
    for value in values.tolist():
        with_value = [np.empty(0), *(some + value for some in sums)]
        without = [*sums, np.empty(0)]
        sums = [np.concatenate(both) for both in zip(without, with_value, strict=True)]
    return sums


def _signed_sums(values: FloatArray) -> FloatArray:
    sums = np.zeros(1)
    for value in values.tolist():
        sums = np.concatenate([sums + value, sums - value])
    return sums


def _resampled(x: FloatArray, y: FloatArray, rng: np.random.Generator) -> Iterator[FloatArray]:
    """Differences of means of resamples, a chunk at a time so that memory stays small."""
    left = RESAMPLES
    while left > 0:
        size = min(CHUNK, left)
        of_x = x[rng.integers(0, x.size, size=(size, x.size))].mean(axis=1)
        yield of_x - y[rng.integers(0, y.size, size=(size, y.size))].mean(axis=1)
        left -= size


def _acceleration(x: FloatArray, y: FloatArray) -> float:
    """Skewness of the influence values of two samples (Davison & Hinkley 1997, 5.3.2)."""
    parts = [(data - data.mean(), data.size, sign) for data, sign in ((x, 1), (y, -1))]
    third = sum(sign * float((part**3).sum()) / n**3 for part, n, sign in parts)
    second = sum(float((part**2).sum()) / n**2 for part, n, _ in parts)
    return third / (6 * second * math.sqrt(second))


def _bca_limits(
    draws: FloatArray, value: float, acceleration: float, level: float
) -> tuple[float, float]:
    below = float((draws < value).sum()) + float((draws == value).sum()) / 2
    bias = normal_quantile(min(max(below / draws.size, 1e-4), 1 - 1e-4))

    def limit(tail: float) -> float:
        z = bias + normal_quantile(tail)
        moved = bias + z / (1 - acceleration * z)
        share = 0.5 * math.erfc(-moved / math.sqrt(2))
        return float(np.quantile(draws, share))

    return limit((1 - level) / 2), limit((1 + level) / 2)
