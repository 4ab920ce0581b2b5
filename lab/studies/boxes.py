"""Judges several facts that were typed into one box, such as “Berg, Anna” or “old / new zone”."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lab.studies.comparing import folded_words, is_typo
from lab.studies.judging import Deviation, Expected, Finding

_WORD = re.compile(r"\+?\d+|[^\W\d_]+")
_MOST_WORDS = 200
_LONGEST_SPAN = 12


@dataclass(frozen=True, slots=True)
class _Span:
    """Some words in a row: their first and last place."""

    first: int
    last: int

    @property
    def places(self) -> range:
        return range(self.first, self.last + 1)


@dataclass(slots=True)
class _Box:
    text: str
    words: list[re.Match[str]] = field(init=False)
    free: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.words = list(_WORD.finditer(self.text))[:_MOST_WORDS]
        self.free = set(range(len(self.words)))

    def free_spans(self) -> Iterator[_Span]:
        """Short ones first, so that nothing is taken that belongs to a neighbour."""
        for length in range(_LONGEST_SPAN):
            for first in range(len(self.words) - length):
                span = _Span(first, first + length)
                if self.free.issuperset(span.places):
                    yield span

    def said(self, span: _Span) -> str:
        return self.text[self.words[span.first].start() : self.words[span.last].end()]

    def take(self, span: _Span) -> _Span:
        self.free.difference_update(span.places)
        return span

    def gap(self, place: int, span: _Span) -> int:
        """Characters between a word and a span."""
        word, first, last = self.words[place], self.words[span.first], self.words[span.last]
        return max(first.start() - word.end(), word.start() - last.end())

    def folded(self, place: int) -> frozenset[str]:
        return frozenset(folded_words(self.words[place].group()))


def judge_box(
    expected: Sequence[Expected], given: str, fillers: frozenset[str]
) -> dict[str, Finding]:
    """By fact id what is wrong with it, None when it is right."""
    box = _Box(given)
    found = {
        each.fact.id: box.take(span) for each in expected if (span := _find(box, each)) is not None
    }
    findings: dict[str, Finding] = dict.fromkeys(found)
    findings |= dict.fromkeys(_out_of_order(box, expected, found), Deviation.WRONG_ORDER)
    cues = {word for each in expected for cue in each.fact.cues for word in folded_words(cue)}
    box.free = {place for place in box.free if not box.folded(place) <= fillers | cues}
    missing = [each for each in expected if each.fact.id not in found]
    return findings | _judge_missing(box, missing)


def _find(box: _Box, expected: Expected) -> _Span | None:
    return next((span for span in box.free_spans() if expected.is_met_by(box.said(span))), None)


def _judge_missing(box: _Box, missing: Sequence[Expected]) -> dict[str, Finding]:
    """What is left in the box goes to the facts that are missing from it."""
    findings: dict[str, Finding] = {}
    for each in missing:
        if span := _find_typo(box, each):
            box.take(span)
            findings[each.fact.id] = Deviation.TYPO
    for each in sorted(missing, key=lambda each: each.may_be_blank):
        if each.fact.id not in findings:
            findings[each.fact.id] = _left_over(box, each)
    return findings


def _find_typo(box: _Box, expected: Expected) -> _Span | None:
    compare = expected.fact.compare
    for span in box.free_spans():
        if any(is_typo(compare, box.said(span), value) for value in expected.filled):
            return span
    return None


def _left_over(box: _Box, expected: Expected) -> Finding:
    if not box.free:
        return None if expected.may_be_blank else Deviation.BLANK
    box.free.remove(min(box.free))
    return Deviation.OTHER_VALUE if expected.filled else Deviation.UNEXPECTED


def _out_of_order(
    box: _Box, expected: Sequence[Expected], found: dict[str, _Span]
) -> Iterator[str]:
    """The facts that only the order tells apart, and that the reader takes for one another."""
    ordered = [each for each in expected if each.fact.ordered and each.fact.id in found]
    standing = sorted(ordered, key=lambda each: found[each.fact.id].first)
    for meant, read in zip(standing, _as_read(box, ordered, standing, found), strict=True):
        if meant is not read and not set(meant.values) & set(read.values):
            yield meant.fact.id


def _as_read(
    box: _Box,
    ordered: Sequence[Expected],
    standing: Sequence[Expected],
    found: dict[str, _Span],
) -> Sequence[Expected]:
    """For each value, as it stands, the fact a reader takes it for: by cues, else by order."""
    cued = list(_cued(box, ordered))
    if len(cued) == len(ordered):
        return [each for _, each in cued]
    if len(cued) != 1 or len(ordered) != 2:
        return ordered
    place, claimed = cued[0]
    other = ordered[0] if claimed is ordered[1] else ordered[1]
    gaps = [box.gap(place, found[each.fact.id]) for each in standing]
    return (claimed, other) if gaps[0] <= gaps[1] else (other, claimed)


def _cued(box: _Box, ordered: Iterable[Expected]) -> Iterator[tuple[int, Expected]]:
    """The words of the box that name one of the facts, from left to right."""
    by_cue = {
        word: each for each in ordered for cue in each.fact.cues for word in folded_words(cue)
    }
    for place in range(len(box.words)):
        for word in box.folded(place):
            if word in by_cue:
                yield place, by_cue[word]
