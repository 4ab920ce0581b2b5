"""Tells proper names from German words: a name is long or rare without being hard."""

import re
from collections.abc import Sequence
from functools import lru_cache

from lab.readability import traits, wordlists
from lab.readability.compounds import split
from lab.readability.frequency import frequencies
from lab.readability.tokens import Word, parts_of

_AS_ENGLISH_AS_GERMAN = 0.35
_TOO_COMMON_FOR_A_NAME = 4.2
_NOUN_ENDING = re.compile(
    r"(?:ung|heit|keit|tion|sion|ismus|ität|schaft|nis|tum|enz|anz)(?:en|s|ses|se)?$"
)


def name_flags(words: Sequence[Word], found: Sequence[int]) -> tuple[bool, ...]:
    """For each word whether it is a name, from its traits; names come in rows (Kreuzberg Park)."""
    return tuple(
        [
            bool(
                word_traits & traits.KNOWN_NAME
                or (word_traits & traits.POSSIBLE_NAME and _stands_in_a_row(words, place))
            )
            for place, word_traits in enumerate(found)
        ]
    )


def name_traits(word: str) -> int:
    if not word[0].isupper() or (len(word) > 1 and word.isupper()):
        return 0
    if _is_known_name(word):
        return traits.KNOWN_NAME
    return traits.POSSIBLE_NAME if _could_be_a_name(word) else 0


def _is_known_name(word: str) -> bool:
    parts = parts_of(word)
    if len(parts) > 1:
        return all(part and part[0].isupper() and _is_known_name(part) for part in parts)
    folded = word.casefold()
    forms = (folded, folded[:-1]) if folded.endswith("s") and len(folded) > 4 else (folded,)
    return any(_is_place_or_english(form) for form in forms)


def _is_place_or_english(folded: str) -> bool:
    if folded in _places():
        return True
    english = frequencies("en").get(folded, 0.0)
    german = frequencies("de").get(folded, 0.0)
    return english > 0 and english >= german - _AS_ENGLISH_AS_GERMAN


@lru_cache
def _places() -> frozenset[str]:
    return frozenset(place.casefold() for place in wordlists.words("de/places.txt"))


def _stands_in_a_row(words: Sequence[Word], place: int) -> bool:
    """Two capitalised words with nothing but a blank between are a name, if neither is common."""
    before = place > 1 and _follows(words[place - 1], words[place])
    after = 0 < place < len(words) - 1 and _follows(words[place], words[place + 1])
    return (before and words[place - 1].text[0].isupper()) or (
        after and words[place + 1].text[0].isupper()
    )


def _follows(first: Word, second: Word) -> bool:
    return first.end + 1 == second.start


def _could_be_a_name(word: str) -> bool:
    common = frequencies("de").get(word.casefold(), 0.0) >= _TOO_COMMON_FOR_A_NAME
    return not common and len(split(word)) == 1 and not _NOUN_ENDING.search(word)
