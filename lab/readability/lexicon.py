"""What is known of a German word, worked out once: length, sound, rarity, parts, traits."""

import re
from functools import lru_cache
from typing import NamedTuple

from lab.readability import traits, wordlists
from lab.readability.compounds import split
from lab.readability.jargon_list import jargon_index
from lab.readability.names import name_traits
from lab.readability.rarity import is_basic, part_zipf, word_zipf
from lab.readability.stems import plain, stem
from lab.readability.syllables import syllables
from lab.readability.tokens import letters_of, parts_of

EVERYDAY = 6.0
"""The Zipf value from which on a word is no burden."""
LONG_WORD = 14
LONG_OTHER_WORD = 16
VERY_LONG_WORD = 18
MANY_PARTS = 3
RARE = 2.5
COMMON = 4.2
_LONG_OF_MANY_PARTS = 12
_SHORTEST_RARE = 6
_GENDER_SIGN = re.compile(r"[:*_·/(]")
_BASIC_COUNTS = 0.7
_NOMINAL_ADDS = 0.8
_PARTICIPLE_ADDS = 0.8
_DERIVED_ADDS = 0.8


class Facts(NamedTuple):
    """Of a hyphenated word `zipf`, `rarest` and `parts` are those of its hardest piece.

    `rarest` is the Zipf value of the rarest part.
    `plain` is the word in small letters without umlauts, `stem` that without its ending.
    `size` is its letters and syllables, as counts need them.
    `hardness` is 0 for grammatical words, up to 4.5 for unknown ones, more for several pieces.
    """

    letters: int
    lower: str
    syllables: int
    hardness: float
    zipf: float
    rarest: float
    parts: tuple[str, ...]
    plain: str
    stem: str
    traits: int
    size: tuple[int, int]


@lru_cache(maxsize=1 << 15)
def facts(word: str) -> Facts:
    pieces = [part for part in parts_of(_ungendered(word)) if part]
    hardness = {piece: _hardness(piece) for piece in pieces}
    hardest = max(pieces, key=hardness.__getitem__)
    letters, sounds = letters_of(word), sum(syllables(part, "de") for part in parts_of(word))
    known = Facts(
        letters=letters,
        lower=word.lower(),
        syllables=sounds,
        hardness=sum(hardness[piece] for piece in pieces),
        zipf=word_zipf(hardest.lower()),
        rarest=min(part_zipf(part) for part in split(hardest)),
        parts=split(hardest),
        plain=plain(word),
        stem=stem(word),
        traits=traits.traits_of(word) | name_traits(word) | _jargon_trait(word),
        size=(letters, sounds),
    )
    compound = traits.COMPOUND * (len(known.parts) > 1)
    return known._replace(traits=known.traits | compound | _oddity(word, known))


def _ungendered(word: str) -> str:
    """`Halter/in` is as hard as `Halter`."""
    return _GENDER_SIGN.split(word, maxsplit=1)[0]


def _jargon_trait(word: str) -> int:
    return traits.JARGON if stem(word) in jargon_index("de") else 0


def _oddity(word: str, known: Facts) -> int:
    """Whether the word is so long or so rare that a reader may stumble over it."""
    if known.traits & traits.FUNCTION or is_familiar(word):
        return 0
    noun = bool(known.traits & traits.CAPITALISED)
    many = noun and len(known.parts) >= MANY_PARTS and known.letters >= _LONG_OF_MANY_PARTS
    limit = LONG_WORD if noun else LONG_OTHER_WORD
    long = len(known.parts) > 1 and known.letters >= limit and known.zipf < COMMON
    rare = known.letters >= _SHORTEST_RARE and max(known.zipf, known.rarest) < RARE
    whole = known.letters >= VERY_LONG_WORD and known.zipf < COMMON
    is_long = (many or long or whole) and "-" not in word
    return traits.LONG * is_long | traits.RARE * (rare and not word.isupper())


@lru_cache
def _familiar_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in wordlists.words("de/familiar.txt"))


def is_familiar(word: str) -> bool:
    return stem(word) in _familiar_stems()


def _hardness(word: str) -> float:
    found = traits.traits_of(word)
    if found & traits.FUNCTION:
        return 0.0
    lower = word.lower()
    burden = max(0.0, EVERYDAY - word_zipf(lower)) * (_BASIC_COUNTS if is_basic(lower) else 1.0)
    return (
        burden
        + _NOMINAL_ADDS * bool(found & traits.NOMINAL)
        + _PARTICIPLE_ADDS * bool(found & traits.PARTICIPLE)
        + _DERIVED_ADDS * bool(found & traits.DERIVED)
    )
