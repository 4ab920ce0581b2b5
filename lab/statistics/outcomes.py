"""One outcome at a time: a summary per version, the effect of the revision, and its verdict."""

import numpy as np

from lab.errors import NotEstimable
from lab.statistics import details, durations, means, proportions
from lab.statistics.arrays import BoolArray, FloatArray
from lab.statistics.attempts import ORIGINAL, REVISED, VERSIONS
from lab.statistics.effects import (
    FEW,
    Effect,
    Judged,
    Pairs,
    arms_completion,
    arms_mean,
    arms_ratio,
    complete_pairs,
    judge,
    paired_completion,
    paired_mean,
    paired_ratio,
)
from lab.statistics.estimates import Unit
from lab.statistics.outcome_data import UNITS, OutcomeData, Scale, margin_of
from lab.statistics.paired import PairedCounts
from lab.statistics.plan import MORE_IS_BETTER, Design, Measure, Monitoring, Plan
from lab.statistics.results import Detail, OutcomeComparison, Role, VersionSummary
from lab.statistics.verdicts import FEWEST_FOR_A_VERDICT, Word


def effect_on(data: OutcomeData, design: Design, people: BoolArray | None = None) -> Effect:
    """The effect, for everybody or for some of the people."""
    values = data.values if people is None else data.values[people]
    began = data.began if people is None else data.began[people]
    unit = UNITS[data.measure]
    if design == Design.CROSSOVER:
        pairs = complete_pairs(values, began)
        if data.scale == Scale.RATIO:
            return paired_ratio(pairs)
        effect = paired_mean(pairs, unit)
        yes_no = data.scale == Scale.YES_NO
        return paired_completion(_cells(pairs), effect.contrast) if yes_no else effect
    original, revised = _arms(values)
    if data.scale == Scale.RATIO:
        return arms_ratio(original, revised)
    if data.scale == Scale.YES_NO:
        return arms_completion(original, revised)
    return arms_mean(original, revised, unit)


def compare_outcome(
    data: OutcomeData, plan: Plan, people_in_all: int, rng: np.random.Generator | None
) -> OutcomeComparison:
    effect = effect_on(data, plan.design)
    margin, more = margin_of(data, plan), MORE_IS_BETTER[data.measure]
    judged = judge(effect, plan, people_in_all, more_is_better=more, margin=margin)
    shown = not isinstance(judged.headline, NotEstimable)
    return OutcomeComparison(
        measure=data.measure,
        time_estimand=data.estimand,
        role=_role(data, plan),
        more_is_better=more,
        people=effect.people,
        versions=(summary_of(data, plan, ORIGINAL), summary_of(data, plan, REVISED)),
        headline=judged.headline,
        narrow=judged.narrow,
        margin=margin,
        verdict=judged.verdict,
        cells=_paired_cells(data, plan),
        details=(*_details(data, plan, rng), *_of_margin(data, plan, effect, margin))
        if shown or _may_show(judged)
        else (),
    )


def _arms(values: FloatArray) -> tuple[FloatArray, FloatArray]:
    original, revised = values[:, ORIGINAL], values[:, REVISED]
    return original[~np.isnan(original)], revised[~np.isnan(revised)]


def _cells(pairs: Pairs) -> PairedCounts:
    """The first is the revised version, so that differences are revised minus original."""
    revised, original = pairs.revised > 0.5, pairs.original > 0.5
    return PairedCounts(
        both=int((revised & original).sum()),
        first_only=int((revised & ~original).sum()),
        second_only=int((~revised & original).sum()),
        neither=int((~revised & ~original).sum()),
    )


def _paired_cells(data: OutcomeData, plan: Plan) -> PairedCounts | None:
    if plan.design != Design.CROSSOVER or data.scale != Scale.YES_NO:
        return None
    return _cells(complete_pairs(data.values, data.began))


def _role(data: OutcomeData, plan: Plan) -> Role:
    if data.estimand not in (None, plan.time_estimand):
        return Role.EXPLORATORY
    if data.measure == plan.primary:
        return Role.PRIMARY
    return Role.SECONDARY if data.measure in plan.secondary else Role.EXPLORATORY


def _may_show(judged: Judged) -> bool:
    """Details are withheld exactly where the headline is, not where it cannot be estimated."""
    return judged.verdict.word == Word.NOT_ESTIMABLE


def summary_of(data: OutcomeData, plan: Plan, version: int) -> VersionSummary:
    """One version by itself; version: its column."""
    column = data.values[:, version]
    seen = column[~np.isnan(column)]
    n, value = int(seen.size), float(seen.mean()) if seen.size else None
    name, few = VERSIONS[version], NotEstimable(FEW, (int(seen.size),))
    if data.scale == Scale.YES_NO:
        successes = int(seen.sum())
        share = proportions.adjusted_wald(successes, n) if n >= FEWEST_FOR_A_VERDICT else few
        return VersionSummary(name, n, successes, value, share, _share_details(successes, n))
    if n < FEWEST_FOR_A_VERDICT:
        return VersionSummary(name, n, None, value, few)
    if data.scale == Scale.RATIO:
        typical = durations.geometric_mean(seen)
        return VersionSummary(name, n, None, value, typical, (_median(seen),))
    unit = Unit.SHARE if UNITS[data.measure] == Unit.POINTS else UNITS[data.measure]
    extra = (_median(seen),) if data.measure == Measure.TIME else ()
    return VersionSummary(name, n, None, value, means.mean_estimate(seen, unit), extra)


def _share_details(successes: int, n: int) -> tuple[Detail, ...]:
    if n < FEWEST_FOR_A_VERDICT:
        return ()
    return (
        Detail("wilson", proportions.wilson(successes, n)),
        Detail("clopper_pearson", proportions.clopper_pearson(successes, n)),
    )


def _median(seen: FloatArray) -> Detail:
    return Detail("median", durations.median_interval(seen, Unit.SECONDS))


def _details(data: OutcomeData, plan: Plan, rng: np.random.Generator | None) -> tuple[Detail, ...]:
    if plan.design == Design.CROSSOVER:
        return (*_paired_details(data, rng), *_watched_details(data, plan))
    return _arms_details(data, plan, rng)


def _of_margin(data: OutcomeData, plan: Plan, effect: Effect, margin: float) -> tuple[Detail, ...]:
    if data.scale != Scale.YES_NO:
        return details.of_margin(effect, margin)
    if plan.design == Design.CROSSOVER:
        return ()
    return details.of_arms_margin(*_arms(data.values), margin)


def _paired_details(data: OutcomeData, rng: np.random.Generator | None) -> tuple[Detail, ...]:
    pairs = complete_pairs(data.values, data.began)
    if data.scale == Scale.YES_NO:
        return details.of_paired_completion(pairs, _cells(pairs))
    if data.scale == Scale.RATIO:
        return details.of_paired_ratio(pairs)
    return details.of_paired_means(pairs, UNITS[data.measure], rng)


def _watched_details(data: OutcomeData, plan: Plan) -> tuple[Detail, ...]:
    """Evidence that may be looked at any time, from what people did first."""
    if plan.monitoring != Monitoring.ALWAYS_VALID or data.scale != Scale.YES_NO:
        return ()
    if plan.design != Design.CROSSOVER:
        return details.of_arrival(*_arms(data.values))
    return details.of_arrival(*details.first_period(complete_pairs(data.values, data.began)))


def _arms_details(
    data: OutcomeData, plan: Plan, rng: np.random.Generator | None
) -> tuple[Detail, ...]:
    original, revised = _arms(data.values)
    if data.scale == Scale.YES_NO:
        within = data.group if (data.group >= 0).any() else None
        strata = () if within is None else details.of_strata(data.values, within)
        arrival = _watched_details(data, plan)
        return (*details.of_arms_completion(original, revised), *strata, *arrival)
    if data.scale == Scale.RATIO:
        return ()
    found = details.of_arms_means(original, revised, UNITS[data.measure], rng)
    if data.measure == Measure.WRONG_FACTS:
        found = (*found, *details.of_arms_counts(original, revised, rng))
    if data.measure == Measure.TIME:
        found = (*found, *details.of_arms_time(original, revised, plan.time_limit_seconds))
    return found
