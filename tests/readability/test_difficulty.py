"""The index against people's ratings, where the ratings are at hand."""

import pytest

from lab.readability.difficulty import models
from lab.readability.features import FEATURES, SHORT_FEATURES
from scripts.fit_difficulty import (
    RATINGS,
    cross_validated,
    fitted,
    folds_by_article,
    ratings,
    sentence_matrix,
)
from scripts.readability_table import spearman

needs_ratings = pytest.mark.skipif(
    not RATINGS.exists(), reason="the ratings lie in the sibling folder shared/data"
)


def test_the_model_has_a_weight_for_every_feature() -> None:
    assert models()["sentence"].names == FEATURES
    assert models()["short"].names == SHORT_FEATURES


@needs_ratings
def test_the_index_follows_people_who_rated_articles_it_has_not_seen() -> None:
    rated = ratings()
    x, rating = sentence_matrix(rated)
    predicted = cross_validated(x, rating, folds_by_article([row.article for row in rated]))
    assert spearman(predicted, rating) >= 0.80


@needs_ratings
def test_the_committed_model_is_what_the_script_fits() -> None:
    weights = fitted(ratings())["sentence"]["weights"]
    committed = dict(zip(FEATURES, models()["sentence"].weights, strict=True))
    assert weights == pytest.approx(committed, abs=1e-3)
