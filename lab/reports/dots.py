"""Every person's values with the two versions, as pictures show them: without attributes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lab.statistics.attempts import AttemptRow
from lab.statistics.plan import Measure, Plan, TimeEstimand
from lab.statistics.results import Comparison, OutcomeComparison

DRAWN = (Measure.TIME, Measure.WRONG_FACTS, Measure.SUS)


@dataclass(frozen=True, slots=True)
class Dots:
    """One person's values of the two versions; NaN where there is none. No attributes."""

    original: float
    revised: float


def dots_of(
    rows: Sequence[AttemptRow], comparison: Comparison
) -> Mapping[Measure, tuple[Dots, ...]]:
    """Of the outcomes that are drawn and may be shown."""
    return {
        outcome.measure: _dots(rows, outcome.measure, comparison.plan)
        for outcome in comparison.outcomes
        if outcome.measure in DRAWN and _is_shown(outcome)
    }


def _is_shown(outcome: OutcomeComparison) -> bool:
    return all(version.value is not None for version in outcome.versions)


def _dots(rows: Iterable[AttemptRow], measure: Measure, plan: Plan) -> tuple[Dots, ...]:
    """By size, so that nobody's place says when they came. Several attempts are averaged."""
    found: dict[str, dict[str, list[float]]] = {}
    for row in rows:
        value = np.nan if row.technical else _value(row, measure, plan)
        if not np.isnan(value):
            found.setdefault(row.participant, {}).setdefault(row.version, []).append(value)
    dots = (Dots(_mean(by.get("original")), _mean(by.get("revised"))) for by in found.values())
    return tuple(sorted(dots, key=lambda one: tuple(np.nan_to_num((one.original, one.revised)))))


def _mean(values: list[float] | None) -> float:
    return sum(values) / len(values) if values else np.nan


def _value(row: AttemptRow, measure: Measure, plan: Plan) -> float:
    if measure == Measure.TIME:
        return _time(row, plan)
    value = row.wrong_facts if measure == Measure.WRONG_FACTS else row.sus
    return np.nan if value is None else float(value)


def _time(row: AttemptRow, plan: Plan) -> float:
    """Who did not get done counts the limit, or is left out, as declared."""
    composite = plan.time_estimand == TimeEstimand.COMPOSITE
    if not row.completed_correctly:
        return plan.time_limit_seconds if composite else np.nan
    if row.seconds is None:
        return np.nan
    return min(row.seconds, plan.time_limit_seconds) if composite else row.seconds
