"""The difficulty index: a linear model of people's ratings, each term shown with its points."""

import json
from collections.abc import Callable, Mapping, Sequence
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
from lab.readability.findings import FORM_TERM_CAP, Hit, points_of
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


def difficulty(
    readings: Sequence[Reading], hits: Sequence[Sequence[Hit]]
) -> tuple[float, tuple[Contribution, ...]]:
    """The index of a text with at least one word; `hits` are the findings of each sentence.

    A text is as hard as its sentences are on average, weighted by their words.
    """
    words = sum([len(reading.words) for reading in readings])
    short = [reading for reading in readings if len(reading.words) < SHORT_BELOW]
    long = [reading for reading in readings if len(reading.words) >= SHORT_BELOW]
    contributions = (
        *_model_terms(long, words, models()["sentence"], sentence_features),
        *_model_terms(short, words, models()["short"], short_features),
        *_form_terms(readings, hits, words),
    )
    return _clipped(sum([part.points for part in contributions])), contributions


def _model_terms(
    readings: Sequence[Reading],
    words: int,
    model: LinearModel,
    measure: Callable[[Reading], tuple[float, ...]],
) -> tuple[Contribution, ...]:
    if not readings:
        return ()
    weights = [len(reading.words) / words for reading in readings]
    share = sum(weights)
    columns = zip(*(measure(reading) for reading in readings), strict=True)
    sums = [sum(map(mul, weights, column)) for column in columns]
    terms = zip(model.names, model.weights, sums, model.reference, strict=True)
    return (
        Contribution("base", share * model.base, share),
        *(Contribution(name, w * (total - share * zero), total) for name, w, total, zero in terms),
    )


def _form_terms(
    readings: Sequence[Reading], hits: Sequence[Sequence[Hit]], words: int
) -> tuple[Contribution, ...]:
    """What the ratings of encyclopedia sentences cannot teach: points set by hand, capped.

    In a label a finding concerns most of the text: there it counts up to twice.
    """
    points: dict[str, float] = {}
    number: dict[str, float] = {}
    for reading, found in zip(readings, hits, strict=True):
        if not found:
            continue
        length = len(reading.words)
        weight = min(_LABEL_WEIGHT, max(1.0, SHORT_BELOW / length))
        raw = [(hit.check, weight * points_of(hit.check)) for hit in found]
        total = sum([amount for _, amount in raw])
        scale = length / words * (min(1.0, FORM_TERM_CAP / total) if total else 1.0)
        for check, amount in raw:
            if amount:
                points[check] = points.get(check, 0.0) + scale * amount
                number[check] = number.get(check, 0.0) + length / words
    return tuple([Contribution(check, points[check], number[check]) for check in points])


def _clipped(points: float) -> float:
    return min(_HARDEST, max(_EASIEST, points))
