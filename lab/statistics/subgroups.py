"""Who is helped and who is harmed? Effects by subgroup, the interaction first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.statistics.distributions import chi2_upper, critical_z, normal_two_sided
from lab.statistics.estimates import Estimate

FEWEST_PER_ARM = 5
INTERACTION_LEVEL = 0.10
NO_PRECISION = "an effect has no standard error"


@dataclass(frozen=True, slots=True)
class GroupEffect:
    """Effect in one subgroup, positive = revised better. narrow: its 90 % interval.

    people: the smaller arm, or the pairs.
    """

    name: str
    value: float
    se: float
    narrow: tuple[float, float]
    people: int


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """Cochran's Q over the subgroups; i2: share of the spread beyond chance."""

    pooled: float
    se: float
    q: float
    df: int
    p: float
    i2: float


@dataclass(frozen=True, slots=True)
class GailSimon:
    """Do some subgroups gain and others lose? (qualitative interaction)"""

    q_plus: float
    q_minus: float
    p: float


def interaction(
    effect1: float, se1: float, effect2: float, se2: float, unit: str, level: float = 0.95
) -> Estimate | NotEstimable:
    """Effect in group 1 minus effect in group 2."""
    se = math.hypot(se1, se2)
    if se <= 0:
        return NotEstimable(NO_PRECISION)
    value, half = effect1 - effect2, critical_z(level) * se
    p, source = normal_two_sided(value / se), "Altman & Bland 2003"
    return Estimate(value, value - half, value + half, level, unit, p, (), "interaction", source)


def heterogeneity(
    effects: Sequence[float], errors: Sequence[float]
) -> Heterogeneity | NotEstimable:
    """Do the subgroups disagree about the effect, all at once?"""
    if len(effects) < 2:
        return NotEstimable("fewer than two groups", (len(effects),))
    if min(errors) <= 0:
        return NotEstimable(NO_PRECISION, (len(effects),))
    weights = [1 / se**2 for se in errors]
    pooled = sum(w * e for w, e in zip(weights, effects, strict=True)) / sum(weights)
    q = sum(w * (e - pooled) ** 2 for w, e in zip(weights, effects, strict=True))
    df = len(effects) - 1
    i2 = max(0.0, (q - df) / q) if q > 0 else 0.0
    return Heterogeneity(pooled, 1 / math.sqrt(sum(weights)), q, df, chi2_upper(q, df), i2)


def gail_simon(effects: Sequence[float], errors: Sequence[float]) -> GailSimon | NotEstimable:
    """Likelihood ratio test of Gail & Simon 1985."""
    if len(effects) < 2 or min(errors) <= 0:
        return NotEstimable(NO_PRECISION, (len(effects),))
    squares = [(e, (e / se) ** 2) for e, se in zip(effects, errors, strict=True)]
    q_plus = sum(square for effect, square in squares if effect > 0)
    q_minus = sum(square for effect, square in squares if effect < 0)
    return GailSimon(q_plus, q_minus, _mixed_chi2(min(q_plus, q_minus), len(effects)))


def _mixed_chi2(q: float, groups: int) -> float:
    if q <= 0:
        return 1.0
    steps = groups - 1
    return math.fsum(math.comb(steps, h) * chi2_upper(q, h) for h in range(1, groups)) / 2.0**steps


def harmed(
    groups: Sequence[GroupEffect], margin: float, interaction_p: float | None
) -> tuple[str, ...]:
    """The groups to flag: worse than the margin, and not by chance alone.

    "Not by chance": the 90 % interval excludes zero, or the interaction p is below .10. Groups
    with fewer than 5 people an arm are counted only.
    """
    noticed = interaction_p is not None and interaction_p < INTERACTION_LEVEL
    return tuple(
        group.name
        for group in groups
        if group.people >= FEWEST_PER_ARM
        and group.value < -margin
        and (group.narrow[1] < 0 or noticed)
    )
