"""Takes German compounds apart: Aufenthaltserlaubnis is Aufenthalts and Erlaubnis."""

from functools import lru_cache

from lab.readability import wordlists
from lab.readability.frequency import frequencies

_SHORTEST_COMPOUND = 8
_SHORTEST_PART = 4
_RAREST_PART = 2.9
_LINKS = ("", "s", "es", "n", "en")
_PART_COST = 6.0
_LINK_COST = 0.5


@lru_cache(maxsize=1 << 14)
def split(word: str) -> tuple[str, ...]:
    """The parts as written, linking letters with the part before; one part if it is no compound."""
    if len(word) < _SHORTEST_COMPOUND:
        return (word,)
    best = _best(word.casefold(), word)
    return best if best else (word,)


def _best(folded: str, word: str) -> tuple[str, ...]:
    """Cheapest way from the start of the word to its end; few and common parts are cheap."""
    if len(folded) != len(word):
        word = folded
    cheapest: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for start in range(len(folded) - _shortest() + 1):
        if start in cheapest:
            _extend(cheapest, start, folded, word)
    return cheapest.get(len(folded), (0.0, ()))[1]


def _extend(
    cheapest: dict[int, tuple[float, tuple[str, ...]]], start: int, folded: str, word: str
) -> None:
    cost, parts = cheapest[start]
    for end in range(start + _shortest(), len(folded) + 1):
        if end - start == len(folded):
            continue
        price = _price(folded[start:end])
        if price is None:
            continue
        for link in _LINKS:
            stop = end + len(link)
            if link and (not folded.startswith(link, end) or stop > len(folded) - _shortest()):
                continue
            total = cost + price + (_LINK_COST if link else 0.0)
            if stop not in cheapest or total < cheapest[stop][0]:
                cheapest[stop] = (total, (*parts, word[start:stop]))


def _price(part: str) -> float | None:
    """None when it cannot be part of a compound."""
    short = len(part) < _SHORTEST_PART
    if short and part not in wordlists.words("de/short_parts.txt"):
        return None
    if part in wordlists.words("de/no_parts.txt"):
        return None
    known = frequencies("de").get(part, 0.0)
    return _PART_COST + max(0.0, 6 - known) if known >= _RAREST_PART else None


def _shortest() -> int:
    return 3
