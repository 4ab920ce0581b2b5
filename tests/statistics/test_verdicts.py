"""The verdict words, at every border of their rules."""

import math

import pytest

from lab.errors import NotEstimable
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.verdicts import Verdict, Word, verdict

M = 0.10


def estimate(low: float, high: float, unit: Unit = Unit.POINTS) -> Estimate:
    return Estimate((low + high) / 2, low, high, 0.95, unit, None, (20,), "any", "any")


def judged(
    low: float,
    high: float,
    narrow: tuple[float, float] | None = None,
    people: int = 20,
    confirming_p: float | None = None,
) -> Verdict:
    return verdict(
        estimate(low, high),
        narrow or (low, high),
        more_is_better=True,
        margin=M,
        people=people,
        confirming_p=confirming_p,
    )


@pytest.mark.parametrize(
    ("low", "high", "narrow", "word"),
    [
        (-0.30, -0.01, None, Word.WORSE),
        (-0.05, -0.01, (-0.04, -0.02), Word.WORSE),
        (-0.30, 0.0, None, Word.NOT_CLEAR),
        (0.10, 0.40, None, Word.BETTER_BY_MARGIN),
        (0.0999, 0.40, None, Word.BETTER),
        (0.01, 0.0999, None, Word.BETTER_LESS_THAN_MARGIN),
        (0.01, 0.10, None, Word.BETTER),
        (0.0, 0.30, None, Word.AT_MOST_MARGIN_WORSE),
        (-0.11, 0.11, (-0.09, 0.09), Word.PRACTICALLY_THE_SAME),
        (-0.11, 0.11, (-0.10, 0.09), Word.NOT_CLEAR),
        (-0.09, 0.11, (-0.07, 0.10), Word.AT_MOST_MARGIN_WORSE),
        (-0.10, 0.30, None, Word.NOT_CLEAR),
        (-0.50, 0.50, None, Word.NOT_CLEAR),
    ],
)
def test_the_first_rule_that_holds_gives_the_word(
    low: float, high: float, narrow: tuple[float, float] | None, word: Word
) -> None:
    assert judged(low, high, narrow).word is word


@pytest.mark.parametrize(
    ("people", "word", "hint"),
    [
        (4, Word.COUNTS_ONLY, None),
        (5, Word.BETTER_BY_MARGIN, 5),
        (11, Word.BETTER_BY_MARGIN, 11),
        (12, Word.BETTER_BY_MARGIN, None),
    ],
)
def test_few_people_get_counts_or_a_hint(people: int, word: Word, hint: int | None) -> None:
    assert judged(0.2, 0.4, people=people) == Verdict(word, M, hint)


@pytest.mark.parametrize(("low", "high"), [(0.2, 0.4), (0.01, 0.4), (0.01, 0.05)])
def test_no_kind_of_better_is_said_when_the_mid_p_disagrees(low: float, high: float) -> None:
    assert judged(low, high, confirming_p=0.0625).word in (
        Word.AT_MOST_MARGIN_WORSE,
        Word.PRACTICALLY_THE_SAME,
    )
    assert judged(low, high, confirming_p=0.049).word not in (
        Word.AT_MOST_MARGIN_WORSE,
        Word.PRACTICALLY_THE_SAME,
    )


def test_fewer_is_better_turns_the_interval_round() -> None:
    fewer = verdict(estimate(-0.4, -0.2), (-0.38, -0.22), more_is_better=False, margin=M, people=20)
    assert fewer.word is Word.BETTER_BY_MARGIN


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (0.50, 0.799, Word.BETTER_BY_MARGIN),
        (0.50, 0.81, Word.BETTER),
        (0.81, 0.99, Word.BETTER_LESS_THAN_MARGIN),
        (0.81, 1.24, Word.PRACTICALLY_THE_SAME),
        (1.01, 1.24, Word.WORSE),
        (0.0, 1.5, Word.NOT_CLEAR),
    ],
)
def test_a_ratio_is_judged_on_its_logarithm(low: float, high: float, word: Word) -> None:
    ratio = estimate(low, high, Unit.RATIO)
    found = verdict(ratio, (low, high), more_is_better=False, margin=0.2, people=20)
    assert found.word is word


def test_what_cannot_be_estimated_gets_no_word_of_comparison() -> None:
    nothing = NotEstimable("everybody identical", (8, 8))
    found = verdict(nothing, None, more_is_better=True, margin=5, people=8)
    assert found == Verdict(Word.NOT_ESTIMABLE, 5, 8)


def test_an_infinite_interval_is_not_clear() -> None:
    assert judged(-math.inf, math.inf).word is Word.NOT_CLEAR
