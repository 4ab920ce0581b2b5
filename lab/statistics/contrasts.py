"""A difference with its standard error and degrees of freedom: what every t-based method shares."""

import math
from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.statistics.distributions import critical_t, t_two_sided
from lab.statistics.estimates import Estimate, Unit

TOO_FEW = "too few people to estimate the spread"
NO_SPREAD = "everybody has the same value: there is no spread to estimate the uncertainty from"


@dataclass(frozen=True, slots=True)
class Contrast:
    """se is 0 where all values are equal, df 0 where too few people were seen."""

    difference: float
    se: float
    df: float
    n: tuple[int, ...]

    @property
    def estimable(self) -> bool:
        return self.df > 0 and self.se > 0

    @property
    def t(self) -> float | None:
        return self.difference / self.se if self.estimable else None

    @property
    def p(self) -> float | None:
        return t_two_sided(self.difference / self.se, self.df) if self.estimable else None

    def bounds(self, level: float) -> tuple[float, float] | None:
        if not self.estimable:
            return None
        half = critical_t(level, self.df) * self.se
        return self.difference - half, self.difference + half


def as_estimate(
    contrast: Contrast, unit: Unit, method: str, source: str, level: float = 0.95
) -> Estimate | NotEstimable:
    """The contrast in its own unit; a contrast of logarithms (unit RATIO) is exponentiated."""
    bounds = contrast.bounds(level)
    if bounds is None:
        return NotEstimable(TOO_FEW if contrast.df <= 0 else NO_SPREAD, contrast.n)
    value, (low, high) = contrast.difference, bounds
    if unit == Unit.RATIO:
        value, low, high = math.exp(value), _exp(low), _exp(high)
    return Estimate(value, low, high, level, unit, contrast.p, contrast.n, method, source)


def _exp(log_ratio: float) -> float:
    """Beyond e^700 a float overflows; such an interval says only that nothing is known."""
    return math.exp(min(700.0, log_ratio))
