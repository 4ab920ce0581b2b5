"""Prints how well scores follow people's ratings, and keeps the table in docs/readability.md.

Spearman's rank correlation with the mean rating of a sentence; the lab's own index predicts every
sentence with a model that never saw its article. Intervals: 95 %, bootstrap over articles.
"""

import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import textstat
from numpy.typing import NDArray
from scipy import stats

from lab.readability.counts import count
from lab.readability.formulas import arithmetic
from scripts.fit_difficulty import (
    RATINGS,
    Rated,
    cross_validated,
    folds_by_article,
    ratings,
    sentence_matrix,
)

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "readability.md"
BEGIN, END = "<!-- ratings table: begin -->", "<!-- ratings table: end -->"
RESAMPLES = 2000
SEED = 1

Floats = NDArray[np.float64]


def spearman(first: Floats, second: Floats) -> float:
    return float(stats.spearmanr(first, second).statistic)


def interval(score: Floats, rating: Floats, articles: Sequence[str]) -> tuple[float, float]:
    """Whole articles are drawn again, because sentences of one article are alike."""
    dealt = np.random.default_rng(SEED)
    names = sorted(set(articles))
    members = {name: np.flatnonzero(np.array(articles) == name) for name in names}
    drawn = []
    for _ in range(RESAMPLES):
        rows = np.concatenate([members[name] for name in dealt.choice(names, len(names))])
        drawn.append(spearman(score[rows], rating[rows]))
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def formula_scores(rated: Sequence[Rated]) -> dict[str, Floats]:
    """The published formulas on the lab's own counts; Amstad is turned, it rises with ease."""
    values = [arithmetic(count(row.text, "de"), "de") for row in rated]
    scores = {name: np.array([value[name] for value in values]) for name in values[0]}
    return scores | {"amstad": -scores["amstad"]}


def textstat_scores(rated: Sequence[Rated]) -> dict[str, Floats]:
    textstat.set_lang("de")
    measures: dict[str, Callable[[str], float]] = {
        "amstad": lambda text: -textstat.flesch_reading_ease(text),
        "wstf4": partial(_wiener, variant=4),
        "lix": textstat.lix,
        "rix": textstat.rix,
        "gsmog": textstat.smog_index,
    }
    return {name: np.array([of(row.text) for row in rated]) for name, of in measures.items()}


def _wiener(text: str, variant: int) -> float:
    return float(textstat.wiener_sachtextformel(text, variant))


def table(rated: Sequence[Rated]) -> str:
    articles = [row.article for row in rated]
    x, rating = sentence_matrix(rated)
    fold = folds_by_article(articles)
    formula, other = formula_scores(rated), textstat_scores(rated)
    names = {"amstad": "Amstad", "wstf4": "WSTF 4", "lix": "LIX", "rix": "RIX", "gsmog": "SMOG"}
    rows = {"**difficulty index**, 10-fold by article": cross_validated(x, rating, fold)}
    rows |= {f"{names[n]}, the lab's counts": formula[n] for n in names}
    rows |= {f"{names[n]}, textstat": other[n] for n in names}
    rows |= {"number of characters": np.array([float(len(row.text)) for row in rated])}
    rows |= {"number of words": np.array([float(len(row.text.split())) for row in rated])}
    lines = ["| score | Spearman with the ratings | 95 % interval |", "|---|---|---|"]
    for name, score in rows.items():
        low, high = interval(score, rating, articles)
        lines.append(f"| {name} | {spearman(score, rating):.3f} | {low:.3f} to {high:.3f} |")
    note = f"{len(rated)} sentences of {len(set(articles))} articles."
    return "\n".join([*lines, "", note])


def main() -> int:
    if not RATINGS.exists():
        print("The ratings are missing: shared/data/textcomplexityde.csv beside this repository.")
        return 2
    text = table(ratings())
    print(text)
    document = DOCUMENT.read_text(encoding="utf-8")
    kept = re.sub(
        f"{re.escape(BEGIN)}.*?{re.escape(END)}",
        lambda _: f"{BEGIN}\n{text}\n{END}",
        document,
        flags=re.DOTALL,
    )
    DOCUMENT.write_text(kept, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
