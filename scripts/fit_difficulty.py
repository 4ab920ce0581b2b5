"""Refits the difficulty index from people's ratings of 668 German sentences and writes its model.

Ratings: TextComplexityDE (Naderi, Mohtaj, Ensikat, Möller 2019, MIT), kept in the sibling folder
shared/data; its articles (Wikipedia, CC BY-SA) are not part of this repository.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.readability.features import (
    FEATURES,
    SHORT_FEATURES,
    sentence_features,
    short_features,
)
from lab.readability.normalise import normalise
from lab.readability.reading import Reading, read

ROOT = Path(__file__).resolve().parent.parent
RATINGS = ROOT.parent / "shared" / "data" / "textcomplexityde.csv"
MODEL = ROOT / "lab" / "readability" / "difficulty_de.json"
RIDGE = 40.0
SHORT_RIDGE = 3.0
SHORT_WORDS = 10
EASY_SHARE = 10
FOLDS = 10
SOURCE = "scripts/fit_difficulty.py on TextComplexityDE (Naderi et al. 2019, MIT), 668 sentences"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rated:
    text: str
    article: str
    complexity: float


def ratings(path: Path = RATINGS) -> tuple[Rated, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Rated(row["sentence"], row["article"], float(row["complexity"]))
            for row in csv.DictReader(file)
        )


def features_of(text: str, measure: Callable[[Reading], tuple[float, ...]]) -> Floats:
    """The features of a text: the mean of its sentences, weighted by their words."""
    plain = normalise(text).text
    readings = tuple(read(plain, "de"))
    weights = np.array([len(reading.words) for reading in readings], dtype=np.float64)
    values = np.array([measure(reading) for reading in readings])
    weighted: Floats = weights @ values / weights.sum()
    return weighted


def ridge(x: Floats, y: Floats, penalty: float) -> tuple[Floats, float]:
    """Weights and intercept of a ridge regression on standardised features."""
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = (x - mean) / spread
    weights = np.linalg.solve(z.T @ z + penalty * np.eye(z.shape[1]), z.T @ (y - y.mean())) / spread
    return weights, float(y.mean() - weights @ mean)


def folds_by_article(articles: Sequence[str], number: int = FOLDS) -> NDArray[np.int64]:
    """Every article in one fold, the largest articles dealt first to the smallest fold."""
    sizes = Counter(articles)
    load = [0] * number
    fold: dict[str, int] = {}
    for article in sorted(sizes, key=lambda name: (-sizes[name], name)):
        fold[article] = load.index(min(load))
        load[fold[article]] += sizes[article]
    return np.array([fold[article] for article in articles])


def cross_validated(x: Floats, y: Floats, fold: NDArray[np.int64]) -> Floats:
    """For every text the prediction of a model that never saw its article."""
    predicted = np.zeros_like(y)
    for number in range(int(fold.max()) + 1):
        seen = fold != number
        weights, intercept = ridge(x[seen], y[seen], RIDGE)
        predicted[~seen] = x[~seen] @ weights + intercept
    return predicted


def sentence_matrix(rated: Sequence[Rated]) -> tuple[Floats, Floats]:
    x = np.array([features_of(row.text, sentence_features) for row in rated])
    return x, np.array([row.complexity for row in rated])


def points(rating: float) -> float:
    """A rating of 1 to 7 on the scale of 0 to 100."""
    return (rating - 1) / 6 * 100


def model_of(
    names: Sequence[str], weights: Floats, intercept: float, reference: Floats
) -> dict[str, object]:
    return {
        "base": round(points(intercept + float(weights @ reference)), 4),
        "weights": {n: round(float(w) / 6 * 100, 6) for n, w in zip(names, weights, strict=True)},
        "reference": {n: round(float(r), 4) for n, r in zip(names, reference, strict=True)},
    }


def fitted(rated: Sequence[Rated]) -> dict[str, Any]:
    x, y = sentence_matrix(rated)
    weights, intercept = ridge(x, y, RIDGE)
    easy = np.percentile(x, EASY_SHARE, axis=0)
    few = [row for row in rated if len(row.text.split()) <= SHORT_WORDS]
    short = np.array([features_of(row.text, short_features) for row in few])
    short_weights, short_intercept = ridge(
        short, np.array([row.complexity for row in few]), SHORT_RIDGE
    )
    return {
        "source": SOURCE,
        "sentence": model_of(FEATURES, weights, intercept, easy),
        "short": model_of(SHORT_FEATURES, short_weights, short_intercept, np.zeros(2)),
    }


def main() -> int:
    if not RATINGS.exists():
        print("The ratings are missing: shared/data/textcomplexityde.csv beside this repository.")
        return 2
    MODEL.write_text(json.dumps(fitted(ratings()), indent=2) + "\n", encoding="utf-8")
    print(MODEL.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
