"""How many mistakes: ratios of error counts that allow for people differing."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from lab.errors import NotEstimable
from lab.statistics.arrays import FloatArray, Values, floats
from lab.statistics.contrasts import Contrast, as_estimate
from lab.statistics.distributions import (
    SMALLEST_P,
    beta_quantile,
    chi2_upper,
    critical_z,
    normal_two_sided,
)
from lab.statistics.estimates import Estimate, SignificanceTest, Unit
from lab.statistics.proportions import EMPTY_ARM

NO_ERRORS = "one version has no errors at all: a ratio has no interval"
LOWEST_ALPHA, HIGHEST_ALPHA = 1e-6, 1e4


@dataclass(frozen=True, slots=True)
class QuasiPoisson:
    """log_ratio: revised over original; dispersion: never taken below 1."""

    log_ratio: Contrast
    dispersion: float


@dataclass(frozen=True, slots=True)
class NegativeBinomial:
    """alpha: extra variance (variance = mean + alpha mean^2). p_lr: likelihood ratio."""

    ratio: float
    log_se: float
    alpha: float
    p_wald: float
    p_lr: float
    n: tuple[int, int]


def quasi_poisson(revised: Values, original: Values) -> QuasiPoisson | NotEstimable:
    """Ratio of mean counts, t interval, dispersion from Pearson's chi-squared."""
    first, second = floats(revised), floats(original)
    problem = _problem(first, second)
    if problem is not None:
        return problem
    n = (int(first.size), int(second.size))
    df = sum(n) - 2
    if df < 1:
        return NotEstimable("too few people to estimate the spread", n)
    pearson = sum(float(((y - y.mean()) ** 2).sum() / y.mean()) for y in (first, second))
    dispersion = max(1.0, pearson / df)
    se = math.sqrt(dispersion * (1 / float(first.sum()) + 1 / float(second.sum())))
    difference = math.log(float(first.mean())) - math.log(float(second.mean()))
    return QuasiPoisson(Contrast(difference, se, df, n), dispersion)


def quasi_poisson_ratio(
    revised: Values, original: Values, level: float = 0.95
) -> Estimate | NotEstimable:
    fit = quasi_poisson(revised, original)
    if isinstance(fit, NotEstimable):
        return fit
    source = "McCullagh & Nelder 1989"
    return as_estimate(fit.log_ratio, Unit.RATIO, "quasi-Poisson, t", source, level)


def poisson_rate_ratio(
    events1: int, exposure1: float, events2: int, exposure2: float, level: float = 0.95
) -> Estimate | NotEstimable:
    """Rate 1 over rate 2, exact; only where people do not differ more than chance (Poisson)."""
    n, total = (events1, events2), events1 + events2
    if total == 0:
        return NotEstimable("no errors at all", n)
    if exposure1 <= 0 or exposure2 <= 0:
        return NotEstimable(EMPTY_ARM, n)
    tail, scale = (1 - level) / 2, exposure2 / exposure1
    low = beta_quantile(tail, events1, events2 + 1) if events1 else 0.0
    high = beta_quantile(1 - tail, events1 + 1, events2) if events2 else 1.0
    value = events1 / events2 * scale if events2 else math.inf
    upper = high / (1 - high) * scale if events2 else math.inf
    p = binomial_two_sided(events1, total, exposure1 / (exposure1 + exposure2))
    method, source = "exact Poisson", "Przyborowski & Wilenski 1940; Clopper & Pearson 1934"
    return Estimate(value, low / (1 - low) * scale, upper, level, Unit.RATIO, p, n, method, source)


def binomial_two_sided(successes: int, n: int, probability: float) -> float:
    """Exact p by Irwin's rule: all outcomes at most as probable as the observed one."""
    k = np.arange(n + 1)
    logs = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    logs = logs + special.xlogy(k, probability) + special.xlog1py(n - k, -probability)
    probabilities: FloatArray = np.exp(logs)
    rare = probabilities <= float(probabilities[successes]) * (1 + 1e-7)
    return max(SMALLEST_P, min(1.0, float(probabilities[rare].sum())))


def sign_test(successes: int, n: int) -> SignificanceTest | NotEstimable:
    """Are the two equally often chosen? Exact binomial at one half."""
    if n < 1:
        return NotEstimable("nobody chose one of the two", (n,))
    p = binomial_two_sided(successes, n, 0.5)
    return SignificanceTest(None, None, p, (n,), "sign test, exact", "Arbuthnot 1710")


def negative_binomial(revised: Values, original: Values) -> NegativeBinomial | NotEstimable:
    """Ratio of means with a common over-dispersion by maximum likelihood.

    The maximum-likelihood means are the group means, so only alpha has to be searched.
    """
    first, second = floats(revised), floats(original)
    problem = _problem(first, second)
    if problem is not None:
        return problem
    n = (int(first.size), int(second.size))
    pooled = np.concatenate([first, second])
    means = np.concatenate([np.full(n[0], first.mean()), np.full(n[1], second.mean())])
    alpha, full = _best_alpha(pooled, means)
    _, null = _best_alpha(pooled, np.full(pooled.size, pooled.mean()))
    if alpha <= LOWEST_ALPHA * 2:
        return NotEstimable("people differ no more than chance: no over-dispersion to fit", n)
    log_se = math.sqrt(sum((1 + alpha * float(y.mean())) / float(y.sum()) for y in (first, second)))
    ratio = float(first.mean() / second.mean())
    p_wald, p_lr = normal_two_sided(math.log(ratio) / log_se), chi2_upper(2 * (full - null), 1)
    return NegativeBinomial(ratio, log_se, alpha, p_wald, p_lr, n)


def negative_binomial_ratio(
    revised: Values, original: Values, level: float = 0.95
) -> Estimate | NotEstimable:
    """Wald interval of the ratio; p of the likelihood ratio."""
    fit = negative_binomial(revised, original)
    if isinstance(fit, NotEstimable):
        return fit
    factor = math.exp(critical_z(level) * fit.log_se)
    low, high = fit.ratio / factor, fit.ratio * factor
    method, source = "negative binomial", "Venables & Ripley 2002"
    return Estimate(fit.ratio, low, high, level, Unit.RATIO, fit.p_lr, fit.n, method, source)


def poisson_ratio(
    revised: Values, original: Values, level: float = 0.95
) -> Estimate | NotEstimable:
    """The exact ratio, where people differ no more than chance; else there is none."""
    fit = quasi_poisson(revised, original)
    if isinstance(fit, NotEstimable):
        return fit
    if fit.dispersion > 1:
        return NotEstimable("people differ more than chance: too narrow", fit.log_ratio.n)
    totals = (int(floats(revised).sum()), int(floats(original).sum()))
    return poisson_rate_ratio(totals[0], len(revised), totals[1], len(original), level)


def _best_alpha(y: FloatArray, means: FloatArray) -> tuple[float, float]:
    """The over-dispersion with the highest likelihood, and that log likelihood."""

    def cost(log_alpha: float) -> float:
        theta = math.exp(-log_alpha)
        terms = special.gammaln(y + theta) - special.gammaln(theta) - special.gammaln(y + 1)
        terms = terms + theta * np.log(theta / (theta + means))
        return -float((terms + special.xlogy(y, means / (theta + means))).sum())

    bounds = (math.log(LOWEST_ALPHA), math.log(HIGHEST_ALPHA))
    best = optimize.minimize_scalar(cost, bounds=bounds, method="bounded", options={"xatol": 1e-8})
    return math.exp(float(best.x)), -float(best.fun)


def _problem(first: FloatArray, second: FloatArray) -> NotEstimable | None:
    n = (int(first.size), int(second.size))
    if min(n) < 1:
        return NotEstimable(EMPTY_ARM, n)
    if first.sum() == 0 or second.sum() == 0:
        return NotEstimable(NO_ERRORS, n)
    return None
