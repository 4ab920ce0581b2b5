"""The bootstrap of pairs: whole pairs are drawn again, and too few say nothing."""

import numpy as np
import pytest

from lab.errors import NotEstimable
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.means import paired_difference
from lab.statistics.resampling import bootstrap_paired

BEFORE = [62.0, 43.0, 37.0, 35.0, 35.0, 33.0, 29.0, 25.0, 25.0, 18.0, 17.0, 14.0]
AFTER = [10.0, 11.0, 11.0, 8.0, 11.0, 14.0, 8.0, 15.0, 12.0, 12.0, 9.0, 16.0]


def bootstrapped(x, y):
    return bootstrap_paired(x, y, Unit.SCORE, np.random.default_rng(1))


def test_the_value_is_the_mean_difference_and_lies_in_its_interval():
    found = bootstrapped(AFTER, BEFORE)

    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(np.mean(AFTER) - np.mean(BEFORE))
    assert found.low < found.value < found.high < 0
    assert found.n == (12,)


def test_exchanging_the_versions_mirrors_the_interval():
    there, back = bootstrapped(AFTER, BEFORE), bootstrapped(BEFORE, AFTER)

    assert isinstance(there, Estimate)
    assert isinstance(back, Estimate)
    assert (back.low, back.high) == pytest.approx((-there.high, -there.low), abs=0.2)


def test_without_outliers_it_agrees_with_the_t_interval():
    rng = np.random.default_rng(3)
    x, y = rng.normal(10, 3, 400), rng.normal(9, 3, 400)

    found, plain = bootstrapped(x, y), paired_difference(x, y, Unit.SCORE)

    assert isinstance(found, Estimate)
    assert isinstance(plain, Estimate)
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), abs=0.05)


@pytest.mark.parametrize(
    ("x", "y"),
    [([1.0, 2.0, 4.0, 8.0], [0.0] * 4), ([5.0] * 9, [3.0] * 9), ([], [])],
    ids=["four pairs", "all differ by the same", "no pairs"],
)
def test_what_cannot_be_resampled_says_so(x, y):
    assert isinstance(bootstrapped(x, y), NotEstimable)
