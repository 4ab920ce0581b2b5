"""Mean time up to a limit from survival curves (RMST), compared between two groups."""

import math
from dataclasses import dataclass

import numpy as np

from lab.errors import NotEstimable
from lab.statistics.arrays import BoolArray, Values
from lab.statistics.distributions import critical_z, normal_two_sided
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.survival import SurvivalCurve, kaplan_meier

SOURCE = "Royston & Parmar 2013; Uno et al. 2014"


@dataclass(frozen=True, slots=True)
class RestrictedMean:
    mean: float
    se: float
    n: int


@dataclass(frozen=True, slots=True)
class RestrictedMeans:
    """tau: the limit really used; smaller than the one asked for where the data end earlier."""

    tau: float
    first: RestrictedMean
    second: RestrictedMean

    def difference(self, level: float = 0.95) -> Estimate | NotEstimable:
        n = (self.first.n, self.second.n)
        se = math.hypot(self.first.se, self.second.se)
        if se <= 0:
            return NotEstimable("everybody has the same time", n)
        value, half = self.first.mean - self.second.mean, critical_z(level) * se
        p, unit = normal_two_sided(value / se), Unit.SECONDS
        return Estimate(value, value - half, value + half, level, unit, p, n, "RMST", SOURCE)

    def ratio(self, level: float = 0.95) -> Estimate | NotEstimable:
        n = (self.first.n, self.second.n)
        if self.first.mean <= 0 or self.second.mean <= 0:
            return NotEstimable("a mean time is zero", n)
        se = math.hypot(self.first.se / self.first.mean, self.second.se / self.second.mean)
        if se <= 0:
            return NotEstimable("everybody has the same time", n)
        value, factor = self.first.mean / self.second.mean, math.exp(critical_z(level) * se)
        p, unit = normal_two_sided(math.log(value) / se), Unit.RATIO
        return Estimate(value, value / factor, value * factor, level, unit, p, n, "RMST", SOURCE)


def restricted_means(
    times1: Values, done1: BoolArray, times2: Values, done2: BoolArray, tau: float
) -> RestrictedMeans | NotEstimable:
    """tau is lowered to the last observed time of a group whose last person was lost from view."""
    first, second = kaplan_meier(times1, done1), kaplan_meier(times2, done2)
    if isinstance(first, NotEstimable) or isinstance(second, NotEstimable):
        return NotEstimable("an arm is empty", (len(times1), len(times2)))
    used = min(tau, _furthest(first), _furthest(second))
    return RestrictedMeans(
        used,
        _restricted(first, used, len(times1)),
        _restricted(second, used, len(times2)),
    )


def _furthest(curve: SurvivalCurve) -> float:
    return math.inf if curve.share[-1] <= 0 else float(curve.risk.times[-1])


def _restricted(curve: SurvivalCurve, tau: float, n: int) -> RestrictedMean:
    """Area under the curve to tau, and its Greenwood-type standard error."""
    kept = curve.risk.times < tau
    edges = np.concatenate([[0.0], curve.risk.times[kept], [tau]])
    heights = np.concatenate([[1.0], curve.share[kept]])
    areas = np.diff(edges) * heights
    remaining = np.cumsum(areas[::-1])[::-1][1:]  # area from each kept time to tau
    events, at_risk = curve.risk.events[kept], curve.risk.at_risk[kept]
    terms = np.zeros(events.size)
    np.divide(events, at_risk * (at_risk - events), out=terms, where=at_risk > events)
    return RestrictedMean(float(areas.sum()), math.sqrt(float((remaining**2 * terms).sum())), n)
