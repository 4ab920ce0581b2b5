"""How hard the words of the two versions are, text by text, joined through the field map."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.forms.fieldmap import Related
from lab.forms.model import Version
from lab.forms.wording import TextUnit, UnitKind, units
from lab.readability.counts import Counts
from lab.readability.formulas import formulas
from lab.readability.scoring import Score, mean_difficulty, score
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.means import paired_difference
from lab.studies.protocol import VersionId

VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")
RUNNING_TEXT = frozenset(
    {UnitKind.TEXT, UnitKind.LEGAL, UnitKind.HELP, UnitKind.HINT, UnitKind.MESSAGE}
)
MOST_QUOTED = 6


@dataclass(frozen=True, slots=True)
class ScoredUnit:
    unit: TextUnit
    score: Score


@dataclass(frozen=True, slots=True)
class VersionReading:
    """One version. words, sentences: of all its texts. formulas: of its running text, never of
    labels. difficulty: mean over words, 0 easy to 100 hard.
    """

    version: VersionId
    texts: int
    words: int
    sentences: int
    running_words: int
    running_sentences: int
    formulas: Mapping[str, float | NotEstimable]
    difficulty: float | NotEstimable


@dataclass(frozen=True, slots=True)
class PairedTexts:
    """The texts of a group of fields in both versions; difficulty None: no such text."""

    group: int
    original: float | None
    revised: float | None


@dataclass(frozen=True, slots=True)
class Reading:
    """hardest: with the group of fields they belong to (None: to no field), one a group.

    change: mean difference of difficulty over the groups that both versions have.
    """

    language: str
    related: tuple[Related, ...]
    versions: tuple[VersionReading, VersionReading]
    hardest: Mapping[VersionId, tuple[tuple[int | None, ScoredUnit], ...]]
    pairs: tuple[PairedTexts, ...]
    change: Estimate | NotEstimable


def reading(
    versions: Mapping[VersionId, Version], related: Sequence[Related], language: str
) -> Reading:
    scored = {version: _scored(versions[version], language) for version in VERSIONS}
    groups = {version: _groups(related, version) for version in VERSIONS}
    original, revised = (_version(version, scored[version], language) for version in VERSIONS)
    pairs = tuple(
        PairedTexts(number, *(_of_fields(scored[v], groups[v], number) for v in VERSIONS))
        for number in range(len(related))
    )
    return Reading(
        language=language,
        related=tuple(related),
        versions=(original, revised),
        hardest={v: _hardest(scored[v], groups[v]) for v in VERSIONS},
        pairs=pairs,
        change=_change(pairs),
    )


def _scored(version: Version, language: str) -> tuple[ScoredUnit, ...]:
    return tuple(
        ScoredUnit(unit, score(unit.text, language, kind=_kind(unit.kind)))
        for unit in units(version, language)
    )


def _kind(kind: UnitKind) -> str:
    """A button is read like a label."""
    return UnitKind.LABEL if kind == UnitKind.BUTTON else kind


def _groups(related: Iterable[Related], version: VersionId) -> Mapping[str, int]:
    return {
        field: number
        for number, one in enumerate(related)
        for field in (one.original if version == "original" else one.revised)
    }


def _version(version: VersionId, scored: Sequence[ScoredUnit], language: str) -> VersionReading:
    everything = _summed(scored)
    running = _summed([one for one in scored if one.unit.kind in RUNNING_TEXT])
    return VersionReading(
        version=version,
        texts=len(scored),
        words=everything.words,
        sentences=everything.sentences,
        running_words=running.words,
        running_sentences=running.sentences,
        formulas=formulas(running, language),
        difficulty=mean_difficulty(one.score for one in scored),
    )


def _summed(scored: Iterable[ScoredUnit]) -> Counts:
    return sum((one.score.counts for one in scored), Counts())


def _of_fields(
    scored: Iterable[ScoredUnit], groups: Mapping[str, int], number: int
) -> float | None:
    found = mean_difficulty(
        one.score for one in scored if one.unit.field and groups.get(one.unit.field) == number
    )
    return None if isinstance(found, NotEstimable) else found


def _hardest(
    scored: Iterable[ScoredUnit], groups: Mapping[str, int]
) -> tuple[tuple[int | None, ScoredUnit], ...]:
    known = [one for one in scored if isinstance(one.score.difficulty, float)]
    ordered = sorted(known, key=lambda one: (-_difficulty(one), one.unit.place))
    first: dict[int | str, tuple[int | None, ScoredUnit]] = {}
    for one in ordered:
        group = groups.get(one.unit.field or "")
        first.setdefault(one.unit.text if group is None else group, (group, one))
    return tuple(first.values())[:MOST_QUOTED]


def _difficulty(one: ScoredUnit) -> float:
    return one.score.difficulty if isinstance(one.score.difficulty, float) else 0.0


def _change(pairs: Iterable[PairedTexts]) -> Estimate | NotEstimable:
    both = [
        (pair.original, pair.revised)
        for pair in pairs
        if pair.original is not None and pair.revised is not None
    ]
    if not both:
        return NotEstimable("the versions have no texts in common", (0,))
    before, after = zip(*both, strict=True)
    return paired_difference(after, before, Unit.SCORE)
