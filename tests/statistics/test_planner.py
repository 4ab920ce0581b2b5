"""How many people, and what fewer cannot show."""

import math

import numpy as np
import pytest

from lab.errors import NotEstimable
from lab.statistics import paired, planning
from lab.statistics.estimates import Estimate, SignificanceTest
from lab.statistics.exact_power import paired_result_chance, power_arms, power_paired
from lab.statistics.plan import Design, Measure, Monitoring, Plan
from lab.statistics.planner import (
    IMPOSSIBLE,
    NEVER,
    POWER,
    Assumptions,
    looking_costs,
    outlooks,
    people_needed,
    people_to_describe,
)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (planning.people_two_proportions(0.7, 0.85), 121),
        (planning.people_paired_completion(0.20, 0.05), 85),
        (planning.people_t(5 / 12.5), 100),
        (planning.people_t(5 / 10, paired=True), 34),
        (planning.people_time_ratio(0.75, 0.5), 49),
        (planning.people_time_ratio(0.8, 0.35, paired=True), 22),
        (planning.people_for_margin(0.8, 0.1), 58),
    ],
)
def test_the_planning_numbers_are_the_published_ones(
    people: float | NotEstimable, expected: int
) -> None:
    assert planning.whole_people(people) == expected


@pytest.mark.parametrize("effect", [0.1, 0.5, 3.0])
@pytest.mark.parametrize("paired_design", [True, False])
def test_the_people_needed_have_the_power_asked_for(effect: float, paired_design: bool) -> None:
    people = planning.people_t(effect, paired=paired_design)
    assert not isinstance(people, NotEstimable)
    assert planning.power_t(max(people, 2), effect, paired=paired_design) >= 0.8 - 1e-9


def test_no_effect_needs_more_people_than_there_are() -> None:
    assert isinstance(planning.people_t(0), NotEstimable)
    assert isinstance(planning.people_two_proportions(0.5, 0.5), NotEstimable)
    assert isinstance(planning.people_t(1e-9), NotEstimable)


def test_the_exact_power_of_pairs_counts_what_the_verdict_counts() -> None:
    by_hand = sum(
        paired_result_chance(6, b, c, 0.6, 0.1)
        for b in range(7)
        for c in range(7 - b)
        if _says_better(paired.PairedCounts(0, b, c, 6 - b - c))
    )
    assert power_paired(6, 0.6, 0.1) == pytest.approx(by_hand)


def test_the_exact_power_of_arms_is_what_simulation_finds() -> None:
    rng = np.random.default_rng(4)
    x0, x1 = rng.binomial(20, 0.5, 20_000), rng.binomial(20, 0.9, 20_000)
    pooled = (x0 + x1) / 40
    with np.errstate(invalid="ignore"):
        z = (x1 - x0) / 20 * np.sqrt(39 / 40) / np.sqrt(pooled * (1 - pooled) / 10)
    assert power_arms(20, 0.5, 0.9) == pytest.approx((z > 1.96).mean(), abs=0.01)


def test_more_people_see_smaller_effects() -> None:
    rows = outlooks(Plan(), guess=Assumptions(completion=0.4))
    for measure in range(len(rows[0].detectable)):
        effects = [row.detectable[measure].effect for row in rows]
        seen = [effect for effect in effects if not isinstance(effect, NotEstimable)]
        assert seen == sorted(seen, reverse=True)
        assert seen
    assert [round(row.seen_problem, 3) for row in rows] == [0.182, 0.126, 0.077, 0.052, 0.032]


def test_eight_people_in_two_arms_give_counts_only() -> None:
    row = outlooks(Plan(design=Design.BETWEEN), people=(8,))[0]
    assert row.counts_only
    assert all(isinstance(entry.effect, NotEstimable) for entry in row.detectable)


@pytest.mark.parametrize("design", list(Design))
@pytest.mark.parametrize("measure", list(Measure))
def test_the_people_needed_come_in_fours(design: Design, measure: Measure) -> None:
    needed = people_needed(Plan(design=design, primary=measure))
    assert not isinstance(needed.people, NotEstimable)
    assert needed.people % 4 == 0


def _says_better(cells: paired.PairedCounts) -> bool:
    interval, mid_p = paired.tango_difference(cells), paired.mcnemar_mid_p(cells)
    assert isinstance(interval, Estimate)
    assert isinstance(mid_p, SignificanceTest)
    return interval.low > 1e-12 and mid_p.p < 0.05


@pytest.mark.parametrize(("people", "shown"), [(8, False), (11, False), (12, True), (16, True)])
def test_never_is_said_exactly_where_even_everybody_would_not_be_noticed(
    people: int, shown: bool
) -> None:
    """Half succeed with the original, all with the revised version: 5 of 5 who differ at least."""
    chance = sum(math.comb(people, gained) for gained in range(5, people + 1)) / 2**people
    found = outlooks(Plan(), [people])[0].detectable[0].effect
    assert (chance >= POWER) is shown
    assert isinstance(found, float) is shown
    if not shown:
        assert found == NotEstimable(NEVER, (people,))


def test_the_largest_gain_is_that_everybody_succeeds() -> None:
    guess = Assumptions(completion=0.8)
    found = outlooks(Plan(), [40], guess)[0].detectable[0].effect
    assert isinstance(found, float)
    assert found <= 0.2 + 1e-9


@pytest.mark.parametrize("design", [Design.CROSSOVER, Design.BETWEEN])
def test_a_gain_that_there_is_no_room_for_is_told_so(design: Design) -> None:
    guess = Assumptions(completion=0.94)
    needed = people_needed(Plan(design=design), guess)
    assert needed.people == NotEstimable(IMPOSSIBLE)
    assert isinstance(people_needed(Plan(design=design), Assumptions(completion=0.9)).people, int)


def test_watching_costs_people_and_not_watching_none() -> None:
    looks = Plan(planned_n=36, monitoring=Monitoring.PLANNED_LOOKS, looks=(12, 24))
    always = Plan(planned_n=36, monitoring=Monitoring.ALWAYS_VALID)
    assert looking_costs(Plan(planned_n=36)) == 1
    assert looking_costs(looks) == pytest.approx(1.045, abs=0.002)
    assert looking_costs(always) == pytest.approx(2.4, abs=0.05)


def test_describing_one_version_takes_the_published_number() -> None:
    assert people_to_describe(Plan(), Assumptions(completion=0.8)) == 58
