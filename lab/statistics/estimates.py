"""The one type every statistic comes in: a number with its interval, its method and its n."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval in the measure's own unit.

    unit: "points" (percentage points), "seconds", "ratio", "score", "facts", ...
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
