"""Brings the forms of a German word together: `Anträge` and `Antrags` share the stem `antrag`."""

from functools import lru_cache

_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})
_ENDINGS = ("ern", "ers", "em", "er", "en", "es", "e", "n", "s")
_VERB_ENDINGS = ("test", "tet", "ten", "st", "te", "t")
_SHORTEST_PERSON = 6
_SHORTEST = 3


def plain(word: str) -> str:
    return word.casefold().translate(_UMLAUTS)


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    lower = plain(word)
    if lower.startswith("ge") and lower.endswith(("t", "en")) and len(lower) > 6:
        lower = lower[2:]
    for feminine in ("innen", "in"):
        if lower.endswith(feminine) and len(lower) - len(feminine) >= _SHORTEST_PERSON:
            lower = lower.removesuffix(feminine)
    return _without(_without(lower, _VERB_ENDINGS), _ENDINGS)


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
