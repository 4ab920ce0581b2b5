"""Can the comparison be trusted? Arm sizes, losses and the balance of the orders."""

from collections.abc import Sequence
from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.statistics.distributions import chi2_upper
from lab.statistics.estimates import SignificanceTest
from lab.statistics.proportions import n_minus_1_test

MISMATCH_ALARM = 0.001


@dataclass(frozen=True, slots=True)
class Attrition:
    """People who started, and of these who can be analysed, per arm (or per order)."""

    arms: tuple[str, ...]
    started: tuple[int, ...]
    analysed: tuple[int, ...]
    test: SignificanceTest | NotEstimable


@dataclass(frozen=True, slots=True)
class OrderBalance:
    """How many people began with which version; unknown: both at once or only one of them."""

    original_first: int
    revised_first: int

    @property
    def balanced(self) -> bool:
        """As even as the number of people allows, give or take one block of four."""
        return abs(self.original_first - self.revised_first) <= 2


def sample_ratio_test(
    counts: Sequence[int], weights: Sequence[float] | None = None
) -> SignificanceTest | NotEstimable:
    """Did the lot fill the arms as planned? Chi-squared; below .001 is an alarm."""
    shares = [1.0] * len(counts) if weights is None else list(weights)
    total, whole = sum(counts), sum(shares)
    if len(counts) < 2 or total < 1 or min(shares) <= 0:
        return NotEstimable("two arms with people are needed", tuple(counts))
    expected = [total * share / whole for share in shares]
    chi2 = sum((n - e) ** 2 / e for n, e in zip(counts, expected, strict=True))
    df, n = len(counts) - 1, tuple(counts)
    return SignificanceTest(
        chi2, df, chi2_upper(chi2, df), n, "sample ratio", "Fabijan et al. 2019"
    )


def sample_ratio_alarm(test: SignificanceTest | NotEstimable) -> bool:
    return not isinstance(test, NotEstimable) and test.p < MISMATCH_ALARM


def attrition(
    arms: tuple[str, str], started: tuple[int, int], analysed: tuple[int, int]
) -> Attrition:
    """Do more people get lost in one arm than in the other?"""
    test = n_minus_1_test(analysed[0], started[0], analysed[1], started[1])
    return Attrition(arms, started, analysed, test)
