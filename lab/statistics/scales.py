"""Questionnaires: scores from answers, and what a mean SUS is called."""

from collections.abc import Sequence
from dataclasses import dataclass

from lab.errors import NotEstimable

# Upper bound of the mean (one decimal), grade, percentiles: the curved grading scale of
# Sauro & Lewis 2016. The norms come mostly from English commercial software.
CURVED_GRADES = (
    (51.6, "F", 0, 14),
    (62.6, "D", 15, 34),
    (64.9, "C-", 35, 40),
    (71.0, "C", 41, 59),
    (72.5, "C+", 60, 64),
    (74.0, "B-", 65, 69),
    (77.1, "B", 70, 79),
    (78.8, "B+", 80, 84),
    (80.7, "A-", 85, 89),
    (84.0, "A", 90, 95),
    (100.0, "A+", 96, 100),
)
# Bangor, Kortum & Miller 2009: mean SUS of each adjective.
ADJECTIVES = (
    (12.5, "worst imaginable"),
    (20.3, "awful"),
    (35.7, "poor"),
    (50.9, "OK"),
    (71.4, "good"),
    (85.5, "excellent"),
    (90.9, "best imaginable"),
)
SUS_ITEMS = 10
SUS_NEUTRAL = 3
SUS_MOST_MISSING = 2


@dataclass(frozen=True, slots=True)
class SusScore:
    """0..100; `missing` items were counted as neutral and are flagged by their number."""

    score: float
    missing: int


@dataclass(frozen=True, slots=True)
class SusGrade:
    """The grade of a mean (never of one person), with its percentile band among studies."""

    grade: str
    percentile_low: int
    percentile_high: int


@dataclass(frozen=True, slots=True)
class UeqShort:
    pragmatic: float
    hedonic: float
    overall: float


@dataclass(frozen=True, slots=True)
class UmuxLite:
    score: float
    sus_equivalent: float


def sus_score(responses: Sequence[float | None]) -> SusScore | NotEstimable:
    """Brooke 1996; a missing item counts 3, more than two missing: no score."""
    if len(responses) != SUS_ITEMS:
        return NotEstimable("the SUS has 10 items", (1,))
    missing = sum(answer is None for answer in responses)
    if missing > SUS_MOST_MISSING:
        return NotEstimable("more than 2 of the 10 answers are missing", (1,))
    answers = [SUS_NEUTRAL if answer is None else answer for answer in responses]
    if not _all_on_scale(answers, 1, 5):
        return NotEstimable("answers must be 1..5", (1,))
    positive = sum(answer - 1 for answer in answers[0::2])
    negative = sum(5 - answer for answer in answers[1::2])
    return SusScore(2.5 * (positive + negative), missing)


def sus_grade(mean: float) -> SusGrade | NotEstimable:
    """The mean is rounded to one decimal first: 71.05 would fall between two rows."""
    rounded = int(mean * 10 + 0.5) / 10
    if not 0 <= mean <= 100:
        return NotEstimable("a mean SUS lies between 0 and 100")
    for upper, grade, low, high in CURVED_GRADES:
        if rounded <= upper + 1e-9:
            return SusGrade(grade, low, high)
    return NotEstimable("a mean SUS lies between 0 and 100")


def sus_adjective(mean: float) -> str:
    """The adjective whose mean SUS lies nearest."""
    return min(ADJECTIVES, key=lambda row: abs(row[0] - mean))[1]


def sus_acceptability(mean: float) -> str:
    if mean < 51.7:
        return "not acceptable"
    return "marginal" if mean < 71.1 else "acceptable"


def umux_lite(item1: float | None, item2: float | None) -> UmuxLite | NotEstimable:
    """Two 7-point items; the SUS equivalent of Lewis, Utesch & Maher 2013."""
    if item1 is None or item2 is None:
        return NotEstimable("an answer is missing", (1,))
    if not _all_on_scale((item1, item2), 1, 7):
        return NotEstimable("answers must be 1..7", (1,))
    score = (item1 + item2 - 2) * 100 / 12
    return UmuxLite(score, 0.65 * score + 22.9)


def ueq_short(responses: Sequence[float | None]) -> UeqShort | NotEstimable:
    """UEQ-S: 8 items 1..7 moved to -3..+3; items 1-4 pragmatic, 5-8 hedonic."""
    answers = [answer for answer in responses if answer is not None]
    if len(responses) != 8 or len(answers) != 8:
        return NotEstimable("the UEQ-S needs 8 answers", (1,))
    if not _all_on_scale(answers, 1, 7):
        return NotEstimable("answers must be 1..7", (1,))
    moved = [answer - 4 for answer in answers]
    return UeqShort(sum(moved[:4]) / 4, sum(moved[4:]) / 4, sum(moved) / 8)


def raw_tlx(ratings: Sequence[float | None]) -> float | NotEstimable:
    """Mean of six ratings 0..100 (Hart 2006)."""
    answers = [rating for rating in ratings if rating is not None]
    if len(ratings) != 6 or len(answers) != 6:
        return NotEstimable("the raw TLX needs 6 ratings", (1,))
    if not _all_on_scale(answers, 0, 100):
        return NotEstimable("ratings must be 0..100", (1,))
    return sum(answers) / 6


def _all_on_scale(answers: Sequence[float], low: int, high: int) -> bool:
    return all(low <= answer <= high for answer in answers)
