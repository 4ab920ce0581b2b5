"""Field by field: what became of each field, and what happened there in either version."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lab.forms.fieldmap import Related
from lab.reports.evidence import Evidence
from lab.reports.tallies import FieldTally, Rejected
from lab.studies.protocol import VersionId


@dataclass(frozen=True, slots=True)
class FieldSide:
    """The fields of one version that ask for the same; tally: without the figures that too few
    people stand behind, None where that leaves nothing."""

    fields: tuple[str, ...]
    tally: FieldTally | None

    @property
    def wrong_share(self) -> float:
        return self.tally.with_wrong / self.tally.judged if self.tally and self.tally.judged else 0


@dataclass(frozen=True, slots=True)
class FieldFinding:
    related: Related
    original: FieldSide
    revised: FieldSide

    def side(self, version: VersionId) -> FieldSide:
        return self.original if version == "original" else self.revised


def field_findings(evidence: Evidence, small_group: int) -> tuple[FieldFinding, ...]:
    """In the field map's order: every field of both versions once."""
    return tuple(
        FieldFinding(
            related=related,
            original=_side(evidence, "original", number, related.original, small_group),
            revised=_side(evidence, "revised", number, related.revised, small_group),
        )
        for number, related in enumerate(evidence.related)
    )


def hardest(findings: Iterable[FieldFinding], most: int) -> tuple[FieldFinding, ...]:
    """Where most people had something wrong or blank in either version."""
    troubled = [one for one in findings if _worst(one) > 0]
    return tuple(sorted(troubled, key=_worst, reverse=True)[:most])


def often_rejected(evidence: Evidence, small_group: int, most: int) -> tuple[Rejected, ...]:
    """The messages most people met, where enough people were at the version at all."""
    enough = {
        version
        for version in ("original", "revised")
        if sum(one.version == version for one in evidence.attempts) >= small_group
    }
    return tuple(one for one in evidence.tallies.rejected if one.version in enough)[:most]


def _worst(finding: FieldFinding) -> float:
    return max(finding.original.wrong_share, finding.revised.wrong_share)


def _side(
    evidence: Evidence,
    version: VersionId,
    number: int,
    fields: tuple[str, ...],
    small_group: int,
) -> FieldSide:
    tally = evidence.tallies.fields.get((version, number))
    shown = _shown(tally, small_group) if tally else FieldTally()
    return FieldSide(fields, None if shown == FieldTally() else shown)


def _shown(tally: FieldTally, small_group: int) -> FieldTally:
    """Each figure by the number of people behind it: many may be judged where few did anything."""
    if tally.attempts < small_group:
        tally = FieldTally(judged=tally.judged, with_wrong=tally.with_wrong)
    if tally.judged < small_group:
        tally = replace(tally, judged=0, with_wrong=0)
    if tally.hesitation is not None and tally.hesitation.n < small_group:
        tally = replace(tally, hesitation=None)
    return tally
