"""The attempts of a study as columns, and what they say person by person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lab.errors import LabError
from lab.statistics.arrays import BoolArray, FloatArray, IntArray

ORIGINAL, REVISED = 0, 1
VERSIONS = ("original", "revised")
PREFERENCES = ("original", "revised", "same")
NOTHING_SAID = -1


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One participant's go at one version.

    period: 1 for the first version a person uses, 2 for the second; the same for both where the
    order is not known. wrong_facts: wrong or blank
    against the answer key. technical: the connection was lost or the moderator stopped it; such
    an attempt is counted as started and judged nowhere. group: the subgroup a person belongs to.
    """

    participant: str
    version: str
    period: int
    completed_correctly: bool
    finished: bool
    seconds: float | None = None
    wrong_facts: int | None = None
    sus: float | None = None
    seq: float | None = None
    preference: str | None = None
    technical: bool = False
    group: str | None = None


@dataclass(frozen=True, slots=True)
class AttemptTable:
    """A column per measure, a row per attempt, in order of arrival; NaN is "not measured".

    participant: any whole number per person. version: 0 original, 1 revised. preference: place
    in PREFERENCES or -1. group: place in `groups` or -1.
    """

    participant: IntArray
    version: IntArray
    period: IntArray
    correct: BoolArray
    finished: BoolArray
    technical: BoolArray
    seconds: FloatArray
    wrong_facts: FloatArray
    sus: FloatArray
    seq: FloatArray
    preference: IntArray
    group: IntArray
    groups: tuple[str, ...] = ()

    def __len__(self) -> int:
        return int(self.participant.size)


def table_from_rows(rows: Iterable[AttemptRow]) -> AttemptTable:
    kept = tuple(rows)
    groups = tuple(sorted({row.group for row in kept if row.group is not None}))
    return AttemptTable(
        participant=_codes([row.participant for row in kept]),
        version=_places([row.version for row in kept], VERSIONS, "version"),
        period=np.array([row.period for row in kept], dtype=np.int64),
        correct=np.array([row.completed_correctly for row in kept], dtype=np.bool_),
        finished=np.array([row.finished for row in kept], dtype=np.bool_),
        technical=np.array([row.technical for row in kept], dtype=np.bool_),
        seconds=_measured([row.seconds for row in kept]),
        wrong_facts=_measured([row.wrong_facts for row in kept]),
        sus=_measured([row.sus for row in kept]),
        seq=_measured([row.seq for row in kept]),
        preference=_places([row.preference for row in kept], PREFERENCES, "preference"),
        group=_places([row.group for row in kept], groups, "group"),
        groups=groups,
    )


@dataclass(frozen=True, slots=True)
class People:
    """The participants of a table: where each attempt belongs, and who began with what.

    cell: for each attempt 2 * person + version. began: the version each person used first, or -1
    where it cannot be told. has: people x 2, whether a person has an attempt at the version.
    """

    count: int
    cell: IntArray
    began: IntArray
    has: BoolArray
    group: IntArray
    several_attempts: bool

    def means(self, values: FloatArray, usable: BoolArray) -> FloatArray:
        """People x versions: each person's mean over the usable measured attempts, else NaN."""
        kept = usable & ~np.isnan(values)
        counts = np.bincount(self.cell[kept], minlength=2 * self.count)
        sums = np.bincount(self.cell[kept], weights=values[kept], minlength=2 * self.count)
        means = np.full(2 * self.count, np.nan)
        np.divide(sums, counts, out=means, where=counts > 0)
        return means.reshape(self.count, 2)


def people_of(table: AttemptTable) -> People:
    """Participants in the order of their first attempt."""
    _, first, place = np.unique(table.participant, return_index=True, return_inverse=True)
    arrival = np.empty(first.size, dtype=np.int64)
    arrival[np.argsort(first, kind="stable")] = np.arange(first.size)
    person = arrival[place]
    cell = 2 * person + table.version
    counts = np.bincount(cell, minlength=2 * first.size)
    group = np.full(first.size, NOTHING_SAID, dtype=np.int64)
    group[person] = table.group
    return People(
        count=int(first.size),
        cell=cell,
        began=_first_version(table, cell, int(first.size)),
        has=(counts > 0).reshape(-1, 2),
        group=group,
        several_attempts=bool((counts > 1).any()),
    )


def _first_version(table: AttemptTable, cell: IntArray, people: int) -> IntArray:
    """The version of each person's smaller period; -1 when both versions share a period."""
    earliest = np.full(2 * people, np.iinfo(np.int64).max)
    np.minimum.at(earliest, cell, table.period)
    original, revised = earliest.reshape(-1, 2).T
    began: IntArray = np.where(original < revised, ORIGINAL, REVISED)
    return np.where(original == revised, NOTHING_SAID, began)


def _codes(names: Sequence[str]) -> IntArray:
    """Equal names become equal numbers."""
    numbers = {name: place for place, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], dtype=np.int64)


def _places(names: Sequence[str | None], known: Sequence[str], what: str) -> IntArray:
    places: dict[str | None, int] = {name: place for place, name in enumerate(known)}
    places[None] = NOTHING_SAID
    unknown = sorted({str(name) for name in names if name not in places})
    if unknown:
        cure = f"Known are: {', '.join(known)}."
        raise LabError(f"unknown {what} {unknown[0]!r}", cure=cure)
    return np.array([places[name] for name in names], dtype=np.int64)


def _measured(values: Sequence[float | None]) -> FloatArray:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
