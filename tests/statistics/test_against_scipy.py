"""Where scipy has the same method, random data give the same numbers."""

import numpy as np
import pytest
from scipy import stats

from lab.errors import NotEstimable
from lab.statistics import (
    bayes,
    counts,
    exact,
    means,
    paired,
    proportions,
    ranks,
    resampling,
    series,
    survival,
)
from lab.statistics.arrays import FloatArray
from lab.statistics.estimates import Estimate, SignificanceTest, Unit

SEEDS = range(12)


def p_of(found: SignificanceTest | Estimate | NotEstimable) -> float:
    assert not isinstance(found, NotEstimable)
    assert found.p is not None
    return found.p


@pytest.mark.parametrize("seed", SEEDS)
def test_tests_of_two_groups_agree(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y = rng.normal(0, 1, rng.integers(3, 15)), rng.normal(0.6, 2, rng.integers(3, 15))
    tied_x, tied_y = np.round(2 * x), np.round(2 * y)
    welch = stats.ttest_ind(x, y, equal_var=False)
    found = means.welch_difference(x, y, Unit.SCORE)
    assert isinstance(found, Estimate)
    assert found.p == pytest.approx(welch.pvalue)
    assert (found.low, found.high) == pytest.approx(tuple(welch.confidence_interval()))
    whole = stats.mannwhitneyu(x, y, method="exact").pvalue
    assert p_of(ranks.mann_whitney_exact(x, y)) == pytest.approx(whole)
    near = stats.mannwhitneyu(tied_x, tied_y, method="asymptotic").pvalue
    assert p_of(ranks.mann_whitney_asymptotic(tied_x, tied_y)) == pytest.approx(near)
    munzel = stats.brunnermunzel(x, y).pvalue
    contrast = ranks.brunner_munzel(x, y)
    assert not isinstance(contrast, NotEstimable)
    assert contrast.p == pytest.approx(munzel)


@pytest.mark.parametrize("seed", SEEDS)
def test_tests_of_pairs_agree(seed: int) -> None:
    rng = np.random.default_rng(seed)
    differences = rng.normal(0.4, 1, rng.integers(4, 20))
    whole = stats.wilcoxon(differences, method="exact").pvalue
    assert p_of(ranks.signed_rank_exact(differences)) == pytest.approx(whole)
    near = stats.wilcoxon(np.round(differences, 1), method="asymptotic", correction=True).pvalue
    assert p_of(ranks.signed_rank_asymptotic(np.round(differences, 1))) == pytest.approx(near)
    b, c = int(rng.integers(0, 9)), int(rng.integers(0, 9))
    binomial = stats.binomtest(b, b + c).pvalue if b + c else 1.0
    cells = paired.PairedCounts(3, b, c, 3)
    assert p_of(paired.mcnemar_exact(cells)) == pytest.approx(binomial)


@pytest.mark.parametrize("seed", SEEDS)
def test_permutation_agrees_with_full_enumeration(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y = rng.poisson(2, 6).astype(float), rng.poisson(4, 5).astype(float)

    def distance(one: FloatArray, other: FloatArray, axis: int) -> FloatArray:
        apart: FloatArray = np.abs(one.mean(axis=axis) - other.mean(axis=axis))
        return apart

    every = stats.permutation_test(
        (x, y), distance, n_resamples=np.inf, vectorized=True, alternative="greater"
    )
    assert p_of(resampling.permutation_two_sample(x, y)) == pytest.approx(every.pvalue)
    flips = stats.permutation_test(
        (x - 2.5,),
        lambda d, axis: np.abs(d.mean(axis=axis)),
        permutation_type="samples",
        n_resamples=np.inf,
        vectorized=True,
        alternative="greater",
    )
    assert p_of(resampling.permutation_paired(x - 2.5)) == pytest.approx(flips.pvalue)


@pytest.mark.parametrize("seed", SEEDS)
def test_tables_of_counts_agree(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n1, n2 = int(rng.integers(2, 30)), int(rng.integers(2, 30))
    x1, x2 = int(rng.integers(0, n1 + 1)), int(rng.integers(0, n2 + 1))
    fisher = stats.fisher_exact([[x1, n1 - x1], [x2, n2 - x2]]).pvalue
    assert p_of(exact.fisher_exact(x1, n1, x2, n2)) == pytest.approx(fisher)
    for method, name in ((proportions.wilson, "wilson"), (proportions.clopper_pearson, "exact")):
        found = method(x1, n1)
        theirs = stats.binomtest(x1, n1).proportion_ci(method=name)
        assert isinstance(found, Estimate)
        assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    share = stats.binomtest(x1, n1, 0.3).pvalue
    assert counts.binomial_two_sided(x1, n1, 0.3) == pytest.approx(share)


@pytest.mark.parametrize("seed", SEEDS)
def test_curves_and_many_versions_agree(seed: int) -> None:
    rng = np.random.default_rng(seed)
    times, done = np.round(rng.exponential(9, 30)) + 1, rng.random(30) < 0.7
    group = np.repeat([0, 1], 15)
    arms = [
        stats.CensoredData(uncensored=times[arm & done], right=times[arm & ~done])
        for arm in (group == 0, group == 1)
    ]
    found = survival.log_rank(times, done, group)
    assert not isinstance(found, NotEstimable)
    assert found.test.p == pytest.approx(stats.logrank(*arms).pvalue)
    curve, theirs = (
        survival.kaplan_meier(times, done),
        stats.ecdf(stats.CensoredData(uncensored=times[done], right=times[~done])),
    )
    assert not isinstance(curve, NotEstimable)
    assert curve.share == pytest.approx(theirs.sf.evaluate(curve.risk.times))
    groups = [rng.normal(k / 3, 1, 9) for k in range(4)]
    dunnett = series.dunnett(groups[0], groups[1:])
    assert not isinstance(dunnett, NotEstimable)
    reference = stats.dunnett(*groups[1:], control=groups[0], random_state=1)
    assert dunnett.p == pytest.approx(reference.pvalue, abs=2e-3)


@pytest.mark.parametrize(("gained", "lost"), [(0, 0), (3, 3), (7, 1), (0, 5)])
def test_the_chance_that_more_gain_is_a_tail_of_the_beta_distribution(
    gained: int, lost: int
) -> None:
    expected = stats.beta(gained + 1, lost + 1).sf(0.5)
    assert bayes.probability_more_gain(gained, lost) == pytest.approx(expected)
