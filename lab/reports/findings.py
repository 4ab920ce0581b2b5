"""What may be said: everything a report says, with its uncertainty, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from lab.forms.model import Version
from lab.reports.bounds import bounded
from lab.reports.dots import Dots, dots_of
from lab.reports.evidence import Evidence
from lab.reports.field_findings import FieldFinding, field_findings, often_rejected
from lab.reports.flow import Flow, flow_of
from lab.reports.overview import people_waiting, plan_of
from lab.reports.progress import TwoCurves, progress_of
from lab.reports.reading import Reading, reading
from lab.reports.service_figures import (
    MissingFigure,
    ServiceFigure,
    service_figures,
    time_spent,
)
from lab.reports.stages import Stage, guarded, stage_of
from lab.reports.tallies import Rejected
from lab.reports.ways import VersionWay, version_ways
from lab.statistics.attempts import AttemptTable, table_from_rows
from lab.statistics.comparison import compare
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
class Compared:
    """What is shown from the planned number of people on; everything small is held back.

    spent: what people typically needed, in active seconds.
    deviations: how often wrong or blank facts deviated in which way, by version and kind.
    """

    comparison: Comparison
    service: tuple[ServiceFigure | MissingFigure, ...]
    fields: tuple[FieldFinding, ...]
    ways: tuple[VersionWay, ...]
    rejected: tuple[Rejected, ...]
    deviations: Mapping[tuple[VersionId, str], int]
    dots: Mapping[Measure, tuple[Dots, ...]]
    progress: TwoCurves | None
    spent: Mapping[str, float]

    @property
    def unsettled(self) -> tuple[OutcomeComparison, ...]:
        return unsettled(self.comparison)


@dataclass(frozen=True, slots=True)
class Findings:
    """compared: None in every stage but the last. waiting: people who are through and count from
    the next planned look on."""

    study: Study
    versions: Mapping[VersionId, Version]
    simulated: bool
    until: date | None
    stage: Stage
    people: int
    waiting: int
    reading: Reading
    flow: Flow
    compared: Compared | None


def find(evidence: Evidence) -> Findings:
    recording = evidence.recording
    rng = np.random.default_rng(recording.study.seed)
    rows = evidence.rows
    table = table_from_rows(rows)
    found = compare(table, plan_of(recording.study), rng) if rows else None
    stage = stage_of(found, recording.study)
    shown = stage == Stage.COMPARED and found is not None
    compared = _compared(evidence, table, found) if shown and found else None
    return Findings(
        study=recording.study,
        versions=evidence.versions,
        simulated=evidence.simulated,
        until=evidence.until,
        stage=stage,
        people=found.people if found else 0,
        waiting=people_waiting(recording, simulated=evidence.simulated),
        reading=reading(evidence.versions, evidence.related, "de", recording.study.facts),
        flow=flow_of(evidence, rows),
        compared=compared,
    )


def satisfaction_of(study: Study) -> Measure:
    """The scale of satisfaction that the study asks for."""
    return Measure.SUS if "sus" in study.after_version else Measure.SEQ


def _compared(evidence: Evidence, table: AttemptTable, found: Comparison) -> Compared:
    study, rows = evidence.recording.study, evidence.rows
    small = study.small_group
    shown = bounded(guarded(found, small))
    return Compared(
        comparison=shown,
        service=service_figures(shown, rows, small, satisfaction_of(study)),
        fields=field_findings(evidence, small),
        ways=version_ways(evidence, small),
        rejected=often_rejected(evidence, small, MOST_MESSAGES),
        deviations=evidence.tallies.deviations,
        dots=dots_of(rows, shown),
        progress=progress_of(table, shown),
        spent=time_spent(rows, small),
    )


def unsettled(comparison: Comparison) -> tuple[OutcomeComparison, ...]:
    """The outcomes on which nothing could be shown, the primary one first."""
    found = [one for one in comparison.outcomes if one.verdict.word in UNSETTLED]
    return tuple(sorted(found, key=lambda one: one.role != Role.PRIMARY))
