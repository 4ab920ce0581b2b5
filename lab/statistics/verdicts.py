"""One rule that turns an estimate, a margin and a number of people into a verdict word."""

import math
from dataclasses import dataclass
from enum import StrEnum

from lab.errors import NotEstimable
from lab.statistics.estimates import Estimate, Unit

FEWEST_FOR_A_VERDICT = 5
ENOUGH_WITHOUT_A_HINT = 12
DIGITS = 12


class Word(StrEnum):
    COUNTS_ONLY = "counts_only"
    WORSE = "worse"
    BETTER_BY_MARGIN = "better_by_margin"
    BETTER_LESS_THAN_MARGIN = "better_less_than_margin"
    BETTER = "better"
    PRACTICALLY_THE_SAME = "practically_the_same"
    AT_MOST_MARGIN_WORSE = "at_most_margin_worse"
    NOT_CLEAR = "not_clear"
    TOO_EARLY = "too_early"
    NOT_ESTIMABLE = "not_estimable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`hint_n`: "Hinweis aus n Personen" goes with every verdict from 5 to 11 people (per arm)."""

    word: Word
    margin: float
    hint_n: int | None = None


@dataclass(frozen=True, slots=True)
class _Oriented:
    """An interval turned so that positive means: the revised version is better."""

    low: float
    high: float
    narrow_low: float  # the 90 % interval
    narrow_high: float
    margin: float


def verdict(
    estimate: Estimate | NotEstimable,
    narrow: tuple[float, float] | None,
    *,
    more_is_better: bool,
    margin: float,
    people: int,
    confirming_p: float | None = None,
) -> Verdict:
    """The verdict on `revised - original` (or `revised / original`).

    narrow: the 90 % interval. margin: the smallest difference that matters, declared beforehand,
    in the estimate's unit; for a ratio the share of change (0.2 is 20 %). people: pairs, or the
    smaller arm. confirming_p: the mid-p of paired completion, which has to agree (at the
    estimate's level) before any "better" is said.
    """
    if people < FEWEST_FOR_A_VERDICT:
        return Verdict(Word.COUNTS_ONLY, margin)
    hint = people if people < ENOUGH_WITHOUT_A_HINT else None
    if isinstance(estimate, NotEstimable):
        return Verdict(Word.NOT_ESTIMABLE, margin, hint)
    oriented = _orient(estimate, narrow, more_is_better, margin)
    confirmed = confirming_p is None or confirming_p < round(1 - estimate.level, DIGITS)
    return Verdict(_word(oriented, confirmed), margin, hint)


def _word(effect: _Oriented, confirmed: bool) -> Word:
    """The rules in their order; the first that holds is used."""
    if effect.high < 0:
        return Word.WORSE
    if effect.low > 0 and confirmed:
        return _word_for_better(effect)
    if -effect.margin < effect.narrow_low and effect.narrow_high < effect.margin:
        return Word.PRACTICALLY_THE_SAME
    if effect.low > -effect.margin:
        return Word.AT_MOST_MARGIN_WORSE
    return Word.NOT_CLEAR


def _word_for_better(effect: _Oriented) -> Word:
    if effect.low >= effect.margin:
        return Word.BETTER_BY_MARGIN
    if effect.high < effect.margin:
        return Word.BETTER_LESS_THAN_MARGIN
    return Word.BETTER


def _orient(
    estimate: Estimate,
    narrow: tuple[float, float] | None,
    more_is_better: bool,
    margin: float,
) -> _Oriented:
    narrow = narrow or (estimate.low, estimate.high)
    ratio = estimate.unit == Unit.RATIO
    low, high = _scale(estimate.low, ratio), _scale(estimate.high, ratio)
    narrow_low, narrow_high = _scale(narrow[0], ratio), _scale(narrow[1], ratio)
    if ratio:
        margin = -math.log1p(-margin)
    if more_is_better:
        return _Oriented(low, high, narrow_low, narrow_high, margin)
    return _Oriented(-high, -low, -narrow_high, -narrow_low, margin)


def _scale(bound: float, ratio: bool) -> float:
    if not ratio:
        return bound
    return math.log(bound) if bound > 0 else -math.inf
