"""What makes a German sentence hard, as numbers that anybody can follow."""

import math
import re
from itertools import pairwise

from lab.readability.lexicon import Facts
from lab.readability.reading import Reading

FEATURES = (
    "word_load",
    "mean_hardness",
    "very_hard_words",
    "letters",
    "grammatical_share",
    "attributes",
    "derived_words",
    "longest_compound",
    "infinitives",
    "connectives",
    "negations",
)
VERY_HARD = 3.0
SHORT_FEATURES = ("hardest_third", "longest_part")
_ATTRIBUTE = re.compile(r"[a-zäöüß]{4,}e[nrsm]?$")
_NEGATION = re.compile(r"(?:nicht|kein|nie|weder|noch|ohne)")


def sentence_features(reading: Reading) -> tuple[float, ...]:
    """One number for each of FEATURES; names and grammatical words carry no load."""
    content = _content(reading)
    hardness = [fact.hardness for fact in content] or [0.0]
    return (
        math.log1p(sum(hardness)),
        sum(hardness) / len(hardness),
        float(sum(burden > VERY_HARD for burden in hardness)),
        float(sum(fact.letters for fact in reading.facts)),
        sum(fact.is_function for fact in reading.facts) / len(reading.words),
        float(_attributes(reading)),
        float(sum(fact.is_derived for fact in content)),
        float(max((len(fact.parts) for fact in content), default=1)),
        float(reading.lower.count("zu")),
        float(sum(fact.is_connective for fact in reading.facts)),
        float(sum(_NEGATION.match(word) is not None for word in reading.lower)),
    )


def short_features(reading: Reading) -> tuple[float, ...]:
    """One number for each of SHORT_FEATURES: a label is as hard as its hardest words."""
    content = _content(reading)
    hardness = sorted((fact.hardness for fact in content), reverse=True)
    third = max(1, math.ceil(len(reading.words) / 3))
    parts = [len(part) for fact in content for part in fact.parts]
    return sum(hardness[:third]) / third, float(max(parts, default=0))


def _content(reading: Reading) -> list[Facts]:
    return [
        fact
        for fact, is_name in zip(reading.facts, reading.is_name, strict=True)
        if not is_name and not fact.is_function
    ]


def _attributes(reading: Reading) -> int:
    """Adjectives and participles right before a noun."""
    return sum(
        second.text[0].isupper()
        and not fact.is_function
        and _ATTRIBUTE.match(first.text) is not None
        for (first, second), fact in zip(pairwise(reading.words), reading.facts, strict=False)
    )
