"""Crossover: everybody uses both versions, half in each order, so learning can be taken out."""

import math
from dataclasses import dataclass

import numpy as np

from lab.errors import NotEstimable
from lab.statistics.arrays import FloatArray, differences
from lab.statistics.contrasts import Contrast
from lab.statistics.estimates import SignificanceTest
from lab.statistics.exact import fisher_exact
from lab.statistics.means import moments

ONE_ORDER = (
    "all people used the versions in the same order: version and practice cannot be separated"
)
SOURCE = "Hills & Armitage 1979; Senn 2002"


@dataclass(frozen=True, slots=True)
class CrossoverData:
    """Per sequence a row a person, columns period 1 and period 2. AB: version A first."""

    ab: FloatArray
    ba: FloatArray

    @property
    def n(self) -> tuple[int, int]:
        return len(self.ab), len(self.ba)


@dataclass(frozen=True, slots=True)
class CrossoverEffects:
    """treatment: A minus B; period: first minus second; carry_over: totals of AB minus BA.

    The carry-over is shown as information and never used to choose an analysis (Freeman 1989).
    """

    treatment: Contrast
    period: Contrast
    carry_over: Contrast


def hills_armitage(data: CrossoverData) -> CrossoverEffects | NotEstimable:
    """One two-sample t on the period differences; half of it is the treatment effect."""
    if min(data.n) < 1:
        return NotEstimable(ONE_ORDER, data.n)
    step_ab, step_ba = (differences(rows[:, 0], rows[:, 1]) for rows in (data.ab, data.ba))
    steps = _pooled(step_ab, step_ba)
    totals = _pooled(data.ab.sum(axis=1), data.ba.sum(axis=1))
    period = (float(step_ab.mean()) + float(step_ba.mean())) / 2
    return CrossoverEffects(
        Contrast(steps.difference / 2, steps.se / 2, steps.df, data.n),
        Contrast(period, steps.se / 2, steps.df, data.n),
        totals,
    )


def hills_armitage_log(data: CrossoverData) -> CrossoverEffects | NotEstimable:
    """The same on logarithms; the treatment effect is the log of the ratio A / B."""
    if bool((data.ab <= 0).any() or (data.ba <= 0).any()):
        return NotEstimable("a time on task must be positive", data.n)
    return hills_armitage(CrossoverData(np.log(data.ab), np.log(data.ba)))


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """How many people of one sequence succeeded in period 1 only, and in period 2 only."""

    first_only: int
    second_only: int


def mainland_gart(ab: PeriodCounts, ba: PeriodCounts) -> SignificanceTest:
    """Period-adjusted completion: Fisher's exact test on the discordant people; none: p = 1."""
    n = (ab.first_only + ab.second_only, ba.first_only + ba.second_only)
    test = fisher_exact(ab.first_only, n[0], ba.first_only, n[1])
    p = 1.0 if isinstance(test, NotEstimable) else test.p
    source = "Mainland 1963; Gart 1969; Jones & Kenward 2014"
    return SignificanceTest(None, None, p, n, "Mainland-Gart, Fisher exact", source)


def _pooled(x: FloatArray, y: FloatArray) -> Contrast:
    """Two-sample contrast with pooled variance."""
    a, b = moments(x), moments(y)
    df = a.n + b.n - 2
    if df < 1:
        return Contrast(a.mean - b.mean, 0.0, 0.0, (a.n, b.n))
    variance = ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / df
    return Contrast(a.mean - b.mean, math.sqrt(variance * (1 / a.n + 1 / b.n)), df, (a.n, b.n))
