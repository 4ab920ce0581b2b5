"""Planned looks: which one it is, how strict it is, and how often a watched study misleads."""

import math

import numpy as np
import pytest

from lab.statistics.attempts import table_from_rows
from lab.statistics.comparison import compare
from lab.statistics.effects import Pairs, judge, paired_mean
from lab.statistics.estimates import Estimate, SignificanceTest, Unit
from lab.statistics.looks import (
    current_level,
    look_at,
    next_look,
    people_compared,
    planned_looks,
)
from lab.statistics.monitoring import Bounds, bounds_at, crossing_probability
from lab.statistics.plan import Measure, Monitoring, Plan
from lab.statistics.verdicts import Word, verdict
from tests.statistics.studies import crossover_rows

LOOKS = Plan(planned_n=30, monitoring=Monitoring.PLANNED_LOOKS, looks=(10, 20))
WATCHED = Plan(planned_n=40, monitoring=Monitoring.ALWAYS_VALID)


def test_three_even_looks_have_the_published_levels():
    levels = [look.level for look in planned_looks(LOOKS)]
    assert levels == pytest.approx([0.99948, 0.98587, 0.95497], abs=1e-4)


@pytest.mark.parametrize("shares", [(0.5, 1.0), (0.25, 0.9, 1.0), (0.1, 0.2, 0.8, 1.0)])
def test_uneven_looks_spend_exactly_the_error_allowed(shares):
    bounds = np.array(bounds_at(shares, Bounds.OBRIEN_FLEMING))
    assert crossing_probability(bounds, np.array(shares)) == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("people", "shown", "counted", "coming"),
    [(9, None, 9, 1), (10, 1, 10, 2), (19, 1, 10, 2), (20, 2, 20, 3), (30, 3, 30, None)],
)
def test_between_two_looks_the_earlier_one_stays(people, shown, counted, coming):
    now, following = look_at(LOOKS, people), next_look(LOOKS, people)
    assert (now.number if now else None) == shown
    assert (following.number if following else None) == coming
    assert people_compared(LOOKS, people) == counted


def test_after_the_planned_number_everybody_counts():
    assert people_compared(LOOKS, 34) == 34
    assert current_level(LOOKS, 34) == planned_looks(LOOKS)[-1].level


def test_a_study_without_looks_counts_everybody_at_once():
    assert planned_looks(Plan(planned_n=12)) == ()
    assert people_compared(Plan(planned_n=12), 7) == 7


def test_an_always_valid_study_shows_nothing_while_its_main_question_waits():
    early, later = (compare(table_from_rows(crossover_rows(n, 2)), WATCHED) for n in (18, 20))
    assert early.before_planned_n
    assert early.primary.verdict.word is Word.TOO_EARLY
    assert not later.before_planned_n


def test_an_always_valid_crossover_has_evidence_from_first_attempts():
    found = compare(table_from_rows(crossover_rows(24, 2)), WATCHED)
    evidence = found.primary.detail("e_value")
    assert isinstance(evidence, SignificanceTest)
    assert sum(evidence.n) == 24


def test_better_at_an_early_look_takes_a_mid_p_as_strict_as_the_look():
    headline = Estimate(0.6, 0.1, 0.9, 0.9995, Unit.POINTS, 0.001, (10,), "Tango", "Tango 1998")
    words = [
        verdict(
            headline, (0.2, 0.8), more_is_better=True, margin=0.1, people=12, confirming_p=p
        ).word
        for p in (0.0004, 0.0006)
    ]
    assert words == [Word.BETTER_BY_MARGIN, Word.AT_MOST_MARGIN_WORSE]


@pytest.mark.parametrize(
    "runs", [120, pytest.param(4_000, marks=pytest.mark.soak)], ids=["few", "many"]
)
@pytest.mark.parametrize("plan", [LOOKS, WATCHED], ids=["planned looks", "always valid"])
def test_a_watched_crossover_raises_few_false_alarms(plan, runs):
    """Looked at after every person: does the report ever say better or worse?"""
    rng = np.random.default_rng(runs)
    alarms = sum(_alarm(plan, rng) for _ in range(runs))
    assert alarms / runs <= 0.05 + 2 * math.sqrt(0.05 * 0.95 / runs)


def _alarm(plan, rng):
    planned = plan.planned_n
    values = rng.normal(60, 12, (planned, 1)) + rng.normal(0, 10, (planned, 2))
    began = np.arange(planned) % 2
    seen = {people_compared(plan, people) for people in range(5, planned + 1)}
    return any(_says_something(plan, values[:n], began[:n], n) for n in sorted(seen))


def _says_something(plan, values, began, people):
    effect = paired_mean(Pairs(values, began), Unit.SCORE)
    judged = judge(effect, plan, people, more_is_better=True, margin=plan.margins.of(Measure.SUS))
    return judged.verdict.word in (
        *(Word.WORSE, Word.BETTER, Word.BETTER_BY_MARGIN),
        Word.BETTER_LESS_THAN_MARGIN,
    )
