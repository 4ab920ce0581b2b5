"""The values of one outcome person by person, and the margin that was declared for it."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from lab.statistics import durations
from lab.statistics.arrays import FloatArray, IntArray
from lab.statistics.attempts import ORIGINAL, AttemptTable, People
from lab.statistics.estimates import Unit
from lab.statistics.plan import Measure, Plan, TimeEstimand

UNITS = {
    Measure.SUBMITTED_CORRECTLY: Unit.POINTS,
    Measure.FINISHED: Unit.POINTS,
    Measure.TIME: Unit.SECONDS,
    Measure.WRONG_FACTS: Unit.FACTS,
    Measure.SUS: Unit.SCORE,
    Measure.SEQ: Unit.SCORE,
}


class Scale(StrEnum):
    YES_NO = "yes_no"
    MEAN = "mean"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class OutcomeData:
    """values: people x versions, NaN where a person has none."""

    measure: Measure
    estimand: TimeEstimand | None
    scale: Scale
    values: FloatArray
    began: IntArray
    group: IntArray


def outcome_data(
    table: AttemptTable,
    people: People,
    plan: Plan,
    measure: Measure,
    estimand: TimeEstimand | None = None,
) -> OutcomeData:
    values = people.means(_per_attempt(table, plan, measure, estimand), ~table.technical)
    scale = Scale.MEAN
    if estimand == TimeEstimand.COMPLETERS:
        scale = Scale.RATIO
    elif UNITS[measure] == Unit.POINTS and _is_yes_no(values):
        scale = Scale.YES_NO
    return OutcomeData(measure, estimand, scale, values, people.began, people.group)


def margin_of(data: OutcomeData, plan: Plan) -> float:
    """In the headline's unit; for composite time the declared share of the original's mean."""
    margin = plan.margins.of(data.measure)
    if data.estimand != TimeEstimand.COMPOSITE:
        return margin
    original = data.values[:, ORIGINAL]
    seen = original[~np.isnan(original)]
    return margin * float(seen.mean()) if seen.size else margin


def _per_attempt(
    table: AttemptTable, plan: Plan, measure: Measure, estimand: TimeEstimand | None
) -> FloatArray:
    if estimand == TimeEstimand.COMPOSITE:
        return durations.composite_times(table.seconds, table.correct, plan.time_limit_seconds)
    if estimand == TimeEstimand.COMPLETERS:
        times: FloatArray = np.where(table.correct, table.seconds, np.nan)
        return times
    return {
        Measure.SUBMITTED_CORRECTLY: table.correct.astype(np.float64),
        Measure.FINISHED: table.finished.astype(np.float64),
        Measure.TIME: table.seconds,
        Measure.WRONG_FACTS: table.wrong_facts,
        Measure.SUS: table.sus,
        Measure.SEQ: table.seq,
    }[measure]


def _is_yes_no(values: FloatArray) -> bool:
    """False when a person's several attempts were averaged to something in between."""
    seen = values[~np.isnan(values)]
    return bool(((seen == 0) | (seen == 1)).all())
