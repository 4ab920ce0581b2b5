"""Compares the two versions from an office's own table, with nothing declared beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from lab.reports.bounds import bounded
from lab.sessions.spreadsheet.model import OfficeTable
from lab.sessions.spreadsheet.series import SeriesTable
from lab.statistics.attempts import AttemptRow, table_from_rows
from lab.statistics.comparison import compare
from lab.statistics.plan import Design, Measure, Plan, TimeEstimand
from lab.statistics.results import Comparison
from lab.statistics.version_series import OutcomeSeries, compare_series

MAIN_QUESTIONS = (
    Measure.SUBMITTED_CORRECTLY,
    Measure.FINISHED,
    Measure.TIME,
    Measure.SUS,
    Measure.SEQ,
    Measure.WRONG_FACTS,
)
"""The first that the table tells is the main question."""
COMPLETION = frozenset({Measure.SUBMITTED_CORRECTLY, Measure.FINISHED})
SEED = 1


@dataclass(frozen=True, slots=True)
class Choices:
    """What an office says beside its table; None: to be seen from the table, or the usual."""

    design: Design | None = None
    time_limit_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Undecided:
    """The design cannot be seen: so many people used both versions, so many one."""

    both: int
    one: int
    asked: Design | None


@dataclass(frozen=True, slots=True)
class VersionSeries:
    """A table of three or more versions: their names in order, and every outcome over all."""

    names: tuple[str, ...]
    order_said: bool
    outcomes: tuple[OutcomeSeries, ...]


@dataclass(frozen=True, slots=True)
class TableComparison:
    """comparison: with the outcomes that the table tells. one_version: people a crossover lacks a
    version of. over_limit: correct attempts that took longer than the limit and count as it.
    """

    table: OfficeTable
    comparison: Comparison
    design_seen: bool
    one_version: int
    over_limit: int
    series: VersionSeries | None = None

    @property
    def plan(self) -> Plan:
        return self.comparison.plan

    @property
    def completion_known(self) -> bool:
        return bool(COMPLETION & set(self.table.measured))


def compare_table(
    table: OfficeTable, choices: Choices, series: SeriesTable | None = None
) -> TableComparison | Undecided:
    """table: with at least one row; of a series the first and the newest version."""
    both, one = _people(table.rows)
    design = choices.design or _design(both, one)
    if design is None or (both and design != Design.CROSSOVER):
        return Undecided(both, one, choices.design)
    plan = _plan(table, design, choices)
    rng = np.random.default_rng(SEED)
    found = bounded(compare(table_from_rows(table.rows), plan, rng))
    told = tuple(outcome for outcome in found.outcomes if outcome.measure in table.measured)
    return TableComparison(
        table=table,
        comparison=replace(found, outcomes=told),
        design_seen=choices.design is None,
        one_version=one if design == Design.CROSSOVER else 0,
        over_limit=sum(_over_limit(row, plan) for row in table.rows),
        series=_series(series, plan, table.measured) if series else None,
    )


def _series(found: SeriesTable, plan: Plan, measured: Sequence[Measure]) -> VersionSeries:
    outcomes = compare_series(found.versions, plan, measured)
    return VersionSeries(tuple(found.versions), found.order_said, outcomes)


def _people(rows: Sequence[AttemptRow]) -> tuple[int, int]:
    """How many used both versions, and how many one."""
    used: dict[str, set[str]] = {}
    for row in rows:
        used.setdefault(row.participant, set()).add(row.version)
    both = sum(len(versions) == 2 for versions in used.values())
    return both, len(used) - both


def _design(both: int, one: int) -> Design | None:
    """Who says nothing about a lot had none."""
    if not both:
        return Design.COHORTS
    return Design.CROSSOVER if both > one else None


def _plan(table: OfficeTable, design: Design, choices: Choices) -> Plan:
    usual = Plan()
    known = COMPLETION & set(table.measured)
    return Plan(
        design=design,
        time_limit_seconds=choices.time_limit_seconds or usual.time_limit_seconds,
        time_estimand=TimeEstimand.COMPOSITE if known else TimeEstimand.COMPLETERS,
        primary=next(measure for measure in MAIN_QUESTIONS if measure in table.measured),
    )


def _over_limit(row: AttemptRow, plan: Plan) -> bool:
    if plan.time_estimand != TimeEstimand.COMPOSITE or row.seconds is None:
        return False
    return row.completed_correctly and row.seconds > plan.time_limit_seconds
