"""What a check finds: where, how bad, why, and what to write instead, in German and English."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
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


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check reports: a place in the normalised text and the words its message needs."""

    check: str
    start: int
    end: int
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """`start` and `end` are places in the text as given; `quote` is what stands there."""

    check: str
    severity: Severity
    start: int
    end: int
    quote: str
    reason: Text
    suggestion: Text


@dataclass(frozen=True, slots=True)
class _Message:
    severity: Severity
    points: float
    reason: Text
    suggestion: Text


def finding(hit: Hit, text: str, normalised: Normalised) -> Finding:
    """A hit with its place and quote in the text as given and its message filled in."""
    start, end = normalised.place(hit.start, hit.end)
    message = _messages()[hit.check]
    values = {"word": " ".join(normalised.text[hit.start : hit.end].split()), **hit.values}
    return Finding(
        hit.check,
        message.severity,
        start,
        end,
        text[start:end],
        _filled(message.reason, values),
        _filled(message.suggestion, values),
    )


def points_of(check: str) -> float:
    """What one such finding adds to the difficulty of its sentence."""
    return _messages()[check].points


def severity_of(check: str) -> Severity:
    return _messages()[check].severity


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
