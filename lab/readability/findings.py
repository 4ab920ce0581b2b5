"""What a check finds: where, how bad, why, and what to write instead, in German and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from lab.readability import wordlists
from lab.readability.normalise import Normalised

FORM_TERM_CAP = 30.0
"""The most points that findings may add to the difficulty of one sentence."""


class Severity(StrEnum):
    INFO = "info"
    WARN = "warn"
    FAIL = "fail"


class Text(NamedTuple):
    de: str
    en: str


class Hit(NamedTuple):
    """What a check reports: a place in the normalised text and the words its message needs."""

    check: str
    start: int
    end: int
    values: Mapping[str, str] = MappingProxyType({})


class Finding(NamedTuple):
    """`start` and `end` are places in the text as given; `quote` is what stands there."""

    check: str
    start: int
    end: int
    quote: str
    values: Mapping[str, str]

    @property
    def severity(self) -> Severity:
        return _messages()[self.check].severity

    @property
    def reason(self) -> Text:
        return _filled(_messages()[self.check].reason, self.values)

    @property
    def suggestion(self) -> Text:
        return _filled(_messages()[self.check].suggestion, self.values)


@dataclass(frozen=True, slots=True)
class _Message:
    severity: Severity
    points: float
    reason: Text
    suggestion: Text


def finding(hit: Hit, text: str, normalised: Normalised) -> Finding:
    """A hit with its place and quote in the text as given."""
    start, end = normalised.place(hit.start, hit.end)
    word = " ".join(normalised.text[hit.start : hit.end].split())
    return Finding(hit.check, start, end, text[start:end], {"word": word, **hit.values})


@lru_cache
def points() -> Mapping[str, float]:
    """What one finding of a check adds to the difficulty of its sentence."""
    return {check: message.points for check, message in _messages().items()}


@lru_cache
def _messages() -> Mapping[str, _Message]:
    return {
        row[0]: _Message(
            Severity(row[1]), float(row[2]), Text(row[3], row[4]), Text(row[5], row[6])
        )
        for row in wordlists.rows("messages.tsv")
    }


def _filled(text: Text, values: Mapping[str, str]) -> Text:
    return Text(text.de.format_map(values), text.en.format_map(values))
