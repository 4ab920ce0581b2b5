"""Three or more versions side by side: each by itself, the trend over them, and each step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lab.errors import NotEstimable
from lab.statistics import series
from lab.statistics.arrays import FloatArray
from lab.statistics.attempts import ORIGINAL, AttemptRow, people_of, table_from_rows
from lab.statistics.estimates import SignificanceTest
from lab.statistics.outcome_data import UNITS, OutcomeData, Scale, outcome_data
from lab.statistics.outcomes import summary_of
from lab.statistics.plan import MORE_IS_BETTER, Measure, Plan
from lab.statistics.results import VersionSummary
from lab.statistics.series import Completions, Step

SHARED = "people used several versions, and the tests are for different people"


@dataclass(frozen=True, slots=True)
class Trend:
    """rising: the figure grows from version to version."""

    test: SignificanceTest
    rising: bool


@dataclass(frozen=True, slots=True)
class OutcomeSeries:
    """One outcome over all versions, in their order.

    same: whether all versions do equally well; of shares only. steps: each version minus the one
    before. against_first: of means, Dunnett's p of each later version against the first.
    """

    measure: Measure
    more_is_better: bool
    versions: tuple[VersionSummary, ...]
    trend: Trend | NotEstimable
    same: SignificanceTest | NotEstimable | None
    steps: tuple[Step, ...]
    against_first: tuple[float, ...] | NotEstimable | None


def compare_series(
    versions: Mapping[str, Sequence[AttemptRow]], plan: Plan, measures: Sequence[Measure]
) -> tuple[OutcomeSeries, ...]:
    """versions: the attempts at each, in their order; each row's own `version` is not looked at."""
    names = [{row.participant for row in rows} for rows in versions.values()]
    shared = len(set().union(*names)) < sum(len(people) for people in names)
    return tuple(_outcome(versions, plan, measure, shared) for measure in measures)


def _outcome(
    versions: Mapping[str, Sequence[AttemptRow]], plan: Plan, measure: Measure, shared: bool
) -> OutcomeSeries:
    data = [_data(rows, plan, measure) for rows in versions.values()]
    summaries = tuple(
        _named(summary_of(one, plan, ORIGINAL), name)
        for name, one in zip(versions, data, strict=True)
    )
    more, groups = MORE_IS_BETTER[measure], [_seen(one) for one in data]
    if shared:
        held = NotEstimable(SHARED, tuple(group.size for group in groups))
        return OutcomeSeries(measure, more, summaries, held, None, (), None)
    if all(one.scale == Scale.YES_NO for one in data):
        return _of_shares(measure, summaries, groups)
    return _of_means(measure, summaries, groups)


def _data(rows: Sequence[AttemptRow], plan: Plan, measure: Measure) -> OutcomeData:
    """As if this version were the only one."""
    table = table_from_rows(
        replace(row, version="original", period=1, preference=None, group=None) for row in rows
    )
    estimand = plan.time_estimand if measure == Measure.TIME else None
    return outcome_data(table, people_of(table), plan, measure, estimand)


def _seen(data: OutcomeData) -> FloatArray:
    column = data.values[:, ORIGINAL]
    return column[~np.isnan(column)]


def _named(summary: VersionSummary, name: str) -> VersionSummary:
    return VersionSummary(name, summary.n, summary.successes, summary.value, summary.estimate)


def _of_shares(
    measure: Measure, summaries: tuple[VersionSummary, ...], groups: Sequence[FloatArray]
) -> OutcomeSeries:
    counted = [Completions(int(group.sum()), int(group.size)) for group in groups]
    return OutcomeSeries(
        measure=measure,
        more_is_better=MORE_IS_BETTER[measure],
        versions=summaries,
        trend=_trend(series.cochran_armitage(counted), groups),
        same=series.equal_proportions(counted),
        steps=series.adjacent_steps(counted),
        against_first=None,
    )


def _of_means(
    measure: Measure, summaries: tuple[VersionSummary, ...], groups: Sequence[FloatArray]
) -> OutcomeSeries:
    against = series.dunnett(groups[0], groups[1:])
    return OutcomeSeries(
        measure=measure,
        more_is_better=MORE_IS_BETTER[measure],
        versions=summaries,
        trend=_trend(series.jonckheere(groups), groups),
        same=None,
        steps=series.adjacent_means(groups, UNITS[measure]),
        against_first=against if isinstance(against, NotEstimable) else against.p,
    )


def _trend(
    test: SignificanceTest | NotEstimable, groups: Sequence[FloatArray]
) -> Trend | NotEstimable:
    """The direction is that of most pairs of people with different versions."""
    if isinstance(test, NotEstimable):
        return test
    total = sum(group.size for group in groups)
    pairs = (total**2 - sum(group.size**2 for group in groups)) / 2
    return Trend(test, series.jonckheere_count(groups) > pairs / 2)
