"""Several versions in a row: trends, the newest against the first, and each step."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import special

from lab.errors import NotEstimable
from lab.statistics.arrays import FloatArray, Values, floats
from lab.statistics.distributions import chi2_upper, gauss_legendre, normal_two_sided
from lab.statistics.estimates import Estimate, SignificanceTest, Unit
from lab.statistics.means import moments, welch_difference
from lab.statistics.multiplicity import holm
from lab.statistics.proportions import EMPTY_ARM, miettinen_nurminen_difference

NODES = 96


@dataclass(frozen=True, slots=True)
class Completions:
    """One version of the series: how many of n people succeeded."""

    successes: int
    n: int


@dataclass(frozen=True, slots=True)
class Step:
    """One version against the one before it; adjusted_p by Holm over all steps."""

    difference: Estimate | NotEstimable
    adjusted_p: float | None


def cochran_armitage(
    series: Sequence[Completions], scores: Sequence[float] | None = None
) -> SignificanceTest | NotEstimable:
    """Does completion rise or fall over the versions? Statistic is chi-squared on 1 df."""
    n = tuple(version.n for version in series)
    if len(n) < 2 or min(n) < 1:
        return NotEstimable("two versions with people are needed", n)
    people = floats(n)
    successes = floats([version.successes for version in series])
    places = floats(scores if scores is not None else range(1, len(n) + 1))
    rate = float(successes.sum() / people.sum())
    centred = places - float((people * places).sum() / people.sum())
    variance = rate * (1 - rate) * float((people * centred**2).sum())
    if variance <= 0:
        return NotEstimable("nobody or everybody succeeded with all versions", n)
    chi2 = float((centred * successes).sum()) ** 2 / variance
    return SignificanceTest(
        chi2, 1, chi2_upper(chi2, 1), n, "Cochran-Armitage trend", "Armitage 1955"
    )


def equal_proportions(series: Sequence[Completions]) -> SignificanceTest | NotEstimable:
    """Is completion the same with all versions? Pearson's chi-squared."""
    kept = [version for version in series if version.n > 0]
    n = tuple(version.n for version in kept)
    successes = sum(version.successes for version in kept)
    if len(kept) < 2 or successes in (0, sum(n)):
        return NotEstimable("nobody or everybody succeeded with all versions", n)
    rate = successes / sum(n)
    chi2 = sum((v.successes - v.n * rate) ** 2 / (v.n * rate * (1 - rate)) for v in kept)
    df = len(kept) - 1
    return SignificanceTest(chi2, df, chi2_upper(chi2, df), n, "chi-squared", "Pearson 1900")


def jonckheere(groups: Sequence[Values]) -> SignificanceTest | NotEstimable:
    """Do the values rise or fall over the versions? Statistic is z; ties are allowed for."""
    data = [floats(group) for group in groups]
    n = tuple(int(group.size) for group in data)
    if len(n) < 2 or min(n) < 1:
        return NotEstimable("two versions with people are needed", n)
    spread = _jonckheere_spread(np.concatenate(data), floats(n))
    if spread <= 0:
        return NotEstimable("all values are equal", n)
    total = sum(n)
    expected = (total**2 - sum(size**2 for size in n)) / 4
    z = (jonckheere_count(groups) - expected) / spread
    source = "Jonckheere 1954; Hollander & Wolfe 1973"
    return SignificanceTest(z, None, normal_two_sided(z), n, "Jonckheere-Terpstra", source)


def jonckheere_count(groups: Sequence[Values]) -> float:
    """Over all pairs of versions, how many pairs of people rise; ties count half."""
    data = [np.sort(floats(group)) for group in groups]
    rising = 0.0
    for place, earlier in enumerate(data):
        for later in data[place + 1 :]:
            below = np.searchsorted(earlier, later, side="left")
            rising += float((below + np.searchsorted(earlier, later, side="right")).sum()) / 2
    return rising


def _jonckheere_spread(pooled: FloatArray, n: FloatArray) -> float:
    total = float(pooled.size)
    ties = np.unique(pooled, return_counts=True)[1].astype(np.float64)

    def cubic(size: FloatArray) -> float:
        return float((size * (size - 1) * (2 * size + 5)).sum())

    def falling(size: FloatArray, steps: int) -> float:
        product = size * (size - 1)
        return float((product * (size - 2) if steps == 3 else product).sum())

    variance = (total * (total - 1) * (2 * total + 5) - cubic(n) - cubic(ties)) / 72
    if total > 2:
        triples = 36 * total * (total - 1) * (total - 2)
        variance += falling(n, 3) * falling(ties, 3) / triples
    if total > 1:
        variance += falling(n, 2) * falling(ties, 2) / (8 * total * (total - 1))
    return math.sqrt(max(0.0, variance))


def adjacent_steps(series: Sequence[Completions], level: float = 0.95) -> tuple[Step, ...]:
    """Each version minus the one before it, with Holm-adjusted p."""
    differences = [
        miettinen_nurminen_difference(later.successes, later.n, earlier.successes, earlier.n, level)
        for earlier, later in pairwise(series)
    ]
    return _steps(differences)


def adjacent_means(groups: Sequence[Values], unit: Unit, level: float = 0.95) -> tuple[Step, ...]:
    """The same for means."""
    return _steps(
        [welch_difference(later, earlier, unit, level) for earlier, later in pairwise(groups)]
    )


def _steps(differences: Sequence[Estimate | NotEstimable]) -> tuple[Step, ...]:
    adjusted = holm([None if isinstance(d, NotEstimable) else d.p for d in differences])
    return tuple(Step(d, p) for d, p in zip(differences, adjusted, strict=True))


@dataclass(frozen=True, slots=True)
class Dunnett:
    """Each later version against the first: t and p adjusted for the number of comparisons."""

    t: tuple[float, ...]
    p: tuple[float, ...]
    df: int


def dunnett(control: Values, treatments: Sequence[Values]) -> Dunnett | NotEstimable:
    """Many versions against one baseline (Dunnett 1955), by numerical integration."""
    data = [floats(control), *(floats(group) for group in treatments)]
    n = tuple(int(group.size) for group in data)
    if len(n) < 2 or min(n) < 1:
        return NotEstimable(EMPTY_ARM, n)
    parts, df = [moments(group) for group in data], sum(n) - len(n)
    if df < 1:
        return NotEstimable("too few people to estimate the spread", n)
    variance = sum((part.n - 1) * part.variance for part in parts) / df
    if variance <= 0:
        return NotEstimable("everybody has the same value", n)
    base = parts[0]
    t = tuple(
        (part.mean - base.mean) / math.sqrt(variance * (1 / part.n + 1 / base.n))
        for part in parts[1:]
    )
    loadings = floats([math.sqrt(part.n / (part.n + base.n)) for part in parts[1:]])
    return Dunnett(t, tuple(1 - _all_within(abs(value), loadings, df) for value in t), df)


def _all_within(t: float, loadings: FloatArray, df: int) -> float:
    """P(all |T_i| <= t): correlated through the shared baseline and the shared variance."""
    nodes, weights = gauss_legendre(NODES)
    z, z_weight = 8 * nodes, 8 * weights
    uniform, u_weight = (nodes + 1) / 2, weights / 2
    scale = np.sqrt(2 * special.gammaincinv(df / 2, uniform) / df)
    rest = np.sqrt(1 - loadings**2)
    shifted = loadings[:, None, None] * z[None, :, None]
    width = t * scale[None, None, :]
    inside = special.ndtr((shifted + width) / rest[:, None, None])
    inside = inside - special.ndtr((shifted - width) / rest[:, None, None])
    density = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi) * z_weight
    return min(1.0, float(density @ inside.prod(axis=0) @ u_weight))
