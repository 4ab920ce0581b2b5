"""Time to completion when some people are not observed to the end: curves and their comparison."""

import math
from dataclasses import dataclass

import numpy as np

from lab.errors import NotEstimable
from lab.statistics.arrays import BoolArray, FloatArray, IntArray, Values, floats
from lab.statistics.distributions import chi2_upper, critical_z
from lab.statistics.estimates import SignificanceTest
from lab.statistics.proportions import NOBODY


@dataclass(frozen=True, slots=True)
class RiskTable:
    """At each distinct time: how many were still at it before, and how many got done then."""

    times: FloatArray
    at_risk: FloatArray
    events: FloatArray


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """Share of people not yet done; a step at each time of `risk`.

    log_variance: Greenwood's sum, the variance of log(share).
    """

    risk: RiskTable
    share: FloatArray
    log_variance: FloatArray

    def at(self, time: float) -> float:
        place = int(np.searchsorted(self.risk.times, time, side="right")) - 1
        return float(self.share[place]) if place >= 0 else 1.0

    def standard_error_at(self, time: float) -> float:
        place = int(np.searchsorted(self.risk.times, time, side="right")) - 1
        return float(self.share[place] * math.sqrt(self.log_variance[place])) if place >= 0 else 0.0

    def bounds_at(self, time: float, level: float = 0.95) -> tuple[float, float] | None:
        """Log-log interval; none where everybody or nobody is still at it."""
        place = int(np.searchsorted(self.risk.times, time, side="right")) - 1
        if place < 0:
            return None
        low, high = self.log_log_bounds(level)
        if math.isnan(low[place]):
            return None
        return float(low[place]), float(high[place])

    def log_log_bounds(self, level: float = 0.95) -> tuple[FloatArray, FloatArray]:
        """Per time; NaN where the share is 0 or 1."""
        inner = (self.share > 0) & (self.share < 1)
        logs = np.log(self.share, out=np.full(self.share.size, np.nan), where=inner)
        with np.errstate(invalid="ignore"):
            factor = np.exp(critical_z(level) * np.sqrt(self.log_variance) / np.abs(logs))
        return floats(np.exp(logs * factor)), floats(np.exp(logs / factor))


def risk_table(times: FloatArray, done: BoolArray) -> RiskTable:
    distinct, place = np.unique(times, return_inverse=True)
    leaving = np.bincount(place, minlength=distinct.size)
    events = np.bincount(place[done], minlength=distinct.size)
    at_risk = times.size - np.concatenate([[0], np.cumsum(leaving)[:-1]])
    return RiskTable(distinct, at_risk.astype(np.float64), events.astype(np.float64))


def kaplan_meier(times: Values, done: BoolArray) -> SurvivalCurve | NotEstimable:
    """done: False where the person was lost from view (the only genuine censoring)."""
    data = floats(times)
    if data.size == 0:
        return NotEstimable(NOBODY, (0,))
    risk = risk_table(data, done)
    staying = risk.at_risk - risk.events
    share = np.asarray(np.cumprod(staying / risk.at_risk), dtype=np.float64)
    terms = np.zeros(share.size)
    np.divide(risk.events, risk.at_risk * staying, out=terms, where=staying > 0)
    return SurvivalCurve(risk, share, np.cumsum(terms))


def median_time(curve: SurvivalCurve) -> float | None:
    """When half the people are done; None when that is never reached."""
    return _half_time(curve.risk.times, curve.share)


def median_bounds(curve: SurvivalCurve, level: float = 0.95) -> tuple[float | None, float | None]:
    """Where the log-log limits of the curve cross one half (Brookmeyer & Crowley 1982)."""
    low, high = curve.log_log_bounds(level)
    return _half_time(curve.risk.times, low), _half_time(curve.risk.times, high)


def _half_time(times: FloatArray, share: FloatArray) -> float | None:
    """First time at or below one half; the middle of the step when it lies exactly on a half."""
    kept = ~np.isnan(share)
    kept[kept] = share[kept] < 0.5 + 1e-9
    if not kept.any():
        return None
    below_times, below = times[kept], share[kept]
    later = np.flatnonzero(below < below[0] - 1e-9)
    if abs(below[0] - 0.5) < 1e-9 and later.size:
        return float(below_times[0] + below_times[later[0]]) / 2
    return float(below_times[0])


@dataclass(frozen=True, slots=True)
class LogRank:
    """observed and expected: people done, per group in the order of the group numbers."""

    test: SignificanceTest
    observed: tuple[float, ...]
    expected: tuple[float, ...]


def log_rank(times: Values, done: BoolArray, group: IntArray) -> LogRank | NotEstimable:
    """Do two or more groups get done at the same pace?"""
    data = floats(times)
    groups = np.unique(group)
    n = tuple(int((group == g).sum()) for g in groups)
    if groups.size < 2:
        return NotEstimable("fewer than two groups", n)
    when = np.unique(data[done])
    if when.size == 0:
        return NotEstimable("nobody got done", n)
    at_risk = np.stack([_still_at_it(data[group == g], when) for g in groups])
    events = np.stack([_done_at(data[(group == g) & done], when) for g in groups])
    expected = at_risk * (events.sum(axis=0) / at_risk.sum(axis=0))
    chi2, df = _quadratic_form(at_risk, events, expected)
    if df < 1:
        return NotEstimable("no time at which both groups could still get done", n)
    test = SignificanceTest(chi2, df, chi2_upper(chi2, df), n, "log-rank", "Mantel 1966")
    return LogRank(test, tuple(events.sum(axis=1).tolist()), tuple(expected.sum(axis=1).tolist()))


def _still_at_it(times: FloatArray, when: FloatArray) -> FloatArray:
    ordered = np.sort(times)
    return (times.size - np.searchsorted(ordered, when, side="left")).astype(np.float64)


def _done_at(times: FloatArray, when: FloatArray) -> FloatArray:
    return np.bincount(np.searchsorted(when, times), minlength=when.size).astype(np.float64)


def _quadratic_form(
    at_risk: FloatArray, events: FloatArray, expected: FloatArray
) -> tuple[float, int]:
    """Chi-squared of observed minus expected under the hypergeometric covariance."""
    total, deaths = at_risk.sum(axis=0), events.sum(axis=0)
    weight = np.zeros(total.size)
    np.divide(deaths * (total - deaths), total - 1, out=weight, where=total > 1)
    shares = at_risk / total
    covariance = np.diag((shares * weight).sum(axis=1)) - (shares * weight) @ shares.T
    off = (events - expected).sum(axis=1)
    useful = np.diag(covariance) > 1e-12
    rank = int(useful.sum()) - 1
    if rank < 1:
        return 0.0, 0
    inverse = np.linalg.pinv(covariance[np.ix_(useful, useful)], hermitian=True)
    return float(off[useful] @ inverse @ off[useful]), rank
