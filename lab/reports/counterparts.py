"""What became of a text in the other version: kept, put in other words, or nowhere to be found.

Exact where the definitions say what belongs together (fields by the field map, options by the
answer key, messages by their rule); elsewhere the text with the most rare words in common.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lab.forms.fieldmap import Related
from lab.forms.wording import TextUnit, UnitKind
from lab.readability import traits
from lab.readability.normalise import normalise
from lab.readability.reading import Reading, read
from lab.readability.stems import stem
from lab.studies.protocol import Fact, VersionId

LEAST_SHARED_STEMS = 2
LEAST_LIKENESS = 0.35
_MOST_COMMON = 7.0
_LEAST_WEIGHT = 0.5

Stems = Mapping[str, float]
"""Stems of a text's words, each with its rarity."""


class Fate(StrEnum):
    """GONE: dropped from the original, or new in the revised version."""

    KEPT = "kept"
    REWRITTEN = "rewritten"
    SIMILAR = "similar"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Counterpart:
    """texts: what stands in its place in the other version."""

    fate: Fate
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """What is looked up in the version that is not asked about.

    fields: by field of the asked version, those that ask for the same. options: by field and
    option of the asked version. common: stems of the titles, which say nothing about a text.
    """

    units: Mapping[str, TextUnit]
    sentences: tuple[str, ...]
    plain: frozenset[str]
    stems: tuple[Stems, ...]
    fields: Mapping[str, tuple[str, ...]]
    options: Mapping[tuple[str, str], tuple[str, str]]
    common: frozenset[str]


def other_version(
    units: Sequence[TextUnit],
    titles: Iterable[str],
    related: Iterable[Related],
    facts: Iterable[Fact],
    asked: VersionId,
) -> OtherVersion:
    """`units` and `titles` are the other version's, `asked` is the one that is asked about."""
    readings = [one for unit in units for one in _readings(unit.text)]
    return OtherVersion(
        units={unit.place: unit for unit in units},
        sentences=tuple(one.own_text for one in readings),
        plain=frozenset(_plain(one.own_text) for one in readings),
        stems=tuple(map(_stems_of, readings)),
        fields=_fields(related, asked),
        options=_options(facts, asked),
        common=frozenset(found for title in titles for found in stems_of(title)),
    )


def counterpart(sentence: str, unit: TextUnit, other: OtherVersion) -> Counterpart:
    if _plain(sentence) in other.plain:
        return Counterpart(Fate.KEPT, (sentence,))
    same_place = tuple(dict.fromkeys(_in_its_place(unit, other)))
    if same_place:
        return Counterpart(Fate.REWRITTEN, same_place)
    alike = _most_alike(sentence, other)
    return Counterpart(Fate.SIMILAR, (alike,)) if alike else Counterpart(Fate.GONE)


def stems_of(text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for reading in _readings(text):
        found |= _stems_of(reading)
    return found


def _readings(text: str) -> tuple[Reading, ...]:
    return tuple(read(normalise(text).text, "de"))


def _stems_of(reading: Reading) -> dict[str, float]:
    """Compounds count by their parts, so that Parkausweis is like Ausweis; grammar says nothing."""
    return {
        stem(part): max(_LEAST_WEIGHT, _MOST_COMMON - fact.zipf)
        for fact in reading.facts
        if not fact.traits & traits.FUNCTION
        for part in fact.parts
    }


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".: ")


def _fields(related: Iterable[Related], asked: VersionId) -> dict[str, tuple[str, ...]]:
    pairs = (
        (one.original, one.revised) if asked == "original" else (one.revised, one.original)
        for one in related
    )
    return {field: others for mine, others in pairs for field in mine}


def _options(facts: Iterable[Fact], asked: VersionId) -> dict[tuple[str, str], tuple[str, str]]:
    """Options of both versions that mean the same value of a fact."""
    found = {}
    for fact in facts:
        places = (fact.original, fact.revised)
        mine, other = places if asked == "original" else places[::-1]
        if mine and other:
            for value, option in mine.values.items():
                if value in other.values:
                    found[mine.field, option] = (other.field, other.values[value])
    return found


def _in_its_place(unit: TextUnit, other: OtherVersion) -> Iterator[str]:
    match unit.kind:
        case UnitKind.OPTION:
            yield from _option(unit, other)
        case UnitKind.MESSAGE:
            yield from _message(unit, other)
        case _ if unit.field:
            yield from _of_fields(
                unit.place.removeprefix(f"{unit.page}.{unit.field}."), unit, other
            )
        case _ if not unit.page and unit.place in other.units:
            yield other.units[unit.place].text


def _option(unit: TextUnit, other: OtherVersion) -> Iterator[str]:
    value = unit.place.rsplit(".", 1)[-1]
    field, option = other.options.get((unit.field or "", value), ("", ""))
    end = f".{field}.options.{option}"
    yield from (one.text for place, one in other.units.items() if field and place.endswith(end))


def _message(unit: TextUnit, other: OtherVersion) -> Iterator[str]:
    """Of the same rule: at the fields that ask for the same, else for the whole version."""
    key = unit.place[unit.place.index("messages.") :]
    own = tuple(_of_fields(key, unit, other))
    yield from own
    if not own and key in other.units:
        yield other.units[key].text


def _of_fields(key: str, unit: TextUnit, other: OtherVersion) -> Iterator[str]:
    for field in other.fields.get(unit.field or "", ()):
        end = f".{field}.{key}"
        yield from (one.text for place, one in other.units.items() if place.endswith(end))


def _most_alike(sentence: str, other: OtherVersion) -> str | None:
    mine = {key: much for key, much in stems_of(sentence).items() if key not in other.common}
    likeness = [_likeness(mine, theirs) for theirs in other.stems]
    best = max(range(len(likeness)), key=likeness.__getitem__, default=None)
    if best is None or likeness[best] < LEAST_LIKENESS:
        return None
    return other.sentences[best]


def _likeness(mine: Stems, theirs: Stems) -> float:
    """Shared rarity by the geometric mean of both; 0 with fewer than two stems in common."""
    shared = mine.keys() & theirs.keys()
    if len(shared) < LEAST_SHARED_STEMS:
        return 0.0
    both = math.sqrt(sum(mine.values()) * sum(theirs.values()))
    return sum(min(mine[key], theirs[key]) for key in shared) / both
