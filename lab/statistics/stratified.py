"""Completion compared within strata, so that a different mix of people does not mislead."""

import math
from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.statistics.distributions import chi2_upper, critical_z
from lab.statistics.estimates import Estimate, SignificanceTest, Unit

NO_INFORMATION = "no stratum has both versions and both results"


@dataclass(frozen=True, slots=True)
class Stratum:
    """Successes and people of two arms in one group of people."""

    x1: int
    n1: int
    x2: int
    n2: int

    @property
    def total(self) -> int:
        return self.n1 + self.n2

    @property
    def expected(self) -> float:
        return self.n1 * (self.x1 + self.x2) / self.total

    @property
    def variance(self) -> float:
        if self.total < 2:
            return 0.0
        successes = self.x1 + self.x2
        margins = self.n1 * self.n2 * successes * (self.total - successes)
        return margins / (self.total**2 * (self.total - 1))


Strata = tuple[Stratum, ...]


def cochran_mantel_haenszel(
    strata: Strata, *, continuity: bool = False
) -> SignificanceTest | NotEstimable:
    """Is there a difference in completion, given the strata? Statistic is chi-squared."""
    kept = _filled(strata)
    n, variance = _people(kept), sum(s.variance for s in kept)
    if variance <= 0:
        return NotEstimable(NO_INFORMATION, n)
    distance = abs(sum(s.x1 - s.expected for s in kept))
    if continuity and distance >= 0.5:
        distance -= 0.5
    chi2 = distance**2 / variance
    source = "Cochran 1954; Mantel & Haenszel 1959"
    return SignificanceTest(chi2, 1, chi2_upper(chi2, 1), n, "Cochran-Mantel-Haenszel", source)


def mantel_haenszel_difference(strata: Strata, level: float = 0.95) -> Estimate | NotEstimable:
    """Common difference share 1 - share 2 with Sato's variance: the default."""
    kept = tuple(s for s in _filled(strata) if s.n1 and s.n2)
    value = _common_difference(kept)
    if value is None:
        return NotEstimable("no stratum has both versions", _people(kept))
    p_part = sum(
        (s.n1**2 * s.x2 - s.n2**2 * s.x1 + s.n1 * s.n2 * (s.n2 - s.n1) / 2) / s.total**2
        for s in kept
    )
    q_part = sum((s.x1 * (s.n2 - s.x2) + s.x2 * (s.n1 - s.x1)) / (2 * s.total) for s in kept)
    variance = (value * p_part + q_part) / _weight(kept) ** 2
    return _difference(value, variance, kept, level, "Mantel-Haenszel, Sato", "Sato 1989")


def greenland_robins_difference(strata: Strata, level: float = 0.95) -> Estimate | NotEstimable:
    """The same difference with the variance of Greenland & Robins."""
    kept = tuple(s for s in _filled(strata) if s.n1 and s.n2)
    value = _common_difference(kept)
    if value is None:
        return NotEstimable("no stratum has both versions", _people(kept))
    parts = sum(
        (s.x1 * (s.n1 - s.x1) * s.n2**3 + s.x2 * (s.n2 - s.x2) * s.n1**3)
        / (s.n1 * s.n2 * s.total**2)
        for s in kept
    )
    variance, source = parts / _weight(kept) ** 2, "Greenland & Robins 1985"
    return _difference(value, variance, kept, level, "Mantel-Haenszel, Greenland-Robins", source)


def mantel_haenszel_odds_ratio(strata: Strata, level: float = 0.95) -> Estimate | NotEstimable:
    """Common odds ratio with the interval of Robins, Breslow & Greenland."""
    kept = _filled(strata)
    cells = [(s.x1, s.n1 - s.x1, s.x2, s.n2 - s.x2, s.total) for s in kept]
    r = [a * d / t for a, _, _, d, t in cells]
    s = [b * c / t for _, b, c, _, t in cells]
    if sum(r) <= 0 or sum(s) <= 0:
        return NotEstimable(NO_INFORMATION, _people(kept))
    p = [(a + d) / t for a, _, _, d, t in cells]
    pairs = list(zip(p, r, s, strict=True))
    variance = sum(pk * rk for pk, rk, _ in pairs) / (2 * sum(r) ** 2)
    variance += sum(pk * sk + (1 - pk) * rk for pk, rk, sk in pairs) / (2 * sum(r) * sum(s))
    variance += sum((1 - pk) * sk for pk, _, sk in pairs) / (2 * sum(s) ** 2)
    ratio, factor = sum(r) / sum(s), math.exp(critical_z(level) * math.sqrt(variance))
    method, source = "Mantel-Haenszel odds ratio", "Robins, Breslow & Greenland 1986"
    low, high = ratio / factor, ratio * factor
    return Estimate(ratio, low, high, level, Unit.RATIO, None, _people(kept), method, source)


def breslow_day(strata: Strata, *, tarone: bool = False) -> SignificanceTest | NotEstimable:
    """Do the strata disagree about the effect? Statistic is chi-squared."""
    common = mantel_haenszel_odds_ratio(strata)
    if isinstance(common, NotEstimable):
        return common
    kept = tuple(s for s in _filled(strata) if s.variance > 0)
    if len(kept) < 2:
        return NotEstimable("fewer than two strata say anything", _people(kept))
    fitted = [(s.x1, *_fitted(s, common.value)) for s in kept]
    chi2 = sum((x - mean) ** 2 / variance for x, mean, variance in fitted)
    if tarone:
        off = sum(x - mean for x, mean, _ in fitted)
        chi2 -= off**2 / sum(variance for _, _, variance in fitted)
    df, method = len(kept) - 1, "Breslow-Day-Tarone" if tarone else "Breslow-Day"
    p, source = chi2_upper(chi2, df), "Breslow & Day 1980; Tarone 1985"
    return SignificanceTest(chi2, df, p, _people(kept), method, source)


def _fitted(s: Stratum, odds_ratio: float) -> tuple[float, float]:
    """Expected first cell, and its variance, under a given odds ratio and the margins."""
    successes = s.x1 + s.x2
    if abs(odds_ratio - 1) < 1e-9:
        mean = s.expected
    else:
        b = s.n2 - successes + odds_ratio * (s.n1 + successes)
        under = b * b - 4 * (odds_ratio - 1) * odds_ratio * s.n1 * successes
        mean = (b - math.sqrt(max(0.0, under))) / (2 * (odds_ratio - 1))
    cells = (mean, s.n1 - mean, successes - mean, s.n2 - successes + mean)
    return mean, 1 / sum(1 / max(cell, 1e-12) for cell in cells)


def _filled(strata: Strata) -> Strata:
    return tuple(s for s in strata if s.total > 0)


def _people(strata: Strata) -> tuple[int, int]:
    return sum(s.n1 for s in strata), sum(s.n2 for s in strata)


def _weight(strata: Strata) -> float:
    return sum(s.n1 * s.n2 / s.total for s in strata)


def _common_difference(strata: Strata) -> float | None:
    if not strata:
        return None
    return sum((s.x1 * s.n2 - s.x2 * s.n1) / s.total for s in strata) / _weight(strata)


def _difference(
    value: float, variance: float, strata: Strata, level: float, method: str, source: str
) -> Estimate | NotEstimable:
    if variance <= 0:
        return NotEstimable("everybody in a stratum has the same result", _people(strata))
    half = critical_z(level) * math.sqrt(variance)
    low, high = max(-1.0, value - half), min(1.0, value + half)
    test = cochran_mantel_haenszel(strata)
    p = None if isinstance(test, NotEstimable) else test.p
    return Estimate(value, low, high, level, Unit.POINTS, p, _people(strata), method, source)
