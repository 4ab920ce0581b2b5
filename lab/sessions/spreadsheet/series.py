"""A table of three or more versions: which they are, in which order, and each one's attempts."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lab.sessions.spreadsheet.folding import folded
from lab.sessions.spreadsheet.model import (
    OfficeTable,
    Refused,
    Trouble,
    Unreadable,
    VersionNames,
)
from lab.sessions.spreadsheet.reading import read_table, version_cells
from lab.sessions.spreadsheet.versions import LIKELY_PLACE, closest, version_of
from lab.statistics.attempts import AttemptRow

FEWEST_LINES = 5
"""A name in fewer lines is rather a slip than a version."""
FEWEST_VERSIONS = 3


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """table: of the first and the newest version. versions: the attempts at each, in their order.

    order_said: by the office; otherwise it was seen from the names.
    """

    table: OfficeTable
    versions: Mapping[str, tuple[AttemptRow, ...]]
    order_said: bool


def read_series(
    content: bytes, order: Sequence[str], groups: str = ""
) -> SeriesTable | Unreadable | None:
    """order: the versions from first to newest, or nothing. None: there are not three."""
    names = tuple(order) or _names_in(version_cells(content))
    if len(names) < FEWEST_VERSIONS:
        return None
    first, versions = names[0], dict[str, tuple[AttemptRow, ...]]()
    refused: list[Refused] = []
    for name in names[1:]:
        table = read_table(content, VersionNames(first, name), groups)
        if isinstance(table, Unreadable):
            return table
        versions.setdefault(first, _rows(table, "original"))
        versions[name] = _rows(table, "revised")
        refused += _really_refused(table, names)
        newest = replace(table, refused=_each_once(refused, names))
    return SeriesTable(newest, versions, bool(order))


def _names_in(cells: Sequence[str]) -> tuple[str, ...]:
    """Spellings of one name count as one; the commonest is used."""
    spelt: dict[str, Counter[str]] = {}
    for cell in cells:
        if key := version_of(cell, VersionNames()) or folded(cell):
            spelt.setdefault(key, Counter())[cell] += 1
    found = {
        key: spellings.most_common(1)[0][0]
        for key, spellings in spelt.items()
        if spellings.total() >= FEWEST_LINES
    }
    return tuple(found[key] for key in sorted(found, key=_likely_place))


def _likely_place(key: str) -> tuple[int, tuple[tuple[int, str], ...]]:
    """The original first, then by the numbers in the names, a plain “new” last."""
    parts = re.findall(r"\d+|\D+", key)
    natural = tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)
    return LIKELY_PLACE.get(key, LIKELY_PLACE[""]), natural


def _rows(table: OfficeTable, version: str) -> tuple[AttemptRow, ...]:
    return tuple(row for row in table.rows if row.version == version)


def _really_refused(table: OfficeTable, names: Sequence[str]) -> list[Refused]:
    """The other versions' lines are not left out: they stand in the series."""
    known = {folded(name) for name in names}
    return [
        one
        for one in table.refused
        if one.trouble != Trouble.UNKNOWN_VERSION or folded(one.value) not in known
    ]


def _each_once(refused: Sequence[Refused], names: Sequence[str]) -> tuple[Refused, ...]:
    """A line that no reading took is told once; what it may be a slip of, among all versions."""
    places = {(one.line, one.trouble, one.column): one for one in refused}
    told = (places[place] for place in sorted(places))
    return tuple(
        replace(one, meant=closest(one.value, names))
        if one.trouble == Trouble.UNKNOWN_VERSION
        else one
        for one in told
    )
