"""Counts sentences, words, syllables and letters of a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lab.readability.normalise import normalise
from lab.readability.segmentation import Sentence, sentences_in
from lab.readability.syllables import syllables
from lab.readability.tokens import letters_of, parts_of

_LONG = 6
_POLY = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """`long_words` have more than 6 letters, `polysyllables` 3 syllables or more."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    long_words: int = 0
    polysyllables: int = 0
    monosyllables: int = 0
    letters: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Counts of several text units; adding them never glues labels into one sentence."""
        return Counts(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
            self.long_words + other.long_words,
            self.polysyllables + other.polysyllables,
            self.monosyllables + other.monosyllables,
            self.letters + other.letters,
        )

    @property
    def sentence_length(self) -> float:
        return self.words / self.sentences

    def percent(self, part: int) -> float:
        return 100 * part / self.words


def count(text: str, lang: str) -> Counts:
    return count_sentences(sentences_in(normalise(text).text, lang), lang)


def count_sentences(sentences: Iterable[Sentence], lang: str) -> Counts:
    number = words = syllable_sum = long = poly = mono = letter_sum = 0
    for sentence in sentences:
        number += 1
        for word in sentence.words:
            letters, sounds = _measure(word.text, lang)
            words += 1
            syllable_sum += sounds
            letter_sum += letters
            long += letters > _LONG
            poly += sounds >= _POLY
            mono += sounds == 1
    return Counts(number, words, syllable_sum, long, poly, mono, letter_sum)


@lru_cache(maxsize=1 << 15)
def _measure(word: str, lang: str) -> tuple[int, int]:
    return letters_of(word), sum(syllables(part, lang) for part in parts_of(word))
