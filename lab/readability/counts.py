"""Counts sentences, words, syllables and letters of a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lab.readability.normalise import normalise
from lab.readability.segmentation import sentences_in
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
    sentences = [sentence.words for sentence in sentences_in(normalise(text).text, lang)]
    return tally(
        len(sentences), [size_of(word.text, lang) for words in sentences for word in words]
    )


def tally(sentences: int, words: Sequence[tuple[int, int]]) -> Counts:
    """`words` are pairs of letters and syllables."""
    if not words:
        return Counts(sentences)
    letters, sounds = zip(*words, strict=True)
    return Counts(
        sentences=sentences,
        words=len(words),
        syllables=sum(sounds),
        long_words=sum(map(_LONG.__lt__, letters)),
        polysyllables=sum(map(_POLY.__le__, sounds)),
        monosyllables=sounds.count(1),
        letters=sum(letters),
    )


@lru_cache(maxsize=1 << 15)
def size_of(word: str, lang: str) -> tuple[int, int]:
    """Letters and syllables."""
    return letters_of(word), sum(syllables(part, lang) for part in parts_of(word))
