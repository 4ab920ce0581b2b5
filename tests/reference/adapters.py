"""Turn the lab's results into the plain numbers that reference cases are written in."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lab.errors import NotEstimable
from lab.statistics.contrasts import Contrast
from lab.statistics.estimates import Estimate, SignificanceTest

Input = Mapping[str, Any]
Reported = Mapping[str, Any] | NotEstimable
Method = Callable[[Input], Reported]


def interval(estimate: Estimate | NotEstimable, value_name: str = "diff") -> Reported:
    if isinstance(estimate, NotEstimable):
        return estimate
    return {
        value_name: estimate.value,
        "ci": [estimate.low, estimate.high],
        "p": estimate.p,
    }


def p_of(test: SignificanceTest | NotEstimable) -> float | None:
    return None if isinstance(test, NotEstimable) else test.p


def plain(value: float | NotEstimable) -> float | None:
    return None if isinstance(value, NotEstimable) else value


def contrast(result: Contrast | NotEstimable, level: float = 0.95) -> Reported:
    """A t-based difference; t, p and interval are None where they cannot be had."""
    if isinstance(result, NotEstimable):
        return result
    bounds = result.bounds(level)
    return {
        "diff": result.difference,
        "se": result.se if result.estimable else None,
        "t": result.t,
        "df": result.df,
        "p": result.p,
        "ci": None if bounds is None else list(bounds),
    }


def log_contrast(result: Contrast | NotEstimable, level: float = 0.95) -> Reported:
    """The same for a difference of logarithms, as a ratio."""
    reported = contrast(result, level)
    if isinstance(reported, NotEstimable):
        return reported
    ci = reported["ci"]
    return {
        **reported,
        "ratio": math.exp(reported["diff"]),
        "ci": None if ci is None else [math.exp(bound) for bound in ci],
        "log_se": reported["se"],
    }


def with_gaps(values: Sequence[float | None]) -> list[float]:
    """Missing values as NaN."""
    return [math.nan if value is None else float(value) for value in values]


def without_gaps(values: Sequence[float | None]) -> list[float]:
    return [float(value) for value in values if value is not None]
