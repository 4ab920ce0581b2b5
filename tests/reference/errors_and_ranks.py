"""Reference methods about error counts, ranks, permutation and bootstrap."""

import math

import numpy as np

from lab.errors import NotEstimable
from lab.statistics import counts, means, ranks, resampling, shifts
from lab.statistics.arrays import floats
from lab.statistics.estimates import Estimate, Unit
from tests.reference.adapters import (
    Input,
    Method,
    Reported,
    contrast,
    log_contrast,
    p_of,
    plain,
    without_gaps,
)

SEED = 20211007


def _bounds(estimate: Estimate | NotEstimable) -> list[float] | None:
    return None if isinstance(estimate, NotEstimable) else [estimate.low, estimate.high]


def _mann_whitney(i: Input) -> Reported:
    x, y = without_gaps(i["x"]), without_gaps(i["y"])
    share = ranks.superiority(x, y)
    if isinstance(share, NotEstimable):
        return share
    exact = p_of(ranks.mann_whitney_exact(x, y))
    return {
        "U": ranks.mann_whitney_u(floats(x), floats(y)),
        "p_exact": exact,
        "p_exact_permutation": exact,
        "p_asymptotic": p_of(ranks.mann_whitney_asymptotic(x, y, continuity=False)),
        "p_asymptotic_cc": p_of(ranks.mann_whitney_asymptotic(x, y)),
        "hodges_lehmann": plain(shifts.shift(x, y)),
        "hl_ci_exact": _bounds(shifts.shift_estimate(x, y, Unit.SECONDS)),
        "prob_superiority": share,
    }


def _signed_rank(i: Input) -> Reported:
    x, y, _ = means.complete_pairs(
        *(floats([math.nan if v is None else v for v in i[side]]) for side in ("x", "y"))
    )
    test = ranks.signed_rank_exact(x - y)
    if isinstance(test, NotEstimable):
        return test
    return {
        "V": test.statistic,
        "p_exact": test.p,
        "p_asymptotic": p_of(ranks.signed_rank_asymptotic(x - y, continuity=False)),
        "p_asymptotic_cc": p_of(ranks.signed_rank_asymptotic(x - y)),
        "p_one_sided_greater": plain(ranks.signed_rank_greater(x - y)),
        "hodges_lehmann": plain(shifts.centre(x - y)),
        "hl_ci_exact": _bounds(shifts.centre_estimate(x - y, Unit.SECONDS)),
    }


def _superiority(i: Input) -> Reported:
    share = ranks.superiority(i["x"], i["y"])
    if isinstance(share, NotEstimable):
        return share
    return {"prob_superiority": share, "cliffs_delta": 2 * share - 1}


def _brunner_munzel(i: Input) -> Reported:
    result = contrast(ranks.brunner_munzel(i["x"], i["y"]))
    if isinstance(result, NotEstimable):
        return result
    interval = ranks.superiority_estimate(i["x"], i["y"])
    share = {"prob_y_greater": 0.5 + result["diff"], "ci": _bounds(interval)}
    return {**result, "statistic": result["t"], **share}


def _poisson(i: Input) -> Reported:
    result = counts.poisson_rate_ratio(
        i["events1"], i["exposure1"], i["events2"], i["exposure2"], i.get("conf", 0.95)
    )
    if isinstance(result, NotEstimable):
        return result
    ci = [bound if math.isfinite(bound) else None for bound in (result.low, result.high)]
    value = result.value if math.isfinite(result.value) else None
    return {"rate_ratio": value, "p": result.p, "ci": ci}


def _quasi_poisson(i: Input) -> Reported:
    fit = counts.quasi_poisson(i["revised"], i["original"])
    if isinstance(fit, NotEstimable):
        return _ratio_only(i, "rate_ratio", fit)
    result = log_contrast(fit.log_ratio)
    if isinstance(result, NotEstimable):
        return result
    named = {"rate_ratio": result["ratio"], "ci_t": result["ci"], "p_t": result["p"]}
    return {**result, **named, "dispersion": fit.dispersion}


def _ratio_only(i: Input, name: str, reason: NotEstimable) -> Reported:
    """Without an interval a ratio of means can still be stated, if the original had errors."""
    if not i["revised"] or not i["original"] or sum(i["original"]) == 0:
        return reason
    ratio = float(np.mean(i["revised"]) / np.mean(i["original"]))
    return {name: ratio, "not_estimable": reason.reason}


def _negative_binomial(i: Input) -> Reported:
    fit = counts.negative_binomial(i["revised"], i["original"])
    if isinstance(fit, NotEstimable):
        return _ratio_only(i, "rate_ratio", fit)
    half = 1.959963984540054 * fit.log_se
    return {
        "rate_ratio": fit.ratio,
        "log_se": fit.log_se,
        "ci_wald": [fit.ratio * math.exp(-half), fit.ratio * math.exp(half)],
        "p_wald": fit.p_wald,
        "alpha": fit.alpha,
        "p_lr": fit.p_lr,
    }


def _permutation(i: Input) -> Reported:
    rng = np.random.default_rng(SEED)
    test = resampling.permutation_two_sample(i["x"], i["y"], rng)
    if isinstance(test, NotEstimable):
        return test
    arrangements = math.comb(sum(test.n), test.n[0])
    difference = float(np.mean(i["x"]) - np.mean(i["y"]))
    return {"diff": difference, "p_exact": test.p, "n_permutations": arrangements}


def _permutation_paired(i: Input) -> Reported:
    rng = np.random.default_rng(SEED)
    test = resampling.permutation_paired(i["differences"], rng)
    if isinstance(test, NotEstimable):
        return test
    mean = float(np.mean(i["differences"]))
    return {"mean": mean, "p_exact": test.p, "n_permutations": 2 ** test.n[0]}


def _bca(i: Input) -> Reported:
    rng = np.random.default_rng(SEED)
    result = resampling.bootstrap_bca(i["x"], i["y"], Unit.FACTS, rng, i.get("conf", 0.95))
    if isinstance(result, NotEstimable):
        return result
    return {"diff": result.value, "ci": [result.low, result.high]}


def _worst_rank(i: Input) -> Reported:
    times = ranks.worst_rank_times(floats(i["time"]), np.asarray(i["status"]) == 1)
    group = np.asarray(i["group"])
    original, revised = times[group == 0], times[group == 1]
    share = ranks.superiority(original, revised)
    if isinstance(share, NotEstimable):
        return share
    p = p_of(ranks.mann_whitney_exact(original, revised))
    return {"prob_revised_better": share, "p_exact_permutation": p}


ERRORS_AND_RANKS: dict[str, Method] = {
    "mann_whitney": _mann_whitney,
    "wilcoxon_signed_rank": _signed_rank,
    "effect_size_rank": _superiority,
    "brunner_munzel": _brunner_munzel,
    "worst_rank": _worst_rank,
    "poisson_rate_ratio_exact": _poisson,
    "quasi_poisson_rate_ratio": _quasi_poisson,
    "negbin_rate_ratio": _negative_binomial,
    "permutation_two_sample": _permutation,
    "permutation_paired": _permutation_paired,
    "bootstrap_bca": _bca,
}
