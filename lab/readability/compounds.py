"""Takes German compounds apart: Aufenthaltserlaubnis is Aufenthalts and Erlaubnis."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from lab.readability import wordlists
from lab.readability.frequency import frequencies

_SHORTEST_COMPOUND = 8
_SHORTEST_PART = 4
_SHORTEST_LISTED = 3
_RAREST_PART = 2.9
_LINKS = ("", "s", "es", "n", "en")
_ENDINGS = ("es", "s", "en", "n", "e")
_PART_COST = 6.0
_LINK_COST = 0.5


@lru_cache(maxsize=1 << 14)
def split(word: str) -> tuple[str, ...]:
    """The parts as written, linking letters with the part before; one part if it is no compound."""
    if len(word) < _SHORTEST_COMPOUND:
        return (word,)
    ends = _cheapest_ends(word.lower())
    return tuple(word[start:end] for start, end in pairwise((0, *ends))) if ends else (word,)


def _cheapest_ends(word: str) -> tuple[int, ...]:
    """Where the parts end on the cheapest way through the word: few and common parts are cheap."""
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for start in range(len(word) - _SHORTEST_LISTED + 1):
        if start in ways:
            cost, ends = ways[start]
            for stop, price in _parts_from(word, start):
                if stop not in ways or cost + price < ways[stop][0]:
                    ways[stop] = (cost + price, (*ends, stop))
    return ways.get(len(word), (0.0, ()))[1]


def _parts_from(word: str, start: int) -> Iterator[tuple[int, float]]:
    """Ends and prices of the parts that begin at `start`, with each linking letter that fits."""
    for end in range(start + _SHORTEST_LISTED, len(word) + 1):
        is_last = end == len(word)
        if is_last and start == 0:
            return
        price = _price(word[start:end], is_last)
        if price is not None:
            for link in _LINKS:
                stop = end + len(link)
                inside = stop <= len(word) - _SHORTEST_LISTED
                if not link or (inside and word.startswith(link, end)):
                    yield stop, price + _LINK_COST * bool(link)


def _price(part: str, is_last: bool) -> float | None:
    """None when it cannot be part of a compound; the last part may be inflected."""
    short = len(part) < _SHORTEST_PART
    if short and part not in wordlists.words("de/short_parts.txt"):
        return None
    if part in wordlists.words("de/no_parts.txt"):
        return None
    known = _zipf(part)
    if is_last and len(part) > _SHORTEST_PART + 1:
        known = max(known, *(_zipf(part.removesuffix(ending)) for ending in _ENDINGS))
    return _PART_COST + max(0.0, 6 - known) if known >= _RAREST_PART else None


def _zipf(part: str) -> float:
    return frequencies("de").get(part.replace("ß", "ss"), 0.0)
