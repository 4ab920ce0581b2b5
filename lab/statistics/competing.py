"""Completing against giving up: how many have got done by each time, and Gray's test."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from lab.errors import NotEstimable
from lab.statistics.arrays import BoolArray, FloatArray, IntArray, Values, floats
from lab.statistics.distributions import chi2_upper
from lab.statistics.estimates import SignificanceTest
from lab.statistics.proportions import NOBODY


class Ending(IntEnum):
    LOST = 0  # not seen to the end
    DONE = 1
    GAVE_UP = 2


@dataclass(frozen=True, slots=True)
class CumulativeIncidence:
    """Share of people done by each time, those who gave up counted as never getting done."""

    times: FloatArray
    share: FloatArray

    def at(self, time: float) -> float:
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        return float(self.share[place]) if place >= 0 else 0.0


def cumulative_incidence(times: Values, ending: IntArray) -> CumulativeIncidence | NotEstimable:
    """Aalen-Johansen curve of completion."""
    data = floats(times)
    if data.size == 0:
        return NotEstimable(NOBODY, (0,))
    distinct, place = np.unique(data, return_inverse=True)
    leaving = np.bincount(place, minlength=distinct.size)
    done = np.bincount(place[ending == Ending.DONE], minlength=distinct.size)
    ended = np.bincount(place[ending != Ending.LOST], minlength=distinct.size)
    at_risk = data.size - np.concatenate([[0], np.cumsum(leaving)[:-1]])
    still = np.concatenate([[1.0], np.cumprod(1 - ended / at_risk)[:-1]])
    return CumulativeIncidence(distinct, np.cumsum(still * done / at_risk))


@dataclass(slots=True)
class _Gray:
    """Running sums of Gray's test; index is the group (Gray 1988, as in R's cmprsk)."""

    at_risk: FloatArray
    still: FloatArray  # all-cause curve before the current time
    done: FloatArray  # completion curve before the current time
    pooled: float
    score: FloatArray
    drift: FloatArray
    variance: FloatArray
    cross: FloatArray
    own: FloatArray


def gray_test(times: Values, ending: IntArray, group: IntArray) -> SignificanceTest | NotEstimable:
    """Do the completion curves of two or more groups differ?"""
    data = floats(times)
    groups, member = np.unique(group, return_inverse=True)
    n = tuple(int(size) for size in np.bincount(member, minlength=groups.size))
    if groups.size < 2 or not bool((ending == Ending.DONE).any()):
        return NotEstimable("two groups and somebody who got done are needed", n)
    state = _begin(np.asarray(n, dtype=np.float64))
    distinct, place = np.unique(data, return_inverse=True)
    tallies = np.zeros((distinct.size, 3, groups.size))
    np.add.at(tallies, (place, ending, member), 1)
    for tally in tallies:
        _advance(state, tally)
    chi2, df = _gray_chi2(state)
    if df < 1:
        return NotEstimable("the curves cannot be told apart: no spread", n)
    return SignificanceTest(chi2, df, chi2_upper(chi2, df), n, "Gray", "Gray 1988")


def _begin(n: FloatArray) -> _Gray:
    k = n.size
    square = (k, k)
    return _Gray(
        at_risk=n.copy(),
        still=np.ones(k),
        done=np.zeros(k),
        pooled=0.0,
        score=np.zeros(k),
        drift=np.zeros(square),
        variance=np.zeros(square),
        cross=np.zeros(square),
        own=np.zeros(k),
    )


def _advance(state: _Gray, tally: FloatArray) -> None:
    """One distinct time: tally holds lost, done and gave up per group."""
    done, gave_up = tally[Ending.DONE], tally[Ending.GAVE_UP]
    if done.sum() + gave_up.sum() > 0:
        active = state.at_risk > 0
        risk = np.where(active, state.at_risk, 1.0)
        still = np.where(active, state.still * (risk - done - gave_up) / risk, state.still)
        reach = np.zeros(state.at_risk.size)
        np.divide(state.at_risk, state.still, out=reach, where=active)
        total = float(reach.sum())
        pooled = state.pooled + float(done.sum()) / total
        spread = np.diag(reach) - np.outer(reach, reach) / total
        state.drift += spread * float(done.sum()) / (total * (1 - state.pooled))
        if done.sum() > 0:
            weighted = reach * (1 - state.done)
            state.score += done - done.sum() * weighted / weighted.sum()
            _add_done(state, spread, done, still, pooled, total, active)
        _add_gave_up(state, gave_up, still, pooled)
        state.done = np.where(active, state.done + state.still * done / risk, state.done)
        state.still, state.pooled = still, pooled
    state.at_risk = state.at_risk - tally.sum(axis=0)


def _add_done(
    state: _Gray,
    spread: FloatArray,
    done: FloatArray,
    still: FloatArray,
    pooled: float,
    total: float,
    active: BoolArray,
) -> None:
    """Variance from completions, with a correction for ties."""
    deaths = float(done.sum())
    for k in np.flatnonzero(active):
        share = 1 - (1 - pooled) / still[k] if still[k] > 0 else 1.0
        room = total * state.still[k] - 1
        ties = 1 - (deaths - 1) / room if deaths > 1 and room > 0 else 1.0
        weight = ties * state.still[k] * deaths / (total * state.at_risk[k])
        column = spread[:, k] - share * state.drift[:, k]
        state.variance += weight * np.outer(column, column)
        state.cross[:, k] += weight * share * column
        state.own[k] += weight * share * share


def _add_gave_up(state: _Gray, gave_up: FloatArray, still: FloatArray, pooled: float) -> None:
    """Variance from those who gave up."""
    for k in np.flatnonzero((gave_up > 0) & (still > 0)):
        share, risk = (1 - pooled) / still[k], state.at_risk[k]
        ties = 1 - (gave_up[k] - 1) / (risk - 1) if gave_up[k] > 1 else 1.0
        weight = ties * state.still[k] ** 2 * gave_up[k] / risk**2
        column = share * state.drift[:, k]
        state.variance += weight * np.outer(column, column)
        state.cross[:, k] -= weight * share * column
        state.own[k] += weight * share * share


def _gray_chi2(state: _Gray) -> tuple[float, int]:
    covariance = state.variance + (state.drift * state.own) @ state.drift.T
    mixed = state.drift @ state.cross.T
    covariance = covariance + mixed + mixed.T
    off, part = state.score[:-1], covariance[:-1, :-1]
    rank = int(np.linalg.matrix_rank(part))
    if rank < off.size:
        return 0.0, 0
    return float(off @ np.linalg.solve(part, off)), rank
