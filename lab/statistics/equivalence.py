"""Not worse, or practically the same: tests against a margin declared beforehand."""

from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.statistics.contrasts import NO_SPREAD, TOO_FEW, Contrast
from lab.statistics.distributions import normal_upper, t_upper
from lab.statistics.estimates import SignificanceTest
from lab.statistics.proportions import EMPTY_ARM, score_statistic


@dataclass(frozen=True, slots=True)
class TwoOneSided:
    """Both one-sided tests; `p` is the larger. ci90 lies inside the margins when p < .05."""

    t_lower: float
    p_lower: float
    t_upper: float
    p_upper: float
    df: float
    ci90: tuple[float, float]

    @property
    def p(self) -> float:
        return max(self.p_lower, self.p_upper)


def two_one_sided_tests(contrast: Contrast, low: float, high: float) -> TwoOneSided | NotEstimable:
    """Does the difference lie between the margins? (TOST, Schuirmann 1987; Lakens 2017)"""
    bounds = contrast.bounds(0.90)
    if bounds is None:
        return NotEstimable(TOO_FEW if contrast.df <= 0 else NO_SPREAD, contrast.n)
    above = (contrast.difference - low) / contrast.se
    below = (contrast.difference - high) / contrast.se
    p_above, p_below = t_upper(above, contrast.df), t_upper(-below, contrast.df)
    return TwoOneSided(above, p_above, below, p_below, contrast.df, bounds)


def not_worse_completion(
    x1: int, n1: int, x2: int, n2: int, margin: float, *, n_minus_1: bool = True
) -> SignificanceTest | NotEstimable:
    """One-sided p against "version 1 is worse than version 2 by the margin or more".

    n_minus_1: Miettinen & Nurminen; without it Farrington & Manning.
    """
    if n1 < 1 or n2 < 1:
        return NotEstimable(EMPTY_ARM, (n1, n2))
    z = score_statistic(x1, n1, x2, n2, -margin, n_minus_1=n_minus_1)
    method = "score, Miettinen-Nurminen" if n_minus_1 else "score, Farrington-Manning"
    source = "Miettinen & Nurminen 1985" if n_minus_1 else "Farrington & Manning 1990"
    return SignificanceTest(z, None, normal_upper(z), (n1, n2), method, source)
