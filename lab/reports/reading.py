"""How hard the words of the two versions are, text by text, joined through the field map."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lab.errors import NotEstimable
from lab.forms.fieldmap import Related
from lab.forms.model import Page, Version
from lab.forms.wording import TextUnit, UnitKind, units
from lab.readability.counts import Counts
from lab.readability.formulas import formulas
from lab.readability.scoring import Score, mean_difficulty, score
from lab.reports.counterparts import other_version
from lab.reports.hard_sentences import HardSentence, hardest_sentences
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.resampling import bootstrap_paired
from lab.studies.protocol import Fact, VersionId

VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")
OTHER: Mapping[VersionId, VersionId] = {"original": "revised", "revised": "original"}
RUNNING_TEXT = frozenset(
    {UnitKind.TEXT, UnitKind.LEGAL, UnitKind.HELP, UnitKind.HINT, UnitKind.MESSAGE}
)
SEED = 1
"""The same texts always have the same interval."""


@dataclass(frozen=True, slots=True)
class ScoredUnit:
    unit: TextUnit
    score: Score


@dataclass(frozen=True, slots=True)
class VersionReading:
    """One version. words, sentences: of all its texts. formulas: of its running text, never of
    labels. difficulty: mean over words, 0 easy to 100 hard. worst: its hardest text of any length.
    """

    version: VersionId
    texts: int
    words: int
    sentences: int
    running_words: int
    running_sentences: int
    formulas: Mapping[str, float | NotEstimable]
    difficulty: float | NotEstimable
    worst: ScoredUnit | None


@dataclass(frozen=True, slots=True)
class PairedTexts:
    """The texts of a group of fields in both versions; difficulty None: no such text."""

    group: int
    original: float | None
    revised: float | None


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page. difficulty: of all its texts. other: of the other version's texts at the fields
    that ask for the same."""

    version: VersionId
    page: str
    words: int
    difficulty: float | None
    other: float | None
    worst: ScoredUnit | None


@dataclass(frozen=True, slots=True)
class Reading:
    """hardest: the hardest sentences of each version, with what became of them.

    change: mean difference of difficulty over the groups that both versions have.
    """

    language: str
    related: tuple[Related, ...]
    versions: tuple[VersionReading, VersionReading]
    pages: tuple[PageReading, ...]
    hardest: Mapping[VersionId, tuple[HardSentence, ...]]
    pairs: tuple[PairedTexts, ...]
    change: Estimate | NotEstimable


Scored = Sequence[ScoredUnit]


def reading(
    versions: Mapping[VersionId, Version],
    related: Sequence[Related],
    language: str,
    facts: Sequence[Fact] = (),
) -> Reading:
    """`facts` tell which options of the two versions mean the same."""
    scored = {version: _scored(versions[version], language) for version in VERSIONS}
    groups = {version: _groups(related, version) for version in VERSIONS}
    texts = {version: [one.unit for one in scored[version]] for version in VERSIONS}
    titles = [version.title.in_language(language) for version in versions.values()]
    original, revised = (_version(version, scored[version], language) for version in VERSIONS)
    pairs = tuple(
        PairedTexts(number, *(_of_groups(scored[v], groups[v], {number}) for v in VERSIONS))
        for number in range(len(related))
    )
    return Reading(
        language=language,
        related=tuple(related),
        versions=(original, revised),
        pages=tuple(
            _page(page, version, scored, groups)
            for version in VERSIONS
            for page in versions[version].pages
        ),
        hardest={
            v: hardest_sentences(
                texts[v],
                language,
                groups[v],
                other_version(texts[OTHER[v]], titles, related, facts, v),
            )
            for v in VERSIONS
        },
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


def _version(version: VersionId, scored: Scored, language: str) -> VersionReading:
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
        worst=_worst(scored),
    )


def _summed(scored: Iterable[ScoredUnit]) -> Counts:
    return sum((one.score.counts for one in scored), Counts())


def _worst(scored: Iterable[ScoredUnit]) -> ScoredUnit | None:
    known = [one for one in scored if isinstance(one.score.difficulty, float)]
    return max(known, key=_difficulty, default=None)


def _difficulty(one: ScoredUnit) -> float:
    return one.score.difficulty if isinstance(one.score.difficulty, float) else 0.0


def _mean(scored: Iterable[ScoredUnit]) -> float | None:
    found = mean_difficulty(one.score for one in scored)
    return None if isinstance(found, NotEstimable) else found


def _of_groups(scored: Scored, groups: Mapping[str, int], wanted: Iterable[int]) -> float | None:
    numbers = set(wanted)
    return _mean(one for one in scored if groups.get(one.unit.field or "") in numbers)


def _page(
    page: Page,
    version: VersionId,
    scored: Mapping[VersionId, Scored],
    groups: Mapping[VersionId, Mapping[str, int]],
) -> PageReading:
    mine = [one for one in scored[version] if one.unit.page == page.id]
    asked = {
        groups[version][field.id] for field in page.answer_fields if field.id in groups[version]
    }
    other = OTHER[version]
    return PageReading(
        version=version,
        page=page.id,
        words=_summed(mine).words,
        difficulty=_mean(mine),
        other=_of_groups(scored[other], groups[other], asked),
        worst=_worst(mine),
    )


def _change(pairs: Iterable[PairedTexts]) -> Estimate | NotEstimable:
    both = [
        (pair.original, pair.revised)
        for pair in pairs
        if pair.original is not None and pair.revised is not None
    ]
    if not both:
        return NotEstimable("the versions have no texts in common", (0,))
    before, after = zip(*both, strict=True)
    return bootstrap_paired(after, before, Unit.SCORE, np.random.default_rng(SEED))
