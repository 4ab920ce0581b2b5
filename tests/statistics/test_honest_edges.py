"""The traps: constants, one person, nobody, ties, empty arms. A reason, never a wrong number."""

import math

import numpy as np
import pytest

from lab.errors import NotEstimable
from lab.statistics import (
    bayes,
    competing,
    counts,
    discovery,
    durations,
    equivalence,
    exact,
    integrity,
    means,
    multiplicity,
    paired,
    planning,
    proportions,
    ranks,
    resampling,
    restricted_means,
    scales,
    series,
    shifts,
    stratified,
    subgroups,
    survival,
)
from lab.statistics.contrasts import Contrast
from lab.statistics.crossover import CrossoverData, PeriodCounts, hills_armitage, mainland_gart
from lab.statistics.estimates import Estimate, SignificanceTest, Unit

NOBODY: list[float] = []
SEVENS, FOURS = [7.0] * 5, [4.0] * 5
NO_PAIRS = np.empty((0, 2))
RNG = np.random.default_rng(1)
LOST = np.zeros(3, dtype=np.bool_)
TWO = np.array([0, 0, 1])


@pytest.mark.parametrize(
    "result",
    [
        pytest.param(means.welch_difference(SEVENS, FOURS, Unit.SCORE), id="two constants"),
        pytest.param(means.welch_difference([60], [70, 80], Unit.SCORE), id="one person in an arm"),
        pytest.param(means.welch_difference(NOBODY, [3, 4], Unit.SCORE), id="an empty arm"),
        pytest.param(means.paired_difference([60], [70], Unit.SCORE), id="one pair"),
        pytest.param(means.paired_difference([5, 6], [4, 5], Unit.SCORE), id="all gain the same"),
        pytest.param(means.mean_estimate([50.0] * 8, Unit.SCORE), id="all score the same"),
        pytest.param(means.hedges_g(SEVENS, FOURS), id="no spread for g"),
        pytest.param(means.cohens_dz(SEVENS, FOURS), id="no spread for dz"),
        pytest.param(durations.geometric_mean([0, 12, 30]), id="no time at all"),
        pytest.param(durations.median_interval([1, 2, 3, 4, 5], Unit.SECONDS), id="median of 5"),
        pytest.param(durations.log_ratio_contrast([10, 20], [0, 5]), id="a time of zero"),
        pytest.param(ranks.mann_whitney_asymptotic(FOURS, FOURS), id="all ranks tied"),
        pytest.param(ranks.superiority_estimate([1, 2, 3], [4, 5, 6]), id="complete separation"),
        pytest.param(ranks.signed_rank_exact([0, 0, 0]), id="nobody differs"),
        pytest.param(shifts.shift_estimate([1, 2, 3], [4, 5, 6], Unit.SECONDS), id="3 against 3"),
        pytest.param(shifts.centre_estimate([0.0], Unit.SECONDS), id="no differences"),
        pytest.param(resampling.bootstrap_bca(FOURS, FOURS, Unit.FACTS, RNG), id="bca, constants"),
        pytest.param(resampling.bootstrap_bca([1], [2], Unit.FACTS, RNG), id="bca, one each"),
        pytest.param(resampling.permutation_two_sample(range(40), [1] * 5), id="no generator"),
        pytest.param(counts.quasi_poisson_ratio([0, 0, 0], [1, 2, 3]), id="no errors left"),
        pytest.param(counts.quasi_poisson_ratio([1], [2]), id="one person each"),
        pytest.param(counts.poisson_rate_ratio(0, 10, 0, 10), id="no errors at all"),
        pytest.param(counts.negative_binomial([1, 1, 1, 2], [1, 2, 1, 1]), id="no overdispersion"),
        pytest.param(counts.sign_test(0, 0), id="nobody chose"),
        pytest.param(survival.log_rank([1, 2, 3], LOST, TWO), id="nobody got done"),
        pytest.param(survival.kaplan_meier(NOBODY, LOST[:0]), id="no curve"),
        pytest.param(competing.gray_test([1, 2, 3], np.zeros(3, int), TWO), id="gray, nobody done"),
        pytest.param(competing.cumulative_incidence(NOBODY, TWO[:0]), id="no incidence"),
        pytest.param(hills_armitage(CrossoverData(NO_PAIRS, NO_PAIRS)), id="no orders"),
        pytest.param(series.cochran_armitage([series.Completions(5, 5)] * 3), id="all complete"),
        pytest.param(series.equal_proportions([series.Completions(0, 5)] * 3), id="none complete"),
        pytest.param(series.jonckheere([[1, 1], [1, 1]]), id="trend of ties"),
        pytest.param(series.dunnett([1], [[2], [3]]), id="dunnett, one each"),
        pytest.param(stratified.mantel_haenszel_difference(()), id="no strata"),
        pytest.param(
            stratified.breslow_day((stratified.Stratum(1, 2, 1, 2),)), id="a single stratum"
        ),
        pytest.param(
            equivalence.two_one_sided_tests(Contrast(0, 0, 5, (6,)), -1, 1), id="tost, no spread"
        ),
        pytest.param(equivalence.not_worse_completion(0, 0, 1, 2, 0.1), id="nobody, not worse"),
        pytest.param(integrity.sample_ratio_test([0, 0]), id="nobody assigned"),
        pytest.param(subgroups.heterogeneity([0.1], [0.1]), id="one subgroup"),
        pytest.param(subgroups.heterogeneity([0.1, 0.2], [0.1, 0.0]), id="no precision"),
        pytest.param(subgroups.gail_simon([], []), id="no subgroups"),
        pytest.param(discovery.discovery([0, 0], 2), id="no problems"),
        pytest.param(discovery.discovery([], 0), id="nobody watched"),
        pytest.param(discovery.people_needed(0, 0.8), id="a problem of nobody"),
        pytest.param(planning.people_for_margin(0.8, 0), id="margin zero"),
        pytest.param(scales.sus_score([3] * 9), id="nine sus items"),
        pytest.param(scales.sus_score([None] * 3 + [3] * 7), id="three sus items missing"),
        pytest.param(scales.umux_lite(None, 5), id="umux with a gap"),
        pytest.param(scales.ueq_short([4] * 7 + [8]), id="ueq beyond the scale"),
        pytest.param(scales.raw_tlx([50] * 5), id="five tlx ratings"),
        pytest.param(scales.sus_grade(101), id="a sus of 101"),
        pytest.param(proportions.cohens_h(0, 0, 1, 2), id="h of nobody"),
        pytest.param(proportions.n_minus_1_test(0, 0, 1, 2), id="n-1 of nobody"),
        pytest.param(exact.fisher_exact(0, 0, 1, 2), id="fisher of nobody"),
        pytest.param(exact.fisher_central_mid_p(0, 0, 1, 2), id="central mid-p of nobody"),
        pytest.param(paired.mcnemar_exact(paired.PairedCounts(0, 0, 0, 0)), id="no pairs"),
    ],
)
def test_what_cannot_be_known_has_a_reason(result: object) -> None:
    assert isinstance(result, NotEstimable)
    assert result.reason


def test_nobody_completing_either_version_is_no_evidence_and_keeps_its_interval() -> None:
    test = proportions.n_minus_1_test(0, 8, 0, 9)
    interval = proportions.miettinen_nurminen_difference(0, 8, 0, 9)
    assert isinstance(test, SignificanceTest)
    assert isinstance(interval, Estimate)
    assert (test.p, interval.value) == (1, 0)
    assert interval.low < 0 < interval.high


def test_nobody_with_different_results_is_no_evidence_about_the_versions() -> None:
    assert mainland_gart(PeriodCounts(0, 0), PeriodCounts(1, 2)).p == 1


def test_the_noise_of_floating_point_is_no_spread() -> None:
    revised, original = [0.1 + 0.2, 0.3, 0.7], [0.3, 0.3, 0.7]
    found = means.paired_difference(revised, original, Unit.SECONDS)
    assert isinstance(found, NotEstimable)


def test_a_sus_item_left_out_counts_as_neutral_and_is_counted() -> None:
    found = scales.sus_score([4, None, 4, 1, 4, 2, 5, 2, 4, 2])
    assert found == scales.SusScore(77.5, 1)


@pytest.mark.parametrize(
    ("mean", "grade"), [(71.04, "C"), (71.05, "C+"), (0, "F"), (100, "A+"), (51.64, "F")]
)
def test_a_mean_sus_is_rounded_before_it_is_graded(mean: float, grade: str) -> None:
    found = scales.sus_grade(mean)
    assert isinstance(found, scales.SusGrade)
    assert found.grade == grade


@pytest.mark.parametrize(
    ("mean", "adjective", "acceptable"),
    [
        (12, "worst imaginable", "not acceptable"),
        (51.7, "OK", "marginal"),
        (72, "good", "acceptable"),
    ],
)
def test_a_mean_sus_has_an_adjective(mean: float, adjective: str, acceptable: str) -> None:
    assert (scales.sus_adjective(mean), scales.sus_acceptability(mean)) == (adjective, acceptable)


def test_shifts_of_many_people_are_found_without_forming_every_pair() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.normal(2, 1, 2_100), rng.normal(0, 1, 2_100)
    found = shifts.shift_estimate(x, y, Unit.SECONDS)
    every_pair = np.median(np.subtract.outer(x, y))
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(float(every_pair), abs=1e-6)
    assert found.low < found.value < found.high
    centre = shifts.centre(x)
    assert not isinstance(centre, NotEstimable)
    assert centre == pytest.approx(2, abs=0.1)


def test_a_limit_beyond_the_data_is_lowered_and_reported() -> None:
    done = np.array([True, False, False])
    found = restricted_means.restricted_means([5, 9, 12], done, [6, 10, 11], done, 60)
    assert not isinstance(found, NotEstimable)
    assert found.tau == 11


def test_the_probability_to_be_better_stays_a_probability_at_a_million_people() -> None:
    assert bayes.probability_better(600_000, 10**6, 601_000, 10**6) == pytest.approx(
        0.925, abs=0.01
    )
    assert bayes.probability_better(0, 0, 10**6, 10**6) == pytest.approx(1, abs=1e-5)
    assert math.isfinite(bayes.probability_better(0, 10**6, 0, 3))


def test_missing_p_values_are_not_counted_by_holm() -> None:
    assert multiplicity.holm([0.04, None, 0.03]) == pytest.approx((0.06, None, 0.06))


@pytest.mark.parametrize(("counted", "alarm"), [([52, 48], False), ([700, 500], True)])
def test_arms_filled_unlike_the_lot_raise_an_alarm(counted: list[int], alarm: bool) -> None:
    assert integrity.sample_ratio_alarm(integrity.sample_ratio_test(counted)) is alarm


def test_each_step_of_a_series_is_compared_and_adjusted() -> None:
    steps = series.adjacent_steps([series.Completions(x, 12) for x in (3, 9, 11)])
    assert [isinstance(step.difference, Estimate) for step in steps] == [True, True]
    assert all(step.adjusted_p is not None for step in steps)
