"""Means of two groups or of pairs: Welch, paired t, and standardised effect sizes."""

import math
from dataclasses import dataclass

import numpy as np

from lab.errors import NotEstimable
from lab.statistics.arrays import FloatArray, Values, differences, floats, is_constant
from lab.statistics.contrasts import NO_SPREAD, TOO_FEW, Contrast, as_estimate
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.proportions import EMPTY_ARM, NOBODY


@dataclass(frozen=True, slots=True)
class Moments:
    """variance: with n - 1; 0 for constants and for one person."""

    mean: float
    variance: float
    n: int


def moments(values: FloatArray) -> Moments:
    """The values must not be empty."""
    constant = is_constant(values)
    return Moments(
        float(values.mean()),
        0.0 if constant else float(values.var(ddof=1)),
        int(values.size),
    )


def mean_contrast(values: Values) -> Contrast | NotEstimable:
    data = floats(values)
    if data.size == 0:
        return NotEstimable(NOBODY, (0,))
    m = moments(data)
    return Contrast(m.mean, math.sqrt(m.variance / m.n), m.n - 1, (m.n,))


def mean_estimate(values: Values, unit: Unit, level: float = 0.95) -> Estimate | NotEstimable:
    """The mean with its t interval; its p against zero says nothing and is left out."""
    contrast = mean_contrast(values)
    if isinstance(contrast, NotEstimable):
        return contrast
    bounds = contrast.bounds(level)
    if bounds is None:
        return NotEstimable(TOO_FEW if contrast.df <= 0 else NO_SPREAD, contrast.n)
    n = contrast.n
    return Estimate(
        contrast.difference, *bounds, level, unit, None, n, "t interval", "Student 1908"
    )


def welch_contrast(x: Values, y: Values) -> Contrast | NotEstimable:
    """Mean of x minus mean of y, unequal variances."""
    first, second = floats(x), floats(y)
    if first.size == 0 or second.size == 0:
        return NotEstimable(EMPTY_ARM, (int(first.size), int(second.size)))
    return welch_from_moments(moments(first), moments(second))


def welch_from_moments(first: Moments, second: Moments) -> Contrast:
    """Degrees of freedom by Welch-Satterthwaite; none when a group has one person."""
    difference, n = first.mean - second.mean, (first.n, second.n)
    if min(n) < 2:
        return Contrast(difference, 0.0, 0.0, n)
    part1, part2 = first.variance / first.n, second.variance / second.n
    variance = part1 + part2
    if variance <= 0:
        return Contrast(difference, 0.0, first.n + second.n - 2, n)
    share1, share2 = part1 / variance, part2 / variance
    df = 1 / (share1**2 / (first.n - 1) + share2**2 / (second.n - 1))
    return Contrast(difference, math.sqrt(variance), df, n)


def welch_difference(
    x: Values, y: Values, unit: Unit, level: float = 0.95
) -> Estimate | NotEstimable:
    contrast = welch_contrast(x, y)
    if isinstance(contrast, NotEstimable):
        return contrast
    return as_estimate(contrast, unit, "Welch t", "Welch 1947; Sauro & Lewis 2016", level)


def complete_pairs(x: Values, y: Values) -> tuple[FloatArray, FloatArray, int]:
    """Both values where neither is missing (NaN), and how many pairs were dropped."""
    first, second = floats(x), floats(y)
    kept = ~(np.isnan(first) | np.isnan(second))
    return first[kept], second[kept], int((~kept).sum())


def paired_contrast(x: Values, y: Values) -> Contrast | NotEstimable:
    """Mean of the within-person differences x - y; incomplete pairs are dropped."""
    first, second, _ = complete_pairs(x, y)
    return mean_contrast(differences(first, second))


def paired_difference(
    x: Values, y: Values, unit: Unit, level: float = 0.95
) -> Estimate | NotEstimable:
    contrast = paired_contrast(x, y)
    if isinstance(contrast, NotEstimable):
        return contrast
    return as_estimate(contrast, unit, "paired t", "Student 1908; Sauro & Lewis 2016", level)


def cohens_d(x: Values, y: Values) -> float | NotEstimable:
    """Difference of means in pooled standard deviations."""
    first, second = floats(x), floats(y)
    n = (int(first.size), int(second.size))
    if min(n) < 1 or sum(n) < 3:
        return NotEstimable(TOO_FEW, n)
    a, b = moments(first), moments(second)
    pooled = ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / (a.n + b.n - 2)
    return (a.mean - b.mean) / math.sqrt(pooled) if pooled > 0 else NotEstimable(NO_SPREAD, n)


def hedges_g(x: Values, y: Values) -> float | NotEstimable:
    """Cohen's d with the exact small-sample correction (gamma functions)."""
    d = cohens_d(x, y)
    if isinstance(d, NotEstimable):
        return d
    df = len(x) + len(y) - 2
    if df < 2:
        return NotEstimable(TOO_FEW, (len(x), len(y)))
    log_gamma = math.lgamma(df / 2) - math.lgamma((df - 1) / 2)
    return d * math.exp(log_gamma - math.log(df / 2) / 2)


def cohens_dz(x: Values, y: Values) -> float | NotEstimable:
    """Mean of the differences in their own standard deviations; not comparable with g."""
    contrast = paired_contrast(x, y)
    if isinstance(contrast, NotEstimable):
        return contrast
    if not contrast.estimable:
        return NotEstimable(TOO_FEW if contrast.df <= 0 else NO_SPREAD, contrast.n)
    return contrast.difference / (contrast.se * math.sqrt(contrast.n[0]))
