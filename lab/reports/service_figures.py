"""The figures of an administration's own audit, named and ordered after DIN SPEC 66336, 5.12."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from lab.errors import NotEstimable
from lab.statistics.attempts import AttemptRow
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.looks import current_level
from lab.statistics.paired import PairedCounts, tango_difference
from lab.statistics.plan import Measure, Monitoring
from lab.statistics.proportions import adjusted_wald
from lab.statistics.results import Comparison, OutcomeComparison, VersionSummary
from lab.statistics.verdicts import FEWEST_FOR_A_VERDICT, Verdict
from lab.studies.protocol import VersionId

COUNT = NotEstimable("a count, not an estimate")
FEW_SUBMITTED = NotEstimable("too few people submitted with both versions")
WATCHED = NotEstimable("described without a range while the study may be looked at any time")
VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")


class ServiceName(StrEnum):
    VISITS = "visits"
    COMPLETION = "completion"
    SATISFACTION = "satisfaction"
    CORRECT = "correct"
    FAULTY = "faulty"
    DURATION = "duration"
    PROBLEMS = "problems"


class LeftOut(StrEnum):
    """Why a figure is not in the table."""

    NO_PROBLEMS_RECORDED = "no_problems_recorded"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class ServiceFigure:
    """original, revised: in `unit`. verdict: None where a figure is described, not judged."""

    name: ServiceName
    unit: Unit | None
    original: VersionSummary
    revised: VersionSummary
    difference: Estimate | NotEstimable
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class MissingFigure:
    name: ServiceName
    why: LeftOut


def service_figures(
    comparison: Comparison, rows: Sequence[AttemptRow], small_group: int, satisfaction: Measure
) -> tuple[ServiceFigure | MissingFigure, ...]:
    """In the standard's order. comparison: guarded. satisfaction: the scale that was asked."""
    satisfied = comparison.outcome(satisfaction)
    asked = any(version.n for version in satisfied.versions)
    return (
        _visits(rows),
        _judged(ServiceName.COMPLETION, comparison.outcome(Measure.FINISHED)),
        _judged(ServiceName.SATISFACTION, satisfied)
        if asked
        else MissingFigure(ServiceName.SATISFACTION, LeftOut.NOT_ASKED),
        _judged(ServiceName.CORRECT, comparison.outcome(Measure.SUBMITTED_CORRECTLY)),
        _faulty(rows, small_group, _described_level(comparison)),
        _judged(ServiceName.DURATION, comparison.outcome(Measure.TIME)),
        MissingFigure(ServiceName.PROBLEMS, LeftOut.NO_PROBLEMS_RECORDED),
    )


def time_spent(rows: Sequence[AttemptRow], small_group: int) -> Mapping[str, float]:
    """The median of the active seconds of everybody who began, however it ended; no version that
    fewer than `small_group` began."""
    spent = {
        version: [row.seconds for row in rows if row.version == version and row.seconds is not None]
        for version in VERSIONS
    }
    return {
        version: median(seconds)
        for version, seconds in spent.items()
        if len(seconds) >= small_group
    }


def _visits(rows: Sequence[AttemptRow]) -> ServiceFigure:
    original, revised = (_visits_of(rows, version) for version in VERSIONS)
    return ServiceFigure(ServiceName.VISITS, None, original, revised, COUNT, None)


def _visits_of(rows: Iterable[AttemptRow], version: VersionId) -> VersionSummary:
    began = sum(row.version == version for row in rows)
    return VersionSummary(version, began, None, float(began), COUNT)


def _judged(name: ServiceName, outcome: OutcomeComparison) -> ServiceFigure:
    original, revised = outcome.versions
    unit = unit_of(outcome)
    return ServiceFigure(name, unit, original, revised, outcome.headline, outcome.verdict)


def unit_of(outcome: OutcomeComparison) -> Unit:
    """Of a version's own value."""
    match outcome.measure:
        case Measure.SUBMITTED_CORRECTLY | Measure.FINISHED:
            return Unit.SHARE
        case Measure.TIME:
            return Unit.SECONDS
        case Measure.WRONG_FACTS:
            return Unit.FACTS
        case _:
            return Unit.SCORE


def _described_level(comparison: Comparison) -> float | None:
    """As strict as the look; None where no range of a description holds under watching."""
    if comparison.plan.monitoring == Monitoring.ALWAYS_VALID:
        return None
    return current_level(comparison.plan, comparison.people)


def _faulty(rows: Sequence[AttemptRow], small_group: int, level: float | None) -> ServiceFigure:
    """Of what was submitted. Who submits differs between versions: described, not judged."""
    original, revised = (_faulty_of(rows, version, small_group) for version in VERSIONS)
    difference = WATCHED if level is None else _faulty_difference(rows, small_group, level)
    return ServiceFigure(ServiceName.FAULTY, Unit.SHARE, original, revised, difference, None)


def _faulty_of(rows: Iterable[AttemptRow], version: VersionId, small_group: int) -> VersionSummary:
    faulty = [not row.completed_correctly for row in rows if _submitted(row, version)]
    n, count = len(faulty), sum(faulty)
    if n < max(small_group, FEWEST_FOR_A_VERDICT):
        value = count / n if n >= small_group else None
        return VersionSummary(version, n, count if value is not None else None, value, COUNT)
    return VersionSummary(version, n, count, count / n, adjusted_wald(count, n))


def _faulty_difference(
    rows: Sequence[AttemptRow], small_group: int, level: float
) -> Estimate | NotEstimable:
    before, after = (_faulty_by_person(rows, version) for version in VERSIONS)
    both = sorted(before.keys() & after.keys())
    if len(both) < max(small_group, FEWEST_FOR_A_VERDICT):
        return FEW_SUBMITTED
    cells = PairedCounts(
        both=sum(after[one] and before[one] for one in both),
        first_only=sum(after[one] and not before[one] for one in both),
        second_only=sum(before[one] and not after[one] for one in both),
        neither=sum(not (before[one] or after[one]) for one in both),
    )
    return tango_difference(cells, level)


def _faulty_by_person(rows: Iterable[AttemptRow], version: VersionId) -> dict[str, bool]:
    return {
        row.participant: not row.completed_correctly for row in rows if _submitted(row, version)
    }


def _submitted(row: AttemptRow, version: VersionId) -> bool:
    return row.version == version and row.finished and not row.technical
