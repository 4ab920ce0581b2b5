"""What makes a German sentence hard, as numbers that anybody can follow."""

import itertools
import math
from collections.abc import Sequence

from lab.readability import traits
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
    "clauses",
)
VERY_HARD = 3.0
SHORT_FEATURES = ("hardest_third", "longest_part")


def sentence_features(reading: Reading) -> tuple[float, ...]:
    """One number for each of FEATURES; names and grammatical words carry no load."""
    content = _content(reading)
    hardness = [fact.hardness for fact in content] or [0.0]
    every = reading.bits
    load = sum(hardness)
    return (
        math.log1p(load),
        load / len(hardness),
        float(len([burden for burden in hardness if burden > VERY_HARD])),
        float(sum([fact.letters for fact in reading.facts])),
        _number(every, traits.FUNCTION) / len(every),
        float(_attributes(every)) if reading.traits & traits.ATTRIBUTE else 0.0,
        _number([fact.traits for fact in content], traits.DERIVED)
        if reading.traits & traits.DERIVED
        else 0.0,
        float(max([len(fact.parts) for fact in content], default=1))
        if reading.traits & traits.COMPOUND
        else 1.0,
        _number(every, traits.ZU) if reading.traits & traits.ZU else 0.0,
        _number(every, traits.CONNECTIVE) if reading.traits & traits.CONNECTIVE else 0.0,
        _number(every, traits.NEGATION) if reading.traits & traits.NEGATION else 0.0,
        float(len(reading.clauses)),
    )


def short_features(reading: Reading) -> tuple[float, ...]:
    """One number for each of SHORT_FEATURES: a label is as hard as its hardest words."""
    content = _content(reading)
    if not content:
        return 0.0, 0.0
    hardness = sorted([fact.hardness for fact in content], reverse=True)
    third = max(1, math.ceil(len(reading.words) / 3))
    longest = max([len(part) for fact in content for part in fact.parts])
    return sum(hardness[:third]) / third, float(longest)


def _content(reading: Reading) -> list[Facts]:
    function = traits.FUNCTION
    if not any(reading.is_name):
        return [fact for fact in reading.facts if not fact.traits & function]
    pairs = zip(reading.facts, reading.is_name, strict=True)
    return [fact for fact, is_name in pairs if not is_name and not fact.traits & function]


def _number(every: Sequence[int], trait: int) -> float:
    return float(len([found for found in every if found & trait]))


def _attributes(every: Sequence[int]) -> int:
    """Adjectives and participles right before a noun."""
    wanted, mask = traits.ATTRIBUTE, traits.ATTRIBUTE | traits.FUNCTION
    return len(
        [
            1
            for first, second in itertools.pairwise(every)
            if first & mask == wanted and second & traits.CAPITALISED
        ]
    )
