"""Says how rare a German word is in its commonest form, and compounds by their rarest part."""

import re
from functools import lru_cache

from lab.readability import wordlists
from lab.readability.compounds import split
from lab.readability.frequency import UNKNOWN, frequencies
from lab.readability.stems import stem

_EACH_MORE_PART = 0.6
_PERSON = re.compile(r"er(?:in|innen)$")
_PRESENT = re.compile(r"nde[rnms]?$")
_SEPARABLE = re.compile(
    r"(?P<prefix>ab|an|auf|aus|bei|dabei|dazu|ein|her|hin|hoch|mit|nach|runter|vor|weg|weiter|zu"
    r"|zurück|zusammen)(?:zu|ge)?(?P<rest>[a-zäöüß]{3,}(?:en|ern|eln|t))"
)
_ENDINGS = ("e", "n", "en", "er", "es", "s", "em", "t", "te", "ten", "ern")
_LINKS = ("s", "es", "n", "en")


def is_basic(word: str) -> bool:
    return stem(word) in _basic_stems()


@lru_cache
def _basic_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in wordlists.words("de/basic.txt"))


def word_zipf(word: str) -> float:
    """How common a word is in its commonest form; a compound is as rare as its rarest part."""
    parts = split(word)
    whole = max(_form_zipf(word), _verb_zipf(word))
    if len(parts) == 1:
        return whole
    rarest = min(part_zipf(part) for part in parts)
    return max(whole, rarest - _EACH_MORE_PART * (len(parts) - 1))


def _verb_zipf(word: str) -> float:
    """`anzukreuzen` is as common as `ankreuzen`, which is hardly rarer than `kreuzen`."""
    verb = _SEPARABLE.fullmatch(word)
    if verb is None:
        return UNKNOWN
    joined = _form_zipf(verb["prefix"] + verb["rest"])
    simple = max(_form_zipf(verb["rest"]), _form_zipf("ge" + verb["rest"]))
    return max(joined, simple - _EACH_MORE_PART)


def part_zipf(part: str) -> float:
    """How common a part of a compound is, with or without its linking letters."""
    return max(_form_zipf(part), _unlinked_zipf(part))


def _form_zipf(word: str) -> float:
    folded = word.casefold()
    known = frequencies("de")
    return max((known.get(form, UNKNOWN) for form in _forms(folded)), default=UNKNOWN)


def _forms(word: str) -> set[str]:
    forms = {word, _PERSON.sub("er", word), _PRESENT.sub("n", word)}
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
