"""A sentence as the features and checks see it: its words and what is known of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from lab.readability.lexicon import Facts, facts
from lab.readability.names import name_flags
from lab.readability.segmentation import Sentence
from lab.readability.tokens import Word

_CLAUSE_MARK = re.compile("[,;:()–—]")


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` is the whole normalised text; `lower`, `facts`, `is_name` run parallel to `words`.

    What is known of words and names is known of German only; in English both are empty.
    """

    lang: str
    text: str
    start: int
    end: int
    words: tuple[Word, ...]
    lower: tuple[str, ...]
    facts: tuple[Facts, ...]
    is_name: tuple[bool, ...]

    clauses: tuple[tuple[int, int], ...]

    @property
    def own_text(self) -> str:
        return self.text[self.start : self.end]

    @property
    def is_capitals(self) -> bool:
        return self.own_text.isupper()


def read(text: str, sentences: Iterable[Sentence], lang: str) -> tuple[Reading, ...]:
    is_german = lang == "de"
    return tuple(
        Reading(
            lang,
            text,
            sentence.start,
            sentence.end,
            sentence.words,
            tuple(word.text.lower() for word in sentence.words),
            tuple(facts(word.text) for word in sentence.words) if is_german else (),
            name_flags(sentence.words) if is_german else (),
            _clauses(text, sentence.words),
        )
        for sentence in sentences
    )


def _clauses(text: str, words: tuple[Word, ...]) -> tuple[tuple[int, int], ...]:
    """Word numbers (from, to) of the stretches between commas, brackets and dashes."""
    breaks = [
        place
        for place in range(1, len(words))
        if words[place].start - words[place - 1].end > 1
        and _CLAUSE_MARK.search(text, words[place - 1].end, words[place].start)
    ]
    return tuple(pairwise((0, *breaks, len(words))))
