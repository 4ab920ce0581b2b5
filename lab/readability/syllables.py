"""Counts the syllables of a word by its vowels, with short lists of what sounds otherwise."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lab.readability import wordlists
from lab.readability.syllables_en import english_syllables

_NUCLEUS = re.compile(
    r"aa|a[iuy]|äu|e[eiuy]|ie|o[ouy]|(?<!q)u|[aeioäöüáàâåæéèêëíìîïóòôøúùû]"
    r"|(?<![aeou])y(?![aeou])|(?<=[bcdfghjklmnpqrstvwxz])y"
)
_LETTER_NAMES = {"y": 3}


@dataclass(frozen=True, slots=True)
class _Exceptions:
    apart: Mapping[str, re.Pattern[str]]
    silent: re.Pattern[str]
    spelled: frozenset[str]


def syllables(word: str, lang: str) -> int:
    """At least 1. `word` is one part of a hyphenated word, letters only."""
    lower = word.lower()
    spelled = _exceptions().spelled if lang == "de" else frozenset[str]()
    if _is_spelled(word, lower, spelled):
        return sum(_LETTER_NAMES.get(letter, 1) for letter in lower)
    return german_syllables(lower) if lang == "de" else english_syllables(lower)


def german_syllables(lower: str) -> int:
    exceptions = _exceptions()
    number = 0
    for nucleus in _NUCLEUS.finditer(lower):
        apart = exceptions.apart.get(nucleus.group())
        is_apart = apart is not None and apart.match(lower, nucleus.start() + 1) is not None
        number += 1 + is_apart
    silent = len(exceptions.silent.findall(lower)) if number > 1 else 0
    return max(1, number - silent)


def _is_spelled(word: str, lower: str, spelled: frozenset[str]) -> bool:
    """`PLZ` and `Kfz` are spoken letter by letter; a whole text in capitals is not."""
    if lower in spelled and word != lower:
        return word.isupper() or not _NUCLEUS.search(lower)
    return len(word) > 1 and not _NUCLEUS.search(lower) and sum(c.isupper() for c in word) > 1


@lru_cache
def _exceptions() -> _Exceptions:
    apart: dict[str, list[str]] = {}
    for entry in wordlists.entries("de/vowels_apart.txt"):
        left, right = entry.split("|")
        apart.setdefault(left[-1] + right[0], []).append(f"(?<={left})(?={right})")
    return _Exceptions(
        apart={pair: _any(patterns) for pair, patterns in apart.items()},
        silent=_any(_silent(entry) for entry in wordlists.entries("de/vowels_silent.txt")),
        spelled=wordlists.words("de/spelled.txt"),
    )


def _silent(entry: str) -> str:
    left, rest = entry.split("(")
    inside, right = rest.split(")")
    return f"(?<={left}){inside}(?={right})"


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))
