"""Scores records as they stand in JSON lines: one object in, one object out."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lab.errors import LabError, NotEstimable
from lab.readability.findings import Finding
from lab.readability.formulas import FORMULAS, MINIMUM_WORDS, arithmetic
from lab.readability.scoring import Score, score


def score_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """From {"id", "text", "lang", "kind"} (the last two may be missing) to counts and scores.

    The formulas are bare arithmetic, so that they can be compared with other tools', and null only
    without words; `long_enough` says whether the text is long enough for them to mean anything.
    """
    text = record.get("text")
    if not isinstance(text, str):
        raise LabError(
            f"The record {record.get('id')!r} has no text.",
            cure='Write one object a line: {"id": "a1", "lang": "de", "text": "…"}.',
        )
    lang = str(record.get("lang", "de"))
    scored = score(text, lang, kind=str(record.get("kind", "text")))
    return {"id": record.get("id"), "lang": lang} | as_record(scored)


def as_record(scored: Score) -> dict[str, Any]:
    """A score as plain values for JSON."""
    bare = arithmetic(scored.counts, scored.lang) if scored.counts.words else {}
    index = scored.difficulty
    return {
        **asdict(scored.counts),
        **{name: bare.get(name) for name in FORMULAS[scored.lang]},
        "long_enough": scored.counts.words >= MINIMUM_WORDS,
        "difficulty": None if isinstance(index, NotEstimable) else index,
        "contributions": [part._asdict() for part in scored.contributions],
        "findings": [_finding(found) for found in scored.findings],
    }


def _finding(found: Finding) -> dict[str, Any]:
    return {
        "check": found.check,
        "severity": str(found.severity),
        "start": found.start,
        "end": found.end,
        "quote": found.quote,
        "reason": found.reason._asdict(),
        "suggestion": found.suggestion._asdict(),
    }
