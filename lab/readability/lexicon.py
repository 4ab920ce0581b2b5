"""Says of a German word what makes it hard: how rare it is, how it is built, what it does."""

import re
from functools import lru_cache
from typing import NamedTuple

from lab.readability import wordlists
from lab.readability.compounds import split
from lab.readability.frequency import UNKNOWN, frequencies
from lab.readability.stems import stem
from lab.readability.tokens import letters_of, parts_of

EVERYDAY = 5.7
"""The Zipf value from which on a word is no burden."""
_EACH_MORE_PART = 0.6
_BASIC_COUNTS = 0.7
_NOMINAL_ADDS = 0.8
_PARTICIPLE_ADDS = 0.8
_DERIVED_ADDS = 0.5

_NOMINAL = re.compile(
    r"[A-ZÄÖÜ]\w{2,}(?:ung|heit|keit|tion|sion|ismus|ität|schaft|nis|tum|enz|anz)(?:en|s|ses|se)?$"
)
_PREFIX = r"(?:ab|an|auf|aus|bei|dar|durch|ein|fest|her|hin|mit|nach|über|um|unter|vor|weg|zu"
_PARTICIPLE = re.compile(
    rf"{_PREFIX}|zurück|zusammen)?ge[a-zäöüß]+(?:t|en)$"
    r"|(?:be|emp|ent|er|ver|zer|miss)[a-zäöüß]+(?:t|en)$|[a-zäöüß]+iert$"
)
_DERIVED = re.compile(
    r"(?:auf|aus|ein|ab|an|vor|zu|zurück|nach|bei|her|hin|dar|durch)(?:ge|zu)?[a-zäöü]{3}"
)
_ENDINGS = ("e", "n", "en", "er", "es", "s", "em", "t", "te", "ten", "ern")
_LINKS = ("s", "es", "n", "en")


class Facts(NamedTuple):
    """What is known of one word; `parts` are the parts of the hardest of its hyphenated pieces."""

    letters: int
    hardness: float
    zipf: float
    parts: tuple[str, ...]
    is_function: bool
    is_connective: bool
    is_nominal: bool
    is_participle: bool
    is_derived: bool


@lru_cache(maxsize=1 << 15)
def facts(word: str) -> Facts:
    pieces = [_piece(part) for part in parts_of(word) if part]
    hardest = max(pieces, key=lambda piece: piece.hardness)
    return hardest._replace(letters=letters_of(word), hardness=sum(p.hardness for p in pieces))


def _piece(word: str) -> Facts:
    small = word[0].islower()
    lower = word.lower()
    is_function = lower in wordlists.words("de/function.txt")
    nominal = _NOMINAL.match(word) is not None
    participle = small and _PARTICIPLE.match(word) is not None
    derived = small and _DERIVED.match(word) is not None
    zipf = word_zipf(lower)
    burden = max(0.0, EVERYDAY - zipf) * (_BASIC_COUNTS if is_basic(lower) else 1.0)
    burden += _NOMINAL_ADDS * nominal + _PARTICIPLE_ADDS * participle + _DERIVED_ADDS * derived
    return Facts(
        letters=len(word),
        hardness=0.0 if is_function else burden,
        zipf=zipf,
        parts=split(word),
        is_function=is_function,
        is_connective=lower in wordlists.words("de/connectives.txt"),
        is_nominal=nominal,
        is_participle=participle,
        is_derived=derived and not is_function,
    )


def is_basic(word: str) -> bool:
    return stem(word) in _basic_stems()


@lru_cache
def _basic_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in wordlists.words("de/basic.txt"))


def word_zipf(word: str) -> float:
    """How common a word is in its commonest form; a compound is as rare as its rarest part."""
    parts = split(word)
    whole = _form_zipf(word)
    if len(parts) == 1:
        return whole
    rarest = min(max(_form_zipf(part), _unlinked_zipf(part)) for part in parts)
    return max(whole, rarest - _EACH_MORE_PART * (len(parts) - 1))


def _form_zipf(word: str) -> float:
    folded = word.casefold()
    known = frequencies("de")
    return max((known.get(form, UNKNOWN) for form in _forms(folded)), default=UNKNOWN)


def _forms(word: str) -> set[str]:
    forms = {word}
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word.removesuffix(ending)
            forms |= {base, base + "en", base + "e"}
    return forms


def _unlinked_zipf(part: str) -> float:
    folded = part.casefold()
    known = frequencies("de")
    return max(
        (known.get(folded.removesuffix(link), UNKNOWN) for link in _LINKS if folded.endswith(link)),
        default=UNKNOWN,
    )
