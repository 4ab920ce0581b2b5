"""How much may be said at all, and what a small group must not see."""

from dataclasses import replace
from enum import StrEnum

from lab.errors import NotEstimable
from lab.statistics.results import Comparison, OutcomeComparison, Preference, VersionSummary
from lab.statistics.verdicts import Verdict, Word
from lab.studies.protocol import Study

SMALL_GROUP = "fewer people than the study's small group"


class Stage(StrEnum):
    NOBODY = "nobody"
    SMALL_GROUP = "small_group"  # figures are for the team only
    TOO_EARLY = "too_early"  # before the planned number: no comparison
    COMPARED = "compared"


def stage_of(comparison: Comparison | None, study: Study) -> Stage:
    if comparison is None:
        return Stage.NOBODY
    if comparison.people < study.small_group:
        return Stage.SMALL_GROUP
    return Stage.TOO_EARLY if comparison.before_planned_n else Stage.COMPARED


def guarded(comparison: Comparison, small_group: int) -> Comparison:
    """Without the figures that fewer people stand behind than the study allows to show."""
    return replace(
        comparison,
        outcomes=tuple(_guarded(one, small_group) for one in comparison.outcomes),
        time_beside=_guarded(comparison.time_beside, small_group),
        preference=_guarded_preference(comparison.preference, small_group),
        subgroups=None,
    )


def _guarded(outcome: OutcomeComparison, small_group: int) -> OutcomeComparison:
    original, revised = (_guarded_version(one, small_group) for one in outcome.versions)
    versions = (original, revised)
    if outcome.people >= small_group:
        return replace(outcome, versions=versions)
    return replace(
        outcome,
        versions=versions,
        headline=NotEstimable(SMALL_GROUP, (outcome.people,)),
        narrow=None,
        verdict=Verdict(Word.COUNTS_ONLY, outcome.margin),
        adjusted_p=None,
        cells=None,
        details=(),
    )


def _guarded_version(summary: VersionSummary, small_group: int) -> VersionSummary:
    if summary.n >= small_group:
        return summary
    held = NotEstimable(SMALL_GROUP, (summary.n,))
    return VersionSummary(summary.version, summary.n, None, None, held)


def _guarded_preference(preference: Preference, small_group: int) -> Preference:
    said = preference.original + preference.revised + preference.same
    if said >= small_group:
        return preference
    held = NotEstimable(SMALL_GROUP, (said,))
    return Preference(0, 0, 0, held, held)
