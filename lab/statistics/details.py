"""The appendix: further methods for each outcome, beside the headline and never instead of it."""

import math

import numpy as np

from lab.errors import NotEstimable
from lab.statistics import (
    bayes,
    counts,
    crossover,
    equivalence,
    exact,
    means,
    monitoring,
    paired,
    proportions,
    ranks,
    resampling,
    restricted_means,
    risk_ratio,
    shifts,
    stratified,
    survival,
)
from lab.statistics.arrays import FloatArray, IntArray
from lab.statistics.attempts import ORIGINAL, REVISED
from lab.statistics.contrasts import as_estimate
from lab.statistics.effects import Effect, Pairs, arms_completion, arms_mean
from lab.statistics.estimates import Estimate, SignificanceTest, Unit
from lab.statistics.results import Detail

MOST_FOR_RANK_INTERVALS = 2_000
MANY = "left out above 2,000 people an arm, where the mean says the same"
CAMPBELL_SMALLEST_EXPECTED = 1

Rng = np.random.Generator | None


def of_paired_completion(pairs: Pairs, cells: paired.PairedCounts) -> tuple[Detail, ...]:
    return (
        Detail("newcombe_paired", paired.newcombe_paired_difference(cells)),
        Detail("mcnemar_mid_p", paired.mcnemar_mid_p(cells)),
        Detail("mcnemar_exact", paired.mcnemar_exact(cells)),
        Detail("mcnemar_asymptotic", paired.mcnemar_asymptotic(cells)),
        Detail("mainland_gart", _mainland_gart(pairs)),
        Detail(
            "probability_better", bayes.probability_more_gain(cells.first_only, cells.second_only)
        ),
        Detail("first_period_only", _first_period_completion(pairs)),
        *_crossover_effects(pairs, Unit.POINTS),
    )


def of_paired_means(pairs: Pairs, unit: Unit, rng: Rng) -> tuple[Detail, ...]:
    differences = pairs.revised - pairs.original
    original, revised = first_period(pairs)
    return (
        Detail("paired_t", means.paired_difference(pairs.revised, pairs.original, unit)),
        Detail("permutation", _crossover_permutation(pairs, rng)),
        Detail("signed_rank", ranks.signed_rank(differences)),
        Detail("hodges_lehmann", _centre(differences, unit)),
        Detail("effect_size_dz", means.cohens_dz(pairs.revised, pairs.original)),
        Detail("first_period_only", arms_mean(original, revised, unit).at(0.95)),
        *_crossover_effects(pairs, unit),
    )


def of_paired_ratio(pairs: Pairs) -> tuple[Detail, ...]:
    if bool((pairs.values <= 0).any()):
        return ()
    logs = Pairs(np.log(pairs.values), pairs.began)
    return _crossover_effects(logs, Unit.RATIO)


def of_arms_completion(original: FloatArray, revised: FloatArray) -> tuple[Detail, ...]:
    table = (int(revised.sum()), int(revised.size), int(original.sum()), int(original.size))
    if min(table[1], table[3]) == 0:
        return ()
    mirrored = (table[2], table[3], table[0], table[1])
    common = (
        Detail("newcombe", proportions.newcombe_difference(*table)),
        Detail("risk_ratio", risk_ratio.risk_ratio(*table)),
        Detail("n_minus_1", proportions.n_minus_1_test(*table)),
        Detail("effect_size_h", proportions.cohens_h(*table)),
        Detail("probability_better", bayes.probability_better(*mirrored)),
    )
    if smallest_expected(*table) >= CAMPBELL_SMALLEST_EXPECTED:
        return common
    return (
        *common,
        Detail("fisher_mid_p", exact.fisher_mid_p(*table)),
        Detail("fisher_exact", exact.fisher_exact(*table)),
    )


def of_arms_means(
    original: FloatArray, revised: FloatArray, unit: Unit, rng: Rng
) -> tuple[Detail, ...]:
    return (
        Detail("permutation", resampling.permutation_two_sample(revised, original, rng)),
        Detail("mann_whitney", ranks.mann_whitney(revised, original)),
        Detail("superiority", ranks.superiority_estimate(original, revised)),
        Detail("hodges_lehmann", _shift(revised, original, unit)),
        Detail("effect_size_g", means.hedges_g(revised, original)),
    )


def of_arms_counts(original: FloatArray, revised: FloatArray, rng: Rng) -> tuple[Detail, ...]:
    """Further methods for wrong facts: the ratio, and how many people have any."""
    any_original = (original > 0).astype(np.float64)
    any_revised = (revised > 0).astype(np.float64)
    bootstrap: Detail = Detail("bca", NotEstimable("no random generator was given"))
    if rng is not None:
        bootstrap = Detail("bca", resampling.bootstrap_bca(revised, original, Unit.FACTS, rng))
    ratio = counts.quasi_poisson_ratio(revised, original)
    share = arms_completion(any_original, any_revised).at(0.95)
    return (
        Detail("quasi_poisson_ratio", ratio),
        Detail("poisson_ratio", counts.poisson_ratio(revised, original)),
        Detail("negative_binomial", _negative_binomial(original, revised)),
        Detail("share_with_any", share),
        bootstrap,
    )


def _negative_binomial(original: FloatArray, revised: FloatArray) -> Estimate | NotEstimable:
    """Searched for step by step, which takes too long for very many people."""
    if max(original.size, revised.size) > MOST_FOR_RANK_INTERVALS:
        return NotEstimable(MANY, (int(revised.size), int(original.size)))
    return counts.negative_binomial_ratio(revised, original)


def of_arms_time(original: FloatArray, revised: FloatArray, limit: float) -> tuple[Detail, ...]:
    """Who reaches the limit is still at it: the pace until then, and the worst-rank test."""
    times = np.concatenate([original, revised])
    group = np.repeat((ORIGINAL, REVISED), (original.size, revised.size))
    pace = survival.log_rank(times, times < limit, group)
    worst = [ranks.worst_rank_times(arm, arm < limit) for arm in (original, revised)]
    done1, done2 = revised < limit, original < limit
    area = restricted_means.restricted_means(revised, done1, original, done2, limit)
    mean = area if isinstance(area, NotEstimable) else area.difference()
    return (
        Detail("log_rank", pace if isinstance(pace, NotEstimable) else pace.test),
        Detail("restricted_mean", mean),
        Detail("worst_rank", ranks.mann_whitney(worst[1], worst[0])),
    )


def of_strata(values: FloatArray, member: IntArray) -> tuple[Detail, ...]:
    """Completion (0 or 1, people x versions) compared within groups of people."""
    strata = tuple(_stratum(values[member == g]) for g in np.unique(member[member >= 0]))
    return (
        Detail("mantel_haenszel", stratified.mantel_haenszel_difference(strata)),
        Detail("cmh", stratified.cochran_mantel_haenszel(strata)),
        Detail("breslow_day", stratified.breslow_day(strata, tarone=True)),
    )


def of_margin(effect: Effect, margin: float) -> tuple[Detail, ...]:
    """Two one-sided tests against the declared margin, for means and ratios."""
    contrast = effect.contrast
    if isinstance(contrast, NotEstimable):
        return ()
    bound = -math.log1p(-margin) if effect.unit == Unit.RATIO else margin
    tests = equivalence.two_one_sided_tests(contrast, -bound, bound)
    if isinstance(tests, NotEstimable):
        return (Detail("equivalence", tests),)
    method, source = "two one-sided tests", "Schuirmann 1987; Lakens 2017"
    test = SignificanceTest(None, tests.df, tests.p, contrast.n, method, source)
    return (Detail("equivalence", test),)


def of_arms_margin(original: FloatArray, revised: FloatArray, margin: float) -> tuple[Detail, ...]:
    """Is completion with the revised version worse by the margin or more? One-sided."""
    table = (int(revised.sum()), int(revised.size), int(original.sum()), int(original.size))
    return (Detail("not_worse", equivalence.not_worse_completion(*table, margin)),)


def of_arrival(original: FloatArray, revised: FloatArray) -> tuple[Detail, ...]:
    """Completion in blocks of two, in order of arrival, for a study that is watched."""
    test = monitoring.e_value_test(original.astype(np.int64), revised.astype(np.int64))
    return (Detail("e_value", test),)


def smallest_expected(x1: int, n1: int, x2: int, n2: int) -> float:
    """The smallest expected count of the table (Campbell 2007: below 1 use Fisher)."""
    successes, total = x1 + x2, n1 + n2
    return min(n1, n2) * min(successes, total - successes) / total


def _stratum(values: FloatArray) -> stratified.Stratum:
    seen = ~np.isnan(values)
    return stratified.Stratum(
        x1=int(np.nansum(values[:, REVISED])),
        n1=int(seen[:, REVISED].sum()),
        x2=int(np.nansum(values[:, ORIGINAL])),
        n2=int(seen[:, ORIGINAL].sum()),
    )


def _crossover_effects(pairs: Pairs, unit: Unit) -> tuple[Detail, ...]:
    """Period effect and carry-over, as information (never used to choose an analysis)."""
    if not pairs.both_orders:
        return ()
    effects = crossover.hills_armitage(pairs.crossover())
    if isinstance(effects, NotEstimable):
        return ()
    source = crossover.SOURCE
    period = as_estimate(effects.period, unit, "period 1 against period 2", source)
    carry_over = as_estimate(effects.carry_over, unit, "carry-over contrast", source)
    return (Detail("period_effect", period), Detail("carry_over", carry_over))


def _centre(differences: FloatArray, unit: Unit) -> Estimate | NotEstimable:
    if differences.size > MOST_FOR_RANK_INTERVALS:
        return NotEstimable(MANY, (int(differences.size),))
    return shifts.centre_estimate(differences, unit)


def _shift(revised: FloatArray, original: FloatArray, unit: Unit) -> Estimate | NotEstimable:
    if max(original.size, revised.size) > MOST_FOR_RANK_INTERVALS:
        return NotEstimable(MANY, (int(revised.size), int(original.size)))
    return shifts.shift_estimate(revised, original, unit)


def _mainland_gart(pairs: Pairs) -> SignificanceTest | NotEstimable:
    if not pairs.both_orders:
        return NotEstimable(crossover.ONE_ORDER, (len(pairs.values),))
    data = pairs.crossover()
    sequences = [
        crossover.PeriodCounts(
            int((rows[:, 0] > rows[:, 1]).sum()), int((rows[:, 0] < rows[:, 1]).sum())
        )
        for rows in (data.ab, data.ba)
    ]
    return crossover.mainland_gart(*sequences)


def _crossover_permutation(pairs: Pairs, rng: Rng) -> SignificanceTest | NotEstimable:
    """Deal the period differences out to the two orders anew."""
    if not pairs.both_orders:
        return resampling.permutation_paired(pairs.revised - pairs.original, rng)
    data = pairs.crossover()
    first, second = (rows[:, 0] - rows[:, 1] for rows in (data.ab, data.ba))
    return resampling.permutation_two_sample(first, second, rng)


def first_period(pairs: Pairs) -> tuple[FloatArray, FloatArray]:
    """Values of the first version each person used: as if nobody had seen a second."""
    original = pairs.original[pairs.began == ORIGINAL]
    return original, pairs.revised[pairs.began == REVISED]


def _first_period_completion(pairs: Pairs) -> Estimate | NotEstimable:
    return arms_completion(*first_period(pairs)).at(0.95)
