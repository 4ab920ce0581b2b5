"""Reference methods about means, times on task and the crossover."""

import numpy as np

from lab.errors import NotEstimable
from lab.statistics import crossover, durations, means
from lab.statistics.arrays import FloatArray, floats
from lab.statistics.estimates import Unit
from tests.reference.adapters import (
    Input,
    Method,
    Reported,
    contrast,
    log_contrast,
    plain,
    with_gaps,
    without_gaps,
)


def _welch(i: Input) -> Reported:
    return contrast(means.welch_contrast(without_gaps(i["x"]), without_gaps(i["y"])))


def _welch_summary(i: Input) -> Reported:
    first = means.Moments(i["m1"], i["sd1"] ** 2, i["n1"])
    return contrast(means.welch_from_moments(first, means.Moments(i["m2"], i["sd2"] ** 2, i["n2"])))


def _paired(i: Input) -> Reported:
    x, y = with_gaps(i["x"]), with_gaps(i["y"])
    kept, _, dropped = means.complete_pairs(x, y)
    result = contrast(means.paired_contrast(x, y))
    if isinstance(result, NotEstimable):
        return result
    return {**result, "n_pairs": len(kept), "dropped_pairs": dropped}


def _effect_size(i: Input) -> Reported:
    d = means.cohens_d(i["x"], i["y"])
    if isinstance(d, NotEstimable):
        return d
    return {
        "cohens_d": d,
        "hedges_g": plain(means.hedges_g(i["x"], i["y"])),
    }


def _effect_size_pairs(i: Input) -> Reported:
    dz = means.cohens_dz(with_gaps(i["x"]), with_gaps(i["y"]))
    return dz if isinstance(dz, NotEstimable) else {"dz": dz}


def _typical_time(i: Input) -> Reported:
    result = log_contrast(durations.mean_log_time(i["times"]), i.get("conf", 0.95))
    return result if isinstance(result, NotEstimable) else {**result, "gm": result["ratio"]}


def _composite(i: Input) -> Reported:
    group, status = np.asarray(i["group"]), np.asarray(i["status"])
    times = durations.composite_times(floats(i["time"]), status == 1, i["tau"])
    result = means.welch_contrast(times[group == 1], times[group == 0])
    if isinstance(result, NotEstimable):
        return result
    return {
        "mean_restricted_time1": float(times[group == 1].mean()),
        "mean_restricted_time0": float(times[group == 0].mean()),
        "diff": result.difference,
    }


def _rows(rows: list[list[float]]) -> FloatArray:
    return floats([value for row in rows for value in row]).reshape(len(rows), 2)


def _crossover(i: Input) -> Reported:
    data = crossover.CrossoverData(_rows(i["AB"]), _rows(i["BA"]))
    effects = crossover.hills_armitage(data)
    if isinstance(effects, NotEstimable):
        return effects
    treatment = contrast(effects.treatment)
    if isinstance(treatment, NotEstimable):
        return treatment
    return {**treatment, "treatment_effect": treatment["diff"], **_sideline(effects)}


def _crossover_log(i: Input) -> Reported:
    data = crossover.CrossoverData(_rows(i["AB"]), _rows(i["BA"]))
    effects = crossover.hills_armitage_log(data)
    if isinstance(effects, NotEstimable):
        return effects
    treatment = log_contrast(effects.treatment)
    if isinstance(treatment, NotEstimable):
        return treatment
    ratio = {"ratio_A_over_B": treatment["ratio"], "ratio_ci": treatment["ci"]}
    return {**treatment, **ratio, **_sideline(effects)}


def _sideline(effects: crossover.CrossoverEffects) -> dict[str, float | None]:
    return {
        "period_effect": effects.period.difference,
        "period_t": effects.period.t,
        "period_p": effects.period.p,
        "carryover_diff": effects.carry_over.difference,
        "carryover_t": effects.carry_over.t,
        "carryover_p": effects.carry_over.p,
    }


def _mainland_gart(i: Input) -> Reported:
    ab = crossover.PeriodCounts(i["AB"]["p1_only"], i["AB"]["p2_only"])
    ba = crossover.PeriodCounts(i["BA"]["p1_only"], i["BA"]["p2_only"])
    return {"p_mainland_gart_fisher": crossover.mainland_gart(ab, ba).p}


def _median(i: Input) -> Reported:
    result = durations.median_interval(i["x"], Unit.SECONDS, i.get("conf", 0.95))
    if isinstance(result, NotEstimable):
        return {"median": float(np.median(i["x"])) if i["x"] else None, "ci": None}
    return {
        "median": result.value,
        "ci": [result.low, result.high],
        "coverage": result.level,
    }


TIMES_AND_MEANS: dict[str, Method] = {
    "welch_t": _welch,
    "welch_t_summary": _welch_summary,
    "paired_t": _paired,
    "effect_size_d": _effect_size,
    "effect_size_dz": _effect_size_pairs,
    "time_geometric_mean": _typical_time,
    "time_ratio_gm_independent": lambda i: log_contrast(
        durations.log_ratio_contrast(i["revised"], i["original"])
    ),
    "time_ratio_gm_paired": lambda i: log_contrast(
        durations.paired_log_ratio_contrast(i["revised"], i["original"])
    ),
    "median_ci_exact": _median,
    "rmst_composite": _composite,
    "crossover_ab_ba": _crossover,
    "crossover_ab_ba_log": _crossover_log,
    "crossover_binary_mainland_gart": _mainland_gart,
}
