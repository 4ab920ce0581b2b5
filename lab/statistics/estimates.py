"""The types every statistic comes in: a number with its interval, or a test with its p."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What an estimate's numbers mean."""

    SHARE = "share"  # 0..1
    POINTS = "points"  # difference of two shares: 0.25 is 25 percentage points
    SECONDS = "seconds"
    RATIO = "ratio"  # revised divided by original
    FACTS = "facts"  # wrong or blank facts per person
    SCORE = "score"  # points of a questionnaire's own scale
    PROBABILITY = "probability"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval in the measure's own unit.

    unit: a `Unit` value; "points" are fractions of 1 (0.25 is 25 percentage points).
    p: two-sided p-value where the method has one. n: people per group (or one: pairs).
    source: the publication the method is taken from.
    """

    value: float
    low: float
    high: float
    level: float
    unit: str
    p: float | None
    n: tuple[int, ...]
    method: str
    source: str


@dataclass(frozen=True, slots=True)
class SignificanceTest:
    """A test without an interval of its own; `p` is two-sided unless the method says otherwise."""

    statistic: float | None
    df: float | None
    p: float
    n: tuple[int, ...]
    method: str
    source: str
