"""Reference methods about strata, several versions, subgroups, margins and adjustment."""

import math

from lab.errors import NotEstimable
from lab.statistics import (
    equivalence,
    integrity,
    means,
    multiplicity,
    series,
    stratified,
    subgroups,
)
from lab.statistics.contrasts import Contrast
from lab.statistics.estimates import Estimate, SignificanceTest, Unit
from tests.reference.adapters import Input, Method, Reported, p_of


def _strata(i: Input) -> stratified.Strata:
    return tuple(
        stratified.Stratum(first[0], sum(first), second[0], sum(second))
        for first, second in i["strata"]
    )


def _pair(estimate: Estimate | NotEstimable) -> list[float] | None:
    return None if isinstance(estimate, NotEstimable) else [estimate.low, estimate.high]


def _value(estimate: Estimate | NotEstimable) -> float | None:
    return None if isinstance(estimate, NotEstimable) else estimate.value


def _statistic(test: SignificanceTest | NotEstimable) -> float | None:
    return None if isinstance(test, NotEstimable) else test.statistic


def _mantel_haenszel(i: Input) -> Reported:
    strata = _strata(i)
    test = stratified.cochran_mantel_haenszel(strata)
    if isinstance(test, NotEstimable):
        return test
    corrected = stratified.cochran_mantel_haenszel(strata, continuity=True)
    odds = stratified.mantel_haenszel_odds_ratio(strata)
    sato = stratified.mantel_haenszel_difference(strata)
    robins = stratified.greenland_robins_difference(strata)
    return {
        "mh_or": _value(odds),
        "or_ci": _pair(odds),
        "chi2": test.statistic,
        "p": test.p,
        "chi2_cc": _statistic(corrected),
        "p_cc": p_of(corrected),
        "mh_rd": _value(sato),
        "rd_ci_sato": _pair(sato),
        "rd_ci_greenland_robins": _pair(robins),
    }


def _breslow_day(i: Input) -> Reported:
    test = stratified.breslow_day(_strata(i))
    if isinstance(test, NotEstimable):
        return test
    tarone = stratified.breslow_day(_strata(i), tarone=True)
    return {
        "bd_chi2": test.statistic,
        "bd_p": test.p,
        "df": test.df,
        "tarone_chi2": _statistic(tarone),
        "tarone_p": p_of(tarone),
    }


def _chi2(test: SignificanceTest | NotEstimable, name: str = "chi2") -> Reported:
    if isinstance(test, NotEstimable):
        return test
    return {name: test.statistic, "df": test.df, "p": test.p}


def _completions(i: Input) -> list[series.Completions]:
    return [series.Completions(x, n) for x, n in zip(i["x"], i["n"], strict=True)]


def _jonckheere(i: Input) -> Reported:
    result = _chi2(series.jonckheere(i["groups"]), "z")
    if isinstance(result, NotEstimable):
        return result
    return {**result, "J": series.jonckheere_count(i["groups"])}


def _dunnett(i: Input) -> Reported:
    result = series.dunnett(i["control"], i["treatments"])
    if isinstance(result, NotEstimable):
        return result
    return {"t": list(result.t), "p": list(result.p)}


def _tost(result: Contrast, i: Input) -> Reported:
    tests = equivalence.two_one_sided_tests(result, i["low"], i["high"])
    if isinstance(tests, NotEstimable):
        return tests
    return {
        "t_lower": tests.t_lower,
        "p_lower": tests.p_lower,
        "t_upper": tests.t_upper,
        "p_upper": tests.p_upper,
        "p_tost": tests.p,
        "df": tests.df,
        "ci90": list(tests.ci90),
    }


def _tost_welch(i: Input) -> Reported:
    first = means.Moments(i["m1"], i["sd1"] ** 2, i["n1"])
    second = means.Moments(i["m2"], i["sd2"] ** 2, i["n2"])
    return _tost(means.welch_from_moments(first, second), i)


def _tost_paired(i: Input) -> Reported:
    se = i["sd_diff"] / i["n"] ** 0.5
    return _tost(Contrast(i["mean_diff"], se, i["n"] - 1, (i["n"],)), i)


def _not_worse(i: Input) -> Reported:
    table = (i["x1"], i["n1"], i["x2"], i["n2"], i["margin"])
    nurminen = equivalence.not_worse_completion(*table)
    if isinstance(nurminen, NotEstimable):
        return nurminen
    manning = equivalence.not_worse_completion(*table, n_minus_1=False)
    return {"p_miettinen_nurminen": nurminen.p, "p_farrington_manning": p_of(manning)}


def _interaction(i: Input) -> Reported:
    difference = subgroups.interaction(i["effect1"], i["se1"], i["effect2"], i["se2"], Unit.POINTS)
    if isinstance(difference, NotEstimable):
        return difference
    z = difference.value / math.hypot(i["se1"], i["se2"])
    interval = [difference.low, difference.high]
    return {"diff": difference.value, "z": z, "p": difference.p, "ci": interval}


def _heterogeneity(i: Input) -> Reported:
    result = subgroups.heterogeneity(i["effects"], i["se"])
    if isinstance(result, NotEstimable):
        return result
    spread = {"Q": result.q, "df": result.df, "p": result.p, "I2": result.i2}
    return {"pooled": result.pooled, "se": result.se, **spread}


def _gail_simon(i: Input) -> Reported:
    result = subgroups.gail_simon(i["effects"], i["se"])
    if isinstance(result, NotEstimable):
        return result
    return {"q_plus": result.q_plus, "q_minus": result.q_minus, "p": result.p}


SEVERAL_GROUPS: dict[str, Method] = {
    "cmh": _mantel_haenszel,
    "breslow_day": _breslow_day,
    "trend_cochran_armitage": lambda i: _chi2(
        series.cochran_armitage(_completions(i), i.get("scores"))
    ),
    "chi2_k_proportions": lambda i: _chi2(series.equal_proportions(_completions(i))),
    "trend_jonckheere": _jonckheere,
    "dunnett": _dunnett,
    "holm": lambda i: {"adjusted": list(multiplicity.holm(i["p"]))},
    "tost_welch": _tost_welch,
    "tost_paired": _tost_paired,
    "noninferiority_prop": _not_worse,
    "srm_check": lambda i: _chi2(integrity.sample_ratio_test(i["counts"], i.get("weights"))),
    "subgroup_interaction": _interaction,
    "heterogeneity_q": _heterogeneity,
    "gail_simon": _gail_simon,
}
