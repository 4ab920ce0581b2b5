"""Reference methods about completion: shares, differences of shares, strata, pairs."""

from collections.abc import Callable

from lab.errors import NotEstimable
from lab.statistics import exact, paired, proportions, risk_ratio
from lab.statistics.estimates import Estimate
from tests.reference.adapters import Input, Method, Reported, interval, p_of

Single = Callable[[int, int, float], Estimate | NotEstimable]
Difference = Callable[[int, int, int, int, float], Estimate | NotEstimable]


def _single(method: Single) -> Method:
    return lambda i: interval(method(i["x"], i["n"], i.get("conf", 0.95)), "estimate")


def _difference(method: Difference) -> Method:
    return lambda i: interval(method(i["x1"], i["n1"], i["x2"], i["n2"], i.get("conf", 0.95)))


def _n_minus_1(i: Input) -> Reported:
    test = proportions.n_minus_1_test(i["x1"], i["n1"], i["x2"], i["n2"])
    if isinstance(test, NotEstimable):
        return test
    z = test.statistic or 0.0
    difference = i["x1"] / i["n1"] - i["x2"] / i["n2"]
    return {"diff": difference, "z": z, "chi2": z * z, "p": test.p}


def _fisher(i: Input) -> Reported:
    table = (i["x1"], i["n1"], i["x2"], i["n2"])
    test = exact.fisher_exact(*table)
    if isinstance(test, NotEstimable):
        return test
    return {
        "p": test.p,
        "midp_irwin": p_of(exact.fisher_mid_p(*table)),
        "midp_central": p_of(exact.fisher_central_mid_p(*table)),
    }


def _cells(i: Input) -> paired.PairedCounts:
    return paired.PairedCounts(i["both"], i["first_only"], i["second_only"], i["neither"])


def _mcnemar(i: Input) -> Reported:
    cells = _cells(i)
    asymptotic = paired.mcnemar_asymptotic(cells)
    if isinstance(asymptotic, NotEstimable):
        return asymptotic
    return {
        "diff": cells.difference,
        "p_exact": p_of(paired.mcnemar_exact(cells)),
        "p_midp": p_of(paired.mcnemar_mid_p(cells)),
        "p_asymptotic": asymptotic.p,
    }


def _risk_ratio(i: Input) -> Reported:
    table = (i["x1"], i["n1"], i["x2"], i["n2"], i.get("conf", 0.95))
    return interval(risk_ratio.risk_ratio(*table), "rr")


def _cohens_h(i: Input) -> Reported:
    h = proportions.cohens_h(i["x1"], i["n1"], i["x2"], i["n2"])
    return h if isinstance(h, NotEstimable) else {"h": h}


COMPLETION: dict[str, Method] = {
    "prop_ci_adjusted_wald": _single(proportions.adjusted_wald),
    "prop_ci_wilson": _single(proportions.wilson),
    "prop_ci_clopper_pearson": _single(proportions.clopper_pearson),
    "n1_two_proportion": _n_minus_1,
    "fisher": _fisher,
    "diff_prop_newcombe": _difference(proportions.newcombe_difference),
    "diff_prop_miettinen_nurminen": _difference(proportions.miettinen_nurminen_difference),
    "effect_size_h": _cohens_h,
    "risk_ratio_koopman": _risk_ratio,
    "mcnemar": _mcnemar,
    "paired_diff_tango": lambda i: interval(
        paired.tango_difference(_cells(i), i.get("conf", 0.95))
    ),
    "paired_diff_newcombe": lambda i: interval(
        paired.newcombe_paired_difference(_cells(i), i.get("conf", 0.95))
    ),
}
