"""The effect of the revision on one outcome, and what may be said about it when."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lab.errors import NotEstimable
from lab.statistics import crossover, durations, means, paired, proportions
from lab.statistics.arrays import FloatArray, IntArray
from lab.statistics.attempts import ORIGINAL, REVISED
from lab.statistics.contrasts import Contrast, as_estimate
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.looks import current_level
from lab.statistics.monitoring import FEWEST_PER_ARM, always_valid_estimate
from lab.statistics.plan import Monitoring, Plan
from lab.statistics.verdicts import FEWEST_FOR_A_VERDICT, Verdict, Word, verdict

FEW = "fewer than 5 people: counts only"


@dataclass(frozen=True, slots=True)
class Effect:
    """Revised minus (or over) original, at any confidence level.

    contrast: the same effect as a t-based difference, for intervals under continuous looking.
    people: pairs, or the smaller arm. confirming_p: has to agree before "better" is said.
    """

    at: Callable[[float], Estimate | NotEstimable]
    contrast: Contrast | NotEstimable
    unit: Unit
    people: int
    confirming_p: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    headline: Estimate | NotEstimable
    narrow: tuple[float, float] | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Pairs:
    """values: people x versions, no gaps. began: each person's first version, or -1."""

    values: FloatArray
    began: IntArray

    @property
    def original(self) -> FloatArray:
        return self.values[:, ORIGINAL]

    @property
    def revised(self) -> FloatArray:
        return self.values[:, REVISED]

    @property
    def both_orders(self) -> bool:
        """Every person's order is known, and both orders occur."""
        known = bool((self.began >= 0).all())
        return known and np.unique(self.began).size == 2

    def crossover(self) -> crossover.CrossoverData:
        """A is the revised version, so that A - B is revised minus original."""
        revised_first = self.began == REVISED
        return crossover.CrossoverData(
            self.values[revised_first][:, [REVISED, ORIGINAL]],
            self.values[~revised_first][:, [ORIGINAL, REVISED]],
        )


def complete_pairs(values: FloatArray, began: IntArray) -> Pairs:
    kept = ~np.isnan(values).any(axis=1)
    return Pairs(values[kept], began[kept])


def paired_mean(pairs: Pairs, unit: Unit) -> Effect:
    """Period-adjusted when both orders occur, otherwise the plain paired difference."""
    if pairs.both_orders:
        effects = crossover.hills_armitage(pairs.crossover())
        contrast = effects if isinstance(effects, NotEstimable) else effects.treatment
        return _from_contrast(contrast, unit, "Hills-Armitage", crossover.SOURCE, len(pairs.values))
    plain = means.paired_contrast(pairs.revised, pairs.original)
    return _from_contrast(plain, unit, "paired t", "Student 1908", len(pairs.values))


def paired_ratio(pairs: Pairs) -> Effect:
    """The same for the ratio of typical times; all values must be positive."""
    people = len(pairs.values)
    if pairs.both_orders:
        effects = crossover.hills_armitage_log(pairs.crossover())
        contrast = effects if isinstance(effects, NotEstimable) else effects.treatment
        method = "Hills-Armitage on logs"
        return _from_contrast(contrast, Unit.RATIO, method, crossover.SOURCE, people)
    plain = durations.paired_log_ratio_contrast(pairs.revised, pairs.original)
    return _from_contrast(plain, Unit.RATIO, "paired t on logs", "Sauro & Lewis 2016", people)


def paired_completion(cells: paired.PairedCounts, contrast: Contrast | NotEstimable) -> Effect:
    """cells: first is the revised version."""
    mid_p = paired.mcnemar_mid_p(cells)
    return Effect(
        at=lambda level: paired.tango_difference(cells, level),
        contrast=contrast,
        unit=Unit.POINTS,
        people=cells.n,
        confirming_p=None if isinstance(mid_p, NotEstimable) else mid_p.p,
    )


def arms_mean(original: FloatArray, revised: FloatArray, unit: Unit) -> Effect:
    contrast = means.welch_contrast(revised, original)
    people = int(min(original.size, revised.size))
    return _from_contrast(contrast, unit, "Welch t", "Welch 1947; Sauro & Lewis 2016", people)


def arms_ratio(original: FloatArray, revised: FloatArray) -> Effect:
    people = int(min(original.size, revised.size))
    contrast = durations.log_ratio_contrast(revised, original)
    return _from_contrast(contrast, Unit.RATIO, "Welch t on logs", "Sauro & Lewis 2016", people)


def arms_completion(original: FloatArray, revised: FloatArray) -> Effect:
    """Values are 0 or 1."""
    table = (int(revised.sum()), int(revised.size), int(original.sum()), int(original.size))
    return Effect(
        at=lambda level: proportions.miettinen_nurminen_difference(*table, level),
        contrast=means.welch_contrast(revised, original),
        unit=Unit.POINTS,
        people=min(table[1], table[3]),
    )


def judge(
    effect: Effect, plan: Plan, people_in_all: int, *, more_is_better: bool, margin: float
) -> Judged:
    """The headline and its verdict, under the monitoring that was declared."""
    if effect.people < FEWEST_FOR_A_VERDICT:
        few = NotEstimable(FEW, (effect.people,))
        return Judged(few, None, Verdict(Word.COUNTS_ONLY, margin))
    level = current_level(plan, people_in_all)
    if level is None or _too_early_to_watch(effect, plan):
        early = NotEstimable(
            "too early: fewer people than the plan asks for before a look", (people_in_all,)
        )
        return Judged(early, None, Verdict(Word.TOO_EARLY, margin))
    headline, narrow = _intervals(effect, plan, level)
    word = verdict(
        headline,
        narrow,
        more_is_better=more_is_better,
        margin=margin,
        people=effect.people,
        confirming_p=effect.confirming_p,
    )
    return Judged(headline, narrow, word)


def _too_early_to_watch(effect: Effect, plan: Plan) -> bool:
    """An always-valid interval is asymptotic: it needs ten people an arm, or an order."""
    if plan.monitoring != Monitoring.ALWAYS_VALID or plan.planned_n is None:
        return False
    return not isinstance(effect.contrast, NotEstimable) and (
        min(effect.contrast.n) < FEWEST_PER_ARM
    )


def _intervals(
    effect: Effect, plan: Plan, level: float
) -> tuple[Estimate | NotEstimable, tuple[float, float] | None]:
    """The estimate at the level, and its interval with twice the error (95 % and 90 %)."""
    narrow_level = 1 - 2 * (1 - level)
    if plan.monitoring == Monitoring.ALWAYS_VALID and plan.planned_n is not None:
        headline = _always_valid(effect, plan.planned_n, level)
        narrow = _always_valid(effect, plan.planned_n, narrow_level)
    else:
        headline, narrow = effect.at(level), effect.at(narrow_level)
    bounds = None if isinstance(narrow, NotEstimable) else (narrow.low, narrow.high)
    return headline, bounds


def _always_valid(effect: Effect, planned_n: int, level: float) -> Estimate | NotEstimable:
    if isinstance(effect.contrast, NotEstimable):
        return effect.contrast
    return always_valid_estimate(effect.contrast, planned_n, effect.unit, level)


def _from_contrast(
    contrast: Contrast | NotEstimable, unit: Unit, method: str, source: str, people: int
) -> Effect:
    def at(level: float) -> Estimate | NotEstimable:
        if isinstance(contrast, NotEstimable):
            return contrast
        return as_estimate(contrast, unit, method, source, level)

    return Effect(at, contrast, unit, people)
