"""Looking while the study runs: bounds, and how often a watched study raises a false alarm."""

import math

import numpy as np
import pytest

from lab.errors import NotEstimable
from lab.statistics.contrasts import Contrast
from lab.statistics.estimates import Unit
from lab.statistics.means import welch_contrast
from lab.statistics.monitoring import (
    FEWEST_PER_ARM,
    Bounds,
    always_valid_estimate,
    crossing_probability,
    e_value,
    look_bounds,
)

PER_ARM, ALPHA = 100, 0.05


def test_five_looks_have_the_published_obrien_fleming_bounds() -> None:
    published = (4.562, 3.226, 2.634, 2.281, 2.040)
    assert look_bounds(5, Bounds.OBRIEN_FLEMING) == pytest.approx(published, abs=0.002)


@pytest.mark.parametrize("looks", [1, 2, 4, 8])
@pytest.mark.parametrize("kind", list(Bounds))
def test_the_bounds_spend_exactly_the_error_allowed(looks: int, kind: Bounds) -> None:
    bounds, shares = np.array(look_bounds(looks, kind)), np.arange(1, looks + 1) / looks
    assert crossing_probability(bounds, shares) == pytest.approx(ALPHA)


def test_looking_five_times_without_bounds_raises_false_alarms() -> None:
    shares = np.arange(1, 6) / 5
    assert crossing_probability(np.full(5, 1.96), shares) == pytest.approx(0.142, abs=0.001)


def test_an_e_value_needs_a_complete_block() -> None:
    assert isinstance(e_value([1, 1], []), NotEstimable)


def test_equal_arms_never_gain_evidence() -> None:
    found = e_value([1, 0, 1, 1], [1, 0, 1, 1])
    assert not isinstance(found, NotEstimable)
    assert found.p == 1


def test_below_ten_per_arm_an_always_valid_interval_is_too_early() -> None:
    contrast = Contrast(5.0, 1.0, 16, (9, 9))
    assert isinstance(always_valid_estimate(contrast, 60, Unit.SCORE), NotEstimable)


@pytest.mark.parametrize(
    "runs", [150, pytest.param(4_000, marks=pytest.mark.soak)], ids=["few", "many"]
)
@pytest.mark.parametrize("rate", [0.5, 0.7, 0.9])
def test_a_watched_completion_rate_raises_few_false_alarms(runs: int, rate: float) -> None:
    rng = np.random.default_rng(int(rate * 10) + runs)
    data = (rng.random((runs, 2, PER_ARM)) < rate).astype(int).tolist()
    alarms = 0
    for first, second in data:
        found = e_value(first, second)
        alarms += not isinstance(found, NotEstimable) and found.largest >= 1 / ALPHA
    assert alarms / runs <= ALPHA + 2 * math.sqrt(ALPHA * (1 - ALPHA) / runs) * (runs < 1_000)


@pytest.mark.parametrize(
    "runs", [60, pytest.param(2_000, marks=pytest.mark.soak)], ids=["few", "many"]
)
def test_a_watched_time_raises_few_false_alarms(runs: int) -> None:
    rng = np.random.default_rng(runs)
    alarms = sum(_alarm(rng.normal(5.9, 0.5, (2, PER_ARM))) for _ in range(runs))
    assert alarms / runs <= ALPHA + 2 * math.sqrt(ALPHA * (1 - ALPHA) / runs) * (runs < 1_000)


def _alarm(logs: np.ndarray) -> bool:
    """Looked at after every pair: does the interval ever exclude zero?"""
    for seen in range(FEWEST_PER_ARM, PER_ARM + 1):
        contrast = welch_contrast(logs[0, :seen], logs[1, :seen])
        assert not isinstance(contrast, NotEstimable)
        found = always_valid_estimate(contrast, 2 * PER_ARM, Unit.SECONDS)
        if not isinstance(found, NotEstimable) and not found.low <= 0 <= found.high:
            return True
    return False
