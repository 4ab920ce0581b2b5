"""A sentence as the features and checks see it: its words and what is known of them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import NamedTuple

from lab.readability import traits
from lab.readability.counts import size_of
from lab.readability.lexicon import Facts, facts
from lab.readability.names import name_flags
from lab.readability.segmentation import Sentence, sentences_in
from lab.readability.tokens import Word

_IN_BRACKETS = re.compile(r"\((\w{2,10})\)")
_LABEL_WORDS = 5
_NAMES = traits.KNOWN_NAME | traits.POSSIBLE_NAME
_CLAUSE_MARK = re.compile("[,;:()–—]")


class Reading(NamedTuple):
    """A sentence with what is known of it.

    `text` is the whole normalised text; `facts`, `bits` (their traits) and `is_name` run parallel
    to `words` and are empty in English; `traits` are those that any of its words has;
    `explained` are the short forms the text explains: Steuer-Identifikationsnummer (IdNr).
    """

    lang: str
    text: str
    start: int
    end: int
    words: tuple[Word, ...]
    facts: tuple[Facts, ...]
    bits: tuple[int, ...]
    is_name: tuple[bool, ...]
    clauses: tuple[tuple[int, int], ...]
    traits: int
    explained: frozenset[str]

    @property
    def lower(self) -> list[str]:
        """The words in small letters."""
        return [fact.lower for fact in self.facts] or [word.text.lower() for word in self.words]

    @property
    def own_text(self) -> str:
        return self.text[self.start : self.end]

    @property
    def is_capitals(self) -> bool:
        return self.own_text.isupper()

    @property
    def sizes(self) -> list[tuple[int, int]]:
        """Letters and syllables of each word."""
        if self.facts:
            return [fact.size for fact in self.facts]
        return [size_of(word.text, self.lang) for word in self.words]

    def places(self, trait: int, first: int, last: int) -> list[int]:
        """Numbers of the words from `first` to before `last` that have one of the traits."""
        bits = self.bits
        return [place for place in range(first, last) if bits[place] & trait]


def read(text: str, lang: str) -> Iterator[Reading]:
    """The sentences of a normalised text, one after the other."""
    explained = frozenset(_IN_BRACKETS.findall(text))
    return (_reading(text, sentence, lang, explained) for sentence in sentences_in(text, lang))


def _reading(text: str, sentence: Sentence, lang: str, explained: frozenset[str]) -> Reading:
    words, start, end = sentence.words, sentence.start, sentence.end
    known = tuple([facts(word.text) for word in words]) if lang == "de" else ()
    found = tuple([fact.traits for fact in known])
    every = reduce(or_, found, traits.ALWAYS)
    last = end - 1 if len(words) > _LABEL_WORDS else end
    if text.find(".", start, last) >= 0:
        every |= traits.DOT_INSIDE
    if text.find("§", start, end) >= 0:
        every |= traits.LAW
    is_name = name_flags(words, found) if every & _NAMES else (False,) * len(known)
    clauses = _clauses(text, sentence)
    return Reading(lang, text, start, end, words, known, found, is_name, clauses, every, explained)


def _clauses(text: str, sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Word numbers (from, to) of the stretches between commas, brackets and dashes."""
    words = sentence.words
    marks = [match.start() for match in _CLAUSE_MARK.finditer(text, sentence.start, sentence.end)]
    if not marks:
        return ((0, len(words)),)
    starts = [word.start for word in words]
    breaks = {bisect_left(starts, mark) for mark in marks} - {0, len(words)}
    return tuple(pairwise((0, *sorted(breaks), len(words))))
