"""What must hold for all data: mirrors, shifts, scales, and intervals that hold the estimate."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.errors import NotEstimable
from lab.statistics import (
    counts,
    durations,
    means,
    paired,
    proportions,
    ranks,
    resampling,
    shifts,
)
from lab.statistics.crossover import CrossoverData, hills_armitage
from lab.statistics.estimates import Estimate, SignificanceTest, Unit

Result = Estimate | NotEstimable
TwoShares = Callable[[int, int, int, int], Result]
TwoSamples = Callable[[list[float], list[float]], Result]

TWO_SHARES: list[TwoShares] = [
    proportions.newcombe_difference,
    proportions.miettinen_nurminen_difference,
]
TWO_SAMPLES: list[TwoSamples] = [
    lambda x, y: means.welch_difference(x, y, Unit.SCORE),
    lambda x, y: shifts.shift_estimate(x, y, Unit.SCORE),
]


@st.composite
def tables(draw: st.DrawFn, most: int = 40) -> tuple[int, int, int, int]:
    n1, n2 = draw(st.integers(1, most)), draw(st.integers(1, most))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


cells = st.builds(paired.PairedCounts, *[st.integers(0, 25)] * 4)
scores = st.lists(st.integers(0, 40).map(lambda k: k * 2.5), min_size=1, max_size=25)


def close(one: Result, low: float, value: float, high: float) -> bool:
    return isinstance(one, Estimate) and (one.low, one.value, one.high) == pytest.approx(
        (low, value, high), rel=1e-6, abs=1e-6
    )


@given(tables())
@pytest.mark.parametrize("method", TWO_SHARES)
def test_swapping_the_versions_mirrors_a_difference_of_shares(
    method: TwoShares, table: tuple[int, int, int, int]
) -> None:
    x1, n1, x2, n2 = table
    forth, back = method(x1, n1, x2, n2), method(x2, n2, x1, n1)
    assert isinstance(back, Estimate)
    assert close(forth, -back.high, -back.value, -back.low)


@given(cells)
@pytest.mark.parametrize("method", [paired.tango_difference, paired.newcombe_paired_difference])
def test_swapping_the_versions_mirrors_a_paired_difference(
    method: Callable[[paired.PairedCounts], Result], counted: paired.PairedCounts
) -> None:
    swapped = paired.PairedCounts(
        counted.both, counted.second_only, counted.first_only, counted.neither
    )
    forth, back = method(counted), method(swapped)
    if isinstance(back, NotEstimable):
        assert counted.n == 0
        return
    assert close(forth, -back.high, -back.value, -back.low)
    assert isinstance(forth, Estimate)
    assert forth.p == back.p


@given(scores, scores)
@pytest.mark.parametrize("method", TWO_SAMPLES, ids=["welch", "hodges-lehmann"])
def test_swapping_the_versions_mirrors_a_difference_of_scores(
    method: TwoSamples, x: list[float], y: list[float]
) -> None:
    forth, back = method(x, y), method(y, x)
    if isinstance(back, NotEstimable):
        assert isinstance(forth, NotEstimable)
        return
    assert close(forth, -back.high, -back.value, -back.low)


@given(scores, scores, st.integers(-50, 50), st.sampled_from([0.5, 2.0, 60.0]))
@pytest.mark.parametrize("method", TWO_SAMPLES, ids=["welch", "hodges-lehmann"])
def test_shift_and_scale_carry_over_to_the_estimate(
    method: TwoSamples, x: list[float], y: list[float], shift: int, scale: float
) -> None:
    plain = method(x, y)
    moved = method([scale * (v + shift) for v in x], [scale * v for v in y])
    if isinstance(plain, NotEstimable):
        assert isinstance(moved, NotEstimable)
        return
    changed = [scale * (v + shift) for v in (plain.low, plain.value, plain.high)]
    assert close(moved, *changed)


@given(tables())
@pytest.mark.parametrize("method", TWO_SHARES)
def test_the_interval_holds_the_difference_of_shares(
    method: TwoShares, table: tuple[int, int, int, int]
) -> None:
    found = method(*table)
    assert isinstance(found, Estimate)
    assert -1 <= found.low <= found.value <= found.high <= 1


@given(st.integers(0, 60), st.integers(1, 60))
@pytest.mark.parametrize(
    "method", [proportions.adjusted_wald, proportions.wilson, proportions.clopper_pearson]
)
def test_the_interval_holds_the_share(
    method: Callable[[int, int], Result], successes: int, n: int
) -> None:
    found = method(min(successes, n), n)
    assert isinstance(found, Estimate)
    assert 0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1


@given(tables(12), st.integers(2, 6))
def test_more_people_with_the_same_rates_narrow_the_interval(
    table: tuple[int, int, int, int], times: int
) -> None:
    few = proportions.miettinen_nurminen_difference(*table)
    x1, n1, x2, n2 = (times * value for value in table)
    many = proportions.miettinen_nurminen_difference(x1, n1, x2, n2)
    assert isinstance(few, Estimate)
    assert isinstance(many, Estimate)
    assert many.high - many.low < few.high - few.low + 1e-9


@pytest.mark.parametrize(("n1", "n2"), [(n1, n2) for n1 in range(1, 16) for n2 in range(n1, 16)])
def test_the_n_minus_1_test_and_the_score_interval_agree_about_zero(n1: int, n2: int) -> None:
    for x1 in range(n1 + 1):
        for x2 in range(n2 + 1):
            test = proportions.n_minus_1_test(x1, n1, x2, n2)
            interval = proportions.miettinen_nurminen_difference(x1, n1, x2, n2)
            assert isinstance(test, SignificanceTest)
            assert isinstance(interval, Estimate)
            excluded = interval.low > 1e-9 or interval.high < -1e-9
            assert (test.p < 0.05) == excluded, (x1, n1, x2, n2)


@given(cells.filter(lambda counted: counted.n > 0))
def test_the_tango_interval_and_the_asymptotic_test_agree_about_zero(
    counted: paired.PairedCounts,
) -> None:
    test, interval = paired.mcnemar_asymptotic(counted), paired.tango_difference(counted)
    assert isinstance(test, SignificanceTest)
    assert isinstance(interval, Estimate)
    assert (test.p < 0.05) == (interval.low > 1e-9 or interval.high < -1e-9)


@given(scores, scores)
def test_no_p_is_ever_zero_or_missing_without_a_reason(x: list[float], y: list[float]) -> None:
    for found in (
        means.welch_difference(x, y, Unit.SCORE),
        ranks.mann_whitney_exact(x, y),
        ranks.mann_whitney_asymptotic(x, y),
        resampling.permutation_two_sample(x, y, np.random.default_rng(1)),
        counts.quasi_poisson_ratio(x, y),
    ):
        if not isinstance(found, NotEstimable):
            assert found.p is not None
            assert 0 < found.p <= 1


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=12),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=12),
)
def test_naming_the_versions_the_other_way_mirrors_a_crossover(
    ab: list[tuple[int, int]], ba: list[tuple[int, int]]
) -> None:
    one, other = np.array(ab, dtype=float), np.array(ba, dtype=float)
    forth = hills_armitage(CrossoverData(one, other))
    back = hills_armitage(CrossoverData(other, one))
    if isinstance(back, NotEstimable) or isinstance(forth, NotEstimable):
        assert isinstance(forth, NotEstimable) is isinstance(back, NotEstimable)
        return
    there, mirrored = forth.treatment, back.treatment
    assert there.difference == pytest.approx(-mirrored.difference, abs=1e-9)
    assert there.se == pytest.approx(mirrored.se, abs=1e-9)


@given(st.lists(st.integers(1, 4000), min_size=2, max_size=20), st.sampled_from([0.001, 60.0]))
def test_a_ratio_of_times_does_not_depend_on_the_unit(times: list[int], unit: float) -> None:
    original, revised = [float(t) for t in times], [t * 0.8 + 3 for t in times]
    plain = durations.paired_log_ratio_contrast(revised, original)
    scaled = [unit * t for t in revised], [unit * t for t in original]
    other = durations.paired_log_ratio_contrast(*scaled)
    assert not isinstance(plain, NotEstimable)
    assert not isinstance(other, NotEstimable)
    assert other.difference == pytest.approx(plain.difference, abs=1e-9)
    assert other.se == pytest.approx(plain.se, abs=1e-9)


@given(st.integers(0, 8), st.integers(0, 8))
def test_mid_p_lies_below_the_exact_p(b: int, c: int) -> None:
    counted = paired.PairedCounts(3, b, c, 3)
    mid, whole = paired.mcnemar_mid_p(counted), paired.mcnemar_exact(counted)
    assert isinstance(mid, SignificanceTest)
    assert isinstance(whole, SignificanceTest)
    assert 0 < mid.p <= whole.p <= 1
    assert math.isfinite(mid.p)
