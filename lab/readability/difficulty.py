"""The difficulty index: a linear model of people's ratings, each term shown with its points."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from operator import mul
from typing import Any, NamedTuple

from lab.readability.features import (
    FEATURES,
    SHORT_FEATURES,
    sentence_features,
    short_features,
)
from lab.readability.findings import FORM_TERM_CAP, Hit, points
from lab.readability.reading import Reading

SHORT_BELOW = 6
"""Units with fewer words (labels, options) are judged by their words alone."""
_LABEL_WEIGHT = 2.0
_EASIEST, _HARDEST = 0.0, 100.0


class Contribution(NamedTuple):
    """`points` on the scale of 0 to 100; `value` is the measured amount, a mean over sentences."""

    name: str
    points: float
    value: float


_new = tuple.__new__  # half as slow as calling Contribution, a dozen times a text


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Points are `base` + weights x (value - reference); `reference` is an easy sentence."""

    names: tuple[str, ...]
    base: float
    weights: tuple[float, ...]
    reference: tuple[float, ...]


@lru_cache
def models() -> Mapping[str, LinearModel]:
    """`sentence` and `short`, as fitted by scripts/fit_difficulty.py."""
    data = json.loads((files("lab.readability") / "difficulty_de.json").read_text("utf-8"))
    names = {"sentence": FEATURES, "short": SHORT_FEATURES}
    return {mode: _model(data[mode], names[mode]) for mode in names}


def _model(data: dict[str, Any], names: tuple[str, ...]) -> LinearModel:
    return LinearModel(
        names,
        data["base"],
        tuple(data["weights"][name] for name in names),
        tuple(data["reference"][name] for name in names),
    )


class Evidence(NamedTuple):
    """What the index needs of one sentence: its length, features and findings."""

    words: int
    values: tuple[float, ...]
    hits: Sequence[Hit]


def evidence(reading: Reading, hits: Sequence[Hit]) -> Evidence:
    words = len(reading.words)
    measure = short_features if words < SHORT_BELOW else sentence_features
    return Evidence(words, measure(reading), hits)


def difficulty(sentences: Sequence[Evidence]) -> tuple[float, tuple[Contribution, ...]]:
    """The index of a text with at least one word, and the points it is made of.

    A text is as hard as its sentences are on average, weighted by their words.
    """
    words = sum([sentence.words for sentence in sentences])
    long = [sentence for sentence in sentences if sentence.words >= SHORT_BELOW]
    short = [sentence for sentence in sentences if sentence.words < SHORT_BELOW]
    long_base, long_terms = _model_terms(long, words, models()["sentence"])
    short_base, short_terms = _model_terms(short, words, models()["short"])
    contributions = (
        Contribution("base", long_base + short_base, 1.0),
        *long_terms,
        *short_terms,
        *_form_terms(sentences, words),
    )
    return _clipped(sum([part.points for part in contributions])), contributions


def _model_terms(
    sentences: Sequence[Evidence], words: int, model: LinearModel
) -> tuple[float, list[Contribution]]:
    if not sentences:
        return 0.0, []
    weights = [sentence.words / words for sentence in sentences]
    share = sum(weights)
    columns = zip(*[sentence.values for sentence in sentences], strict=True)
    sums = [sum(map(mul, weights, column)) for column in columns]
    terms = zip(model.names, model.weights, sums, model.reference, strict=True)
    return share * model.base, [
        _new(Contribution, (name, weight * (total - share * zero), total))
        for name, weight, total, zero in terms
    ]


def _form_terms(sentences: Sequence[Evidence], words: int) -> list[Contribution]:
    """What the ratings of encyclopedia sentences cannot teach: points set by hand, capped.

    In a label a finding concerns most of the text: there it counts up to twice.
    """
    added: dict[str, float] = {}
    number: dict[str, float] = {}
    worth = points()
    for length, _, hits in sentences:
        if not hits:
            continue
        weight = min(_LABEL_WEIGHT, max(1.0, SHORT_BELOW / length))
        raw = [(hit.check, weight * worth[hit.check]) for hit in hits]
        total = sum([amount for _, amount in raw])
        scale = length / words * (min(1.0, FORM_TERM_CAP / total) if total else 1.0)
        for check, amount in raw:
            if amount:
                added[check] = added.get(check, 0.0) + scale * amount
                number[check] = number.get(check, 0.0) + length / words
    return [Contribution(check, added[check], number[check]) for check in added]


def _clipped(points: float) -> float:
    return min(_HARDEST, max(_EASIEST, points))
