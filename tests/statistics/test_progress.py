"""How many were done by when: the curves, when half were done, and what they cannot say."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.errors import NotEstimable
from lab.statistics.attempts import ORIGINAL, REVISED, people_of, table_from_rows
from lab.statistics.comparison import compare
from lab.statistics.estimates import Estimate, SignificanceTest
from lab.statistics.plan import Design, Measure, Plan
from lab.statistics.progress import Progress, gray, progress
from tests.statistics.studies import attempt, crossover_rows

LIMIT = 600.0
ENDS = st.tuples(st.booleans(), st.floats(1, 900))


def rows_of(ends, version="revised", **more):
    return [
        attempt(f"p{n}", version, 1, completed_correctly=done, finished=done, seconds=s, **more)
        for n, (done, s) in enumerate(ends)
    ]


def curve(rows, version=REVISED) -> Progress:
    found = progress(table_from_rows(rows), LIMIT, version)
    assert not isinstance(found, NotEstimable)
    return found


def test_who_gave_up_counts_to_the_end_as_not_done():
    found = curve(rows_of([(True, 100), (False, 120), (True, 200), (False, 300)]))
    assert [found.done.at(t) for t in (99, 100, 199, 200, LIMIT)] == [0, 0.25, 0.25, 0.5, 0.5]
    assert found.ended.at(LIMIT) == pytest.approx(0.5)


def test_who_is_correct_after_the_limit_is_not_done_in_time():
    assert curve(rows_of([(True, 100), (True, 601)])).done.at(LIMIT) == 0.5


def test_half_is_reached_where_half_of_all_are_done():
    found = curve(rows_of([(True, 100), (True, 200), (True, 300), (False, 50), (False, 60)]))
    assert found.half == 300


def test_half_is_not_reached_when_most_give_up():
    assert curve(rows_of([(True, 100), (False, 50), (False, 60)])).half is None


def test_who_was_lost_for_technical_reasons_is_censored():
    rows = [*rows_of([(True, 100), (True, 300)]), attempt("q", "revised", 1, technical=True)]
    rows[-1] = replace(rows[-1], seconds=200.0)
    found = curve(rows)
    assert (found.n, found.lost) == (3, 1)
    assert found.done.at(LIMIT) == pytest.approx(1.0)
    assert found.range_at(100) is None


def test_nobody_has_no_curve_and_several_attempts_have_none():
    table = table_from_rows(rows_of([(True, 100)]))
    assert isinstance(progress(table, LIMIT, ORIGINAL), NotEstimable)
    twice = table_from_rows([*rows_of([(True, 100)]), *rows_of([(True, 90)])])
    assert isinstance(progress(twice, LIMIT, REVISED), NotEstimable)


@given(st.lists(ENDS, min_size=1, max_size=30))
def test_the_shares_add_up_and_never_fall(ends):
    found = curve(rows_of(ends))
    assert found.done.at(LIMIT) == pytest.approx(np.mean([d and s <= LIMIT for d, s in ends]))
    assert found.done.at(LIMIT) + found.ended.at(LIMIT) == pytest.approx(1)
    assert (np.diff(found.done.share) >= -1e-12).all()


@given(st.lists(ENDS, min_size=2, max_size=30), st.floats(1, LIMIT))
def test_a_range_holds_its_share(ends, when):
    found = curve(rows_of(ends))
    range_ = found.range_at(when)
    assert range_ is None or range_[0] <= found.done.at(when) + 1e-9 <= range_[1] + 2e-9


@given(st.lists(ENDS, min_size=1, max_size=15), st.lists(ENDS, min_size=1, max_size=15))
def test_the_test_of_the_curves_is_a_chance_and_the_same_both_ways(first, second):
    found = [
        gray(table_from_rows(rows), people_of(table_from_rows(rows)), LIMIT)
        for rows in (
            [*rows_of(first, "original"), *named(rows_of(second))],
            [*rows_of(second, "original"), *named(rows_of(first))],
        )
    ]
    if isinstance(found[0], NotEstimable) or isinstance(found[1], NotEstimable):
        assert all(isinstance(one, NotEstimable) for one in found)
    else:
        assert 0 <= found[0].p <= 1
        assert found[0].p == pytest.approx(found[1].p, abs=1e-6)


def named(rows):
    return [replace(row, participant=f"q{row.participant}") for row in rows]


def test_two_arms_are_tested_and_a_crossover_is_only_described():
    rows = crossover_rows(40, 3)
    first = [replace(row, period=1) for row in rows if row.period == 1]
    arms = compare(table_from_rows(first), Plan(design=Design.BETWEEN)).outcome(Measure.TIME)
    pairs = compare(table_from_rows(rows), Plan()).outcome(Measure.TIME)
    assert isinstance(arms.detail("gray"), SignificanceTest)
    assert isinstance(pairs.detail("gray"), NotEstimable)


def test_the_area_between_the_curves_is_the_composite_difference():
    rows = [replace(row, period=1) for row in crossover_rows(40, 3) if row.period == 1]
    time = compare(table_from_rows(rows), Plan(design=Design.BETWEEN)).outcome(Measure.TIME)
    area = time.detail("restricted_mean")
    assert isinstance(area, Estimate)
    assert isinstance(time.headline, Estimate)
    assert area.value == pytest.approx(time.headline.value)
