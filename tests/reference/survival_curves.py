"""Reference methods about time to completion with people lost from view."""

import numpy as np

from lab.errors import NotEstimable
from lab.statistics import competing, restricted_means, survival
from lab.statistics.arrays import floats
from lab.statistics.distributions import critical_z
from tests.reference.adapters import Input, Method, Reported


def _kaplan_meier(i: Input) -> Reported:
    curve = survival.kaplan_meier(i["time"], np.asarray(i["event"]) == 1)
    if isinstance(curve, NotEstimable):
        return curve
    at = i.get("at", curve.risk.times.tolist())
    share = [curve.at(time) for time in at]
    errors = [curve.standard_error_at(time) for time in at]
    bounds = [curve.bounds_at(time, i.get("conf", 0.95)) for time in at]
    half = [critical_z(i.get("conf", 0.95)) * error for error in errors]
    return {
        "at": at,
        "surv": share,
        "se": errors,
        "ci_loglog_low": [None if pair is None else pair[0] for pair in bounds],
        "ci_loglog_high": [None if pair is None else pair[1] for pair in bounds],
        "ci_plain_low": [max(0.0, s - h) for s, h in zip(share, half, strict=True)],
        "ci_plain_high": [min(1.0, s + h) for s, h in zip(share, half, strict=True)],
        "median": survival.median_time(curve),
        "median_ci_loglog": list(survival.median_bounds(curve, i.get("conf", 0.95))),
    }


def _log_rank(i: Input) -> Reported:
    event, group = np.asarray(i["event"]) == 1, np.asarray(i["group"])
    result = survival.log_rank(i["time"], event, group)
    if isinstance(result, NotEstimable):
        return result
    return {
        "chi2": result.test.statistic,
        "df": result.test.df,
        "p": result.test.p,
        "observed": list(result.observed),
        "expected": list(result.expected),
    }


def _restricted_means(i: Input) -> Reported:
    time, done, group = floats(i["time"]), np.asarray(i["event"]) == 1, np.asarray(i["group"])
    first, second = group == 1, group == 0
    result = restricted_means.restricted_means(
        time[first], done[first], time[second], done[second], i["tau"]
    )
    if isinstance(result, NotEstimable):
        return result
    difference, ratio = result.difference(), result.ratio()
    report: dict[str, object] = {
        "error_or_tau_max": result.tau,
        "rmst1": result.first.mean,
        "rmst0": result.second.mean,
        "se1": result.first.se,
        "se0": result.second.se,
        "diff": result.first.mean - result.second.mean,
    }
    if not isinstance(difference, NotEstimable):
        report |= {"ci": [difference.low, difference.high], "p": difference.p}
    if not isinstance(ratio, NotEstimable):
        report |= {"ratio": ratio.value, "ratio_ci": [ratio.low, ratio.high]}
    return report


def _cumulative_incidence(i: Input) -> Reported:
    time, ending, group = floats(i["time"]), np.asarray(i["status"]), np.asarray(i["group"])
    at = i.get("at", sorted(set(i["time"])))
    gray = competing.gray_test(time, ending, group)
    report: dict[str, object] = {"at": at}
    for label in np.unique(group).tolist():
        curve = competing.cumulative_incidence(time[group == label], ending[group == label])
        if isinstance(curve, NotEstimable):
            return curve
        report[f"cif_group{label}"] = [curve.at(when) for when in at]
    if not isinstance(gray, NotEstimable):
        report |= {"gray_chi2": gray.statistic, "gray_p": gray.p}
    return report


SURVIVAL_CURVES: dict[str, Method] = {
    "kaplan_meier": _kaplan_meier,
    "logrank": _log_rank,
    "rmst": _restricted_means,
    "cumulative_incidence": _cumulative_incidence,
}
