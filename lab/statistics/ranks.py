"""Rank methods for two groups or for pairs: Mann-Whitney, signed ranks, superiority."""

import math

import numpy as np

from lab.errors import NotEstimable
from lab.statistics.arrays import BoolArray, FloatArray, IntArray, Values, floats
from lab.statistics.contrasts import NO_SPREAD, TOO_FEW, Contrast
from lab.statistics.distributions import critical_t, normal_two_sided
from lab.statistics.estimates import Estimate, SignificanceTest, Unit
from lab.statistics.means import moments
from lab.statistics.proportions import EMPTY_ARM, NOBODY
from lab.statistics.rank_distributions import signed_rank_tails, subset_sum_tails

MOST_FOR_EXACT = 100
ALL_EQUAL = "all values are equal"


def midranks(values: FloatArray) -> FloatArray:
    """Ranks from 1; equal values share the mean of their ranks."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: FloatArray = (last - (counts - 1) / 2)[place]
    return ranks


def mann_whitney_u(x: FloatArray, y: FloatArray) -> float:
    """How many of all pairs have x > y; ties count half."""
    ranks = midranks(np.concatenate([x, y]))
    return float(ranks[: x.size].sum()) - x.size * (x.size + 1) / 2


def superiority(x: Values, y: Values) -> float | NotEstimable:
    """Probability that a random x is above a random y; ties count half."""
    first, second = floats(x), floats(y)
    if first.size == 0 or second.size == 0:
        return NotEstimable(EMPTY_ARM, (int(first.size), int(second.size)))
    return mann_whitney_u(first, second) / (first.size * second.size)


def mann_whitney(x: Values, y: Values) -> SignificanceTest | NotEstimable:
    """Exact to 100 people, approximate above."""
    many = len(x) + len(y) > MOST_FOR_EXACT
    return mann_whitney_asymptotic(x, y) if many else mann_whitney_exact(x, y)


def mann_whitney_exact(x: Values, y: Values) -> SignificanceTest | NotEstimable:
    """Permutation distribution of the rank sum with mid-ranks, so that ties are allowed."""
    first, second = floats(x), floats(y)
    n = (int(first.size), int(second.size))
    if min(n) < 1:
        return NotEstimable(EMPTY_ARM, n)
    if sum(n) > MOST_FOR_EXACT:
        return NotEstimable("too many people for the exact distribution", n)
    ranks = midranks(np.concatenate([first, second]))
    doubled: IntArray = np.rint(2 * ranks).astype(np.int64)
    p = subset_sum_tails(doubled, n[0], int(doubled[: n[0]].sum()))
    u = mann_whitney_u(first, second)
    return SignificanceTest(u, None, p, n, "Mann-Whitney exact", "Mann & Whitney 1947")


def mann_whitney_asymptotic(
    x: Values, y: Values, *, continuity: bool = True
) -> SignificanceTest | NotEstimable:
    """Normal approximation with correction for ties."""
    first, second = floats(x), floats(y)
    n = (int(first.size), int(second.size))
    if min(n) < 1:
        return NotEstimable(EMPTY_ARM, n)
    u = mann_whitney_u(first, second)
    spread = _rank_sum_spread(np.concatenate([first, second]), n)
    if spread <= 0:
        return NotEstimable(ALL_EQUAL, n)
    distance = u - n[0] * n[1] / 2
    z = (distance - math.copysign(0.5 if continuity and distance else 0.0, distance)) / spread
    return SignificanceTest(u, None, normal_two_sided(z), n, "Mann-Whitney", "Mann & Whitney 1947")


def _rank_sum_spread(pooled: FloatArray, n: tuple[int, int]) -> float:
    total = pooled.size
    ties = np.unique(pooled, return_counts=True)[1].astype(np.float64)
    correction = float((ties**3 - ties).sum()) / (total * (total - 1)) if total > 1 else 0.0
    return math.sqrt(max(0.0, n[0] * n[1] / 12 * (total + 1 - correction)))


def brunner_munzel(x: Values, y: Values) -> Contrast | NotEstimable:
    """Probability that y is above x, minus a half; its t against zero is Brunner & Munzel's."""
    first, second = floats(x), floats(y)
    n = (int(first.size), int(second.size))
    if min(n) < 1:
        return NotEstimable(EMPTY_ARM, n)
    if min(n) < 2:
        return NotEstimable(TOO_FEW, n)
    ranks = midranks(np.concatenate([first, second]))
    of_x, of_y = ranks[: n[0]], ranks[n[0] :]
    difference = (float(of_y.mean()) - float(of_x.mean())) / sum(n)
    part_x = n[0] * moments(of_x - midranks(first)).variance
    part_y = n[1] * moments(of_y - midranks(second)).variance
    if part_x + part_y <= 0:
        return Contrast(difference, 0.0, sum(n) - 2, n)
    df = (part_x + part_y) ** 2 / (part_x**2 / (n[0] - 1) + part_y**2 / (n[1] - 1))
    return Contrast(difference, math.sqrt(part_x + part_y) / (n[0] * n[1]), df, n)


def superiority_estimate(x: Values, y: Values, level: float = 0.95) -> Estimate | NotEstimable:
    """Probability that y is above x with the Brunner-Munzel interval, clamped to 0..1."""
    contrast = brunner_munzel(x, y)
    if isinstance(contrast, NotEstimable):
        return contrast
    if not contrast.estimable:
        return NotEstimable(NO_SPREAD, contrast.n)
    half, value = critical_t(level, contrast.df) * contrast.se, 0.5 + contrast.difference
    low, high = max(0.0, value - half), min(1.0, value + half)
    unit, source = Unit.PROBABILITY, "Brunner & Munzel 2000"
    return Estimate(value, low, high, level, unit, contrast.p, contrast.n, "superiority", source)


def signed_rank_exact(differences: Values) -> SignificanceTest | NotEstimable:
    """Wilcoxon signed rank; zero differences are dropped, ties share mid-ranks."""
    data = floats(differences)
    kept = data[data != 0]
    n = int(kept.size)
    if data.size == 0:
        return NotEstimable(NOBODY, (0,))
    if n == 0:
        return NotEstimable("nobody differs between the two", (int(data.size),))
    if n > MOST_FOR_EXACT:
        return NotEstimable("too many people for the exact distribution", (n,))
    doubled = np.rint(2 * midranks(np.abs(kept))).astype(np.int64)
    positive = int(doubled[kept > 0].sum())
    lower, upper = signed_rank_tails(doubled, positive)
    p = min(1.0, 2 * min(lower, upper))
    return SignificanceTest(positive / 2, None, p, (n,), "signed rank exact", "Wilcoxon 1945")


def signed_rank_asymptotic(
    differences: Values, *, continuity: bool = True
) -> SignificanceTest | NotEstimable:
    """Normal approximation with correction for ties; zero differences are dropped."""
    data = floats(differences)
    kept = data[data != 0]
    n = int(kept.size)
    if n == 0:
        return NotEstimable("nobody differs between the two", (int(data.size),))
    positive = float(midranks(np.abs(kept))[kept > 0].sum())
    ties = np.unique(np.abs(kept), return_counts=True)[1].astype(np.float64)
    variance = n * (n + 1) * (2 * n + 1) / 24 - float((ties**3 - ties).sum()) / 48
    distance = positive - n * (n + 1) / 4
    moved = distance - math.copysign(0.5 if continuity and distance else 0.0, distance)
    p = normal_two_sided(moved / math.sqrt(variance))
    return SignificanceTest(positive, None, p, (n,), "signed rank", "Wilcoxon 1945")


def signed_rank(differences: Values) -> SignificanceTest | NotEstimable:
    """Exact to 100 people who differ, approximate above."""
    many = int(np.count_nonzero(floats(differences))) > MOST_FOR_EXACT
    return signed_rank_asymptotic(differences) if many else signed_rank_exact(differences)


def signed_rank_greater(differences: Values) -> float | NotEstimable:
    """One-sided p that the differences lie above zero."""
    data = floats(differences)
    kept = data[data != 0]
    if kept.size == 0 or kept.size > MOST_FOR_EXACT:
        return NotEstimable("no exact distribution for these differences", (int(data.size),))
    doubled = np.rint(2 * midranks(np.abs(kept))).astype(np.int64)
    return signed_rank_tails(doubled, int(doubled[kept > 0].sum()))[1]


def worst_rank_times(seconds: FloatArray, done: BoolArray) -> FloatArray:
    """Times for a rank test in which whoever did not get done shares the worst rank."""
    times: FloatArray = np.where(done, seconds, np.inf)
    return times
