"""What may be said: everything a report says, with its uncertainty, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from lab.errors import NotEstimable
from lab.forms.model import Version
from lab.reports.bounds import bounded
from lab.reports.evidence import Evidence
from lab.reports.field_findings import FieldFinding, field_findings, often_rejected
from lab.reports.flow import Flow, flow_of
from lab.reports.overview import attempt_rows, comparison
from lab.reports.reading import Reading, reading
from lab.reports.service_figures import MissingFigure, ServiceFigure, service_figures
from lab.reports.stages import Stage, guarded, stage_of
from lab.reports.tallies import Rejected
from lab.reports.ways import VersionWay, version_ways
from lab.statistics.attempts import AttemptRow
from lab.statistics.estimates import Estimate
from lab.statistics.plan import Measure
from lab.statistics.results import Comparison, OutcomeComparison, Role
from lab.statistics.verdicts import Word
from lab.studies.protocol import Study, VersionId

UNSETTLED = frozenset(
    {
        Word.NOT_CLEAR,
        Word.NOT_ESTIMABLE,
        Word.COUNTS_ONLY,
        Word.AT_MOST_MARGIN_WORSE,
    }
)
MOST_MESSAGES = 8


@dataclass(frozen=True, slots=True)
class Dots:
    """One person's values of the two versions; NaN where there is none. No attributes."""

    original: float
    revised: float


@dataclass(frozen=True, slots=True)
class Compared:
    """What is shown from the planned number of people on; everything small is held back.

    deviations: how often wrong or blank facts deviated in which way, by version and kind.
    """

    comparison: Comparison
    service: tuple[ServiceFigure | MissingFigure, ...]
    fields: tuple[FieldFinding, ...]
    ways: tuple[VersionWay, ...]
    rejected: tuple[Rejected, ...]
    deviations: Mapping[tuple[VersionId, str], int]
    dots: Mapping[Measure, tuple[Dots, ...]]

    @property
    def unsettled(self) -> tuple[OutcomeComparison, ...]:
        """The outcomes on which nothing could be shown, the primary one first."""
        found = [one for one in self.comparison.outcomes if one.verdict.word in UNSETTLED]
        return tuple(sorted(found, key=lambda one: one.role != Role.PRIMARY))


@dataclass(frozen=True, slots=True)
class Findings:
    """compared: None in every stage but the last."""

    study: Study
    versions: Mapping[VersionId, Version]
    simulated: bool
    until: date | None
    stage: Stage
    people: int
    reading: Reading
    flow: Flow
    compared: Compared | None


def find(evidence: Evidence) -> Findings:
    recording = evidence.recording
    rng = np.random.default_rng(recording.study.seed)
    found = comparison(recording, simulated=evidence.simulated, rng=rng)
    rows = attempt_rows(recording, simulated=evidence.simulated)
    stage = stage_of(found, recording.study)
    shown = stage == Stage.COMPARED and found is not None
    compared = _compared(evidence, rows, found) if shown and found else None
    return Findings(
        study=recording.study,
        versions=evidence.versions,
        simulated=evidence.simulated,
        until=evidence.until,
        stage=stage,
        people=found.people if found else 0,
        reading=reading(evidence.versions, evidence.related, "de"),
        flow=flow_of(evidence, rows),
        compared=compared,
    )


def satisfaction_of(study: Study) -> Measure:
    """The scale of satisfaction that the study asks for."""
    return Measure.SUS if "sus" in study.after_version else Measure.SEQ


def _compared(evidence: Evidence, rows: tuple[AttemptRow, ...], found: Comparison) -> Compared:
    study = evidence.recording.study
    small = study.small_group
    shown = bounded(guarded(found, small))
    return Compared(
        comparison=shown,
        service=service_figures(shown, rows, small, satisfaction_of(study)),
        fields=field_findings(evidence, small),
        ways=version_ways(evidence, small),
        rejected=often_rejected(evidence, small, MOST_MESSAGES),
        deviations=evidence.tallies.deviations,
        dots={
            measure: _dots(rows, measure, study)
            for measure in (Measure.TIME, Measure.WRONG_FACTS, Measure.SUS)
            if _is_shown(shown.outcome(measure))
        },
    )


def _is_shown(outcome: OutcomeComparison) -> bool:
    return all(version.value is not None for version in outcome.versions)


def _dots(rows: tuple[AttemptRow, ...], measure: Measure, study: Study) -> tuple[Dots, ...]:
    """By size, so that nobody's place says when they came."""
    by_person: dict[str, Dots] = {}
    for row in rows:
        before = by_person.get(row.participant, Dots(np.nan, np.nan))
        by_person[row.participant] = replace(before, **{row.version: _value(row, measure, study)})
    shown = [
        dots for dots in by_person.values() if not np.isnan([dots.original, dots.revised]).all()
    ]
    return tuple(
        sorted(shown, key=lambda dots: tuple(np.nan_to_num((dots.original, dots.revised))))
    )


def _value(row: AttemptRow, measure: Measure, study: Study) -> float:
    if measure == Measure.TIME:
        within = row.completed_correctly and row.seconds is not None
        limit = float(study.time_limit_seconds)
        return min(row.seconds, limit) if within and row.seconds is not None else limit
    value = row.wrong_facts if measure == Measure.WRONG_FACTS else row.sus
    return np.nan if value is None else float(value)


def estimate_of(outcome: OutcomeComparison) -> Estimate | None:
    return None if isinstance(outcome.headline, NotEstimable) else outcome.headline
