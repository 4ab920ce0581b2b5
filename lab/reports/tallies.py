"""Adds up what attempts came to, by version, page and group of fields, one attempt at a time."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from lab.forms.fieldmap import Related
from lab.sessions.field_measures import FieldMeasures
from lab.sessions.measures import Measures
from lab.sessions.model import Attempt
from lab.studies.protocol import VersionId


@dataclass(frozen=True, slots=True)
class Spread:
    """The quartiles of n values."""

    n: int
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class FieldTally:
    """A group of fields in one version: attempts that did anything there, and what happened.

    judged: attempts whose facts were compared with the answer key; with_wrong: of these, with a
    wrong or blank fact here. hesitation: seconds from the first focus to the first input.
    """

    attempts: int = 0
    with_errors: int = 0
    with_help: int = 0
    with_changes: int = 0
    judged: int = 0
    with_wrong: int = 0
    dwell: Spread | None = None
    hesitation: Spread | None = None


@dataclass(frozen=True, slots=True)
class PageTally:
    """One page of one version: attempts that saw it, that ended on it unfinished, active time."""

    attempts: int
    left: int
    seconds: Spread | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A message shown with a field, and in how many attempts it was."""

    version: VersionId
    field: str
    rule: str
    message: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Way:
    """One attempt's way through the pages, and its errors.

    shortest, lostness: None where not known. repair_seconds: of the errors put right, each.
    """

    visits: int
    shortest: int | None
    lostness: float | None
    help_openings: int
    repair_seconds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Tallies:
    """Everything added up; `ways` by attempt id, `deviations` by version and kind."""

    fields: Mapping[tuple[VersionId, int], FieldTally]
    pages: Mapping[tuple[VersionId, str], PageTally]
    deviations: Mapping[tuple[VersionId, str], int]
    rejected: tuple[Rejected, ...]
    ways: Mapping[str, Way]


def tally(attempts: Iterable[tuple[Attempt, Measures]], related: Sequence[Related]) -> Tallies:
    """Holds no attempt longer than it takes to add it."""
    adding, groups = _Adding(), _groups(related)
    for attempt, measures in attempts:
        _add_fields(adding, attempt.version, measures, groups)
        _add_facts(adding, attempt.version, measures, groups)
        _add_pages(adding, attempt.version, measures)
        adding.ways[attempt.id] = _way(measures)
    return Tallies(
        fields={place: _field(sums) for place, sums in sorted(adding.fields.items())},
        pages={
            place: PageTally(len(seconds), adding.left[place], spread(seconds))
            for place, seconds in sorted(adding.pages.items())
        },
        deviations=dict(sorted(adding.deviations.items())),
        rejected=_rejected(adding.rejected),
        ways=adding.ways,
    )


def spread(values: Iterable[float]) -> Spread | None:
    """Quartiles; None of nothing."""
    data = np.fromiter(values, dtype=np.float64)
    if not data.size:
        return None
    low, median, high = (float(q) for q in np.quantile(data, (0.25, 0.5, 0.75)))
    return Spread(int(data.size), low, median, high)


@dataclass(frozen=True, slots=True)
class _Groups:
    """of: the group that a version's field belongs to. compared: those both versions ask for."""

    of: Mapping[tuple[VersionId, str], int]
    compared: tuple[int, ...]


def _groups(related: Sequence[Related]) -> _Groups:
    sides: tuple[VersionId, VersionId] = ("original", "revised")
    return _Groups(
        of={
            (version, field): number
            for number, one in enumerate(related)
            for version, fields in zip(sides, (one.original, one.revised), strict=True)
            for field in fields
        },
        compared=tuple(
            number
            for number, one in enumerate(related)
            if one.facts and one.original and one.revised
        ),
    )


def _floats() -> "array[float]":
    return array("d")


@dataclass(slots=True)
class _FieldSums:
    with_errors: int = 0
    with_help: int = 0
    with_changes: int = 0
    judged: int = 0
    with_wrong: int = 0
    dwell: "array[float]" = field(default_factory=_floats)
    hesitation: "array[float]" = field(default_factory=_floats)


@dataclass(slots=True)
class _Adding:
    fields: defaultdict[tuple[VersionId, int], _FieldSums] = field(
        default_factory=lambda: defaultdict(_FieldSums)
    )
    pages: "defaultdict[tuple[VersionId, str], array[float]]" = field(
        default_factory=lambda: defaultdict(_floats)
    )
    left: Counter[tuple[VersionId, str]] = field(default_factory=Counter)
    deviations: Counter[tuple[VersionId, str]] = field(default_factory=Counter)
    rejected: Counter[tuple[VersionId, str, str, str]] = field(default_factory=Counter)
    ways: dict[str, Way] = field(default_factory=dict)


def _add_fields(adding: _Adding, version: VersionId, measures: Measures, groups: _Groups) -> None:
    """Fields of one group that one person filled in count once."""
    touched: defaultdict[int, list[FieldMeasures]] = defaultdict(list)
    for one in measures.fields:
        if (group := groups.of.get((version, one.field))) is not None:
            touched[group].append(one)
    for group, told in touched.items():
        _add_group(adding.fields[version, group], told)


def _add_group(sums: _FieldSums, told: Sequence[FieldMeasures]) -> None:
    errors = openings = changes = 0
    dwell, waited, typed = 0.0, 0.0, False
    for one in told:
        errors += one.errors
        openings += one.help_openings
        changes += one.changes
        dwell += one.dwell
        if one.hesitation is not None:
            waited, typed = waited + one.hesitation, True
    sums.with_errors += errors > 0
    sums.with_help += openings > 0
    sums.with_changes += changes > 0
    sums.dwell.append(dwell)
    if typed:
        sums.hesitation.append(waited)


def _add_facts(adding: _Adding, version: VersionId, measures: Measures, groups: _Groups) -> None:
    if measures.wrong_facts is None:
        return
    for fact in measures.deviations:
        adding.deviations[version, fact.deviation or fact.outcome] += 1
    wrong = {groups.of.get((version, fact.field)) for fact in measures.deviations}
    for group in groups.compared:
        adding.fields[version, group].judged += 1
        adding.fields[version, group].with_wrong += group in wrong


def _add_pages(adding: _Adding, version: VersionId, measures: Measures) -> None:
    for page in measures.pages:
        adding.pages[version, page.page].append(page.active)
    if measures.navigation is not None and measures.navigation.left_at:
        adding.left[version, measures.navigation.left_at] += 1
    adding.rejected.update({(version, e.field, e.rule, e.message) for e in measures.errors})


def _way(measures: Measures) -> Way:
    way, repairs = measures.navigation, [one.repair_seconds for one in measures.errors]
    return Way(
        visits=len(way.visits) if way else 0,
        shortest=way.shortest if way else None,
        lostness=way.lostness if way and isinstance(way.lostness, float) else None,
        help_openings=sum(one.help_openings for one in measures.fields),
        repair_seconds=tuple(seconds for seconds in repairs if seconds is not None),
    )


def _field(sums: _FieldSums) -> FieldTally:
    return FieldTally(
        attempts=len(sums.dwell),
        with_errors=sums.with_errors,
        with_help=sums.with_help,
        with_changes=sums.with_changes,
        judged=sums.judged,
        with_wrong=sums.with_wrong,
        dwell=spread(sums.dwell),
        hesitation=spread(sums.hesitation),
    )


def _rejected(counts: Counter[tuple[VersionId, str, str, str]]) -> tuple[Rejected, ...]:
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(Rejected(*place, attempts) for place, attempts in ordered)
