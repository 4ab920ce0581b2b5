"""Several versions: the trend and its direction, the steps, and when nothing may be tested."""

import numpy as np
import pytest

from lab.errors import NotEstimable
from lab.statistics.estimates import Unit
from lab.statistics.means import welch_difference
from lab.statistics.plan import Design, Measure, Plan
from lab.statistics.series import adjacent_means
from lab.statistics.version_series import OutcomeSeries, Trend, compare_series
from tests.statistics.studies import attempt

PLAN = Plan(design=Design.COHORTS)
MEASURES = (Measure.SUBMITTED_CORRECTLY, Measure.TIME, Measure.SUS)


def versions(rates, seconds, sus, people=20, shared=False):
    rng = np.random.default_rng(4)
    return {
        f"v{place}": [
            attempt(
                f"p{n}" if shared else f"p{place}-{n}",
                "original",
                1,
                completed_correctly=n < round(rate * people),
                seconds=float(time * np.exp(rng.normal(0, 0.1))),
                sus=float(score + rng.normal(0, 5)),
            )
            for n in range(people)
        ]
        for place, (rate, time, score) in enumerate(zip(rates, seconds, sus, strict=True))
    }


BETTER = versions((0.3, 0.5, 0.9), (500, 400, 300), (50, 60, 75))


def of(found: tuple[OutcomeSeries, ...], measure: Measure) -> OutcomeSeries:
    return next(one for one in found if one.measure == measure)


def test_a_series_that_gets_better_rises_in_shares_and_falls_in_time():
    found = compare_series(BETTER, PLAN, MEASURES)
    trends = {one.measure: one.trend for one in found}
    assert all(isinstance(trend, Trend) and trend.test.p < 0.01 for trend in trends.values())
    rising = {name: isinstance(trend, Trend) and trend.rising for name, trend in trends.items()}
    assert rising == {
        Measure.SUBMITTED_CORRECTLY: True,
        Measure.TIME: False,
        Measure.SUS: True,
    }


def test_turning_the_order_turns_the_trend_and_keeps_its_p():
    backwards = dict(reversed(BETTER.items()))
    for measure in MEASURES:
        there = of(compare_series(BETTER, PLAN, MEASURES), measure).trend
        back = of(compare_series(backwards, PLAN, MEASURES), measure).trend
        assert isinstance(there, Trend)
        assert isinstance(back, Trend)
        assert back.rising is not there.rising
        assert back.test.p == pytest.approx(there.test.p)


def test_each_step_is_the_later_version_minus_the_one_before():
    found = of(compare_series(BETTER, PLAN, MEASURES), Measure.SUBMITTED_CORRECTLY)
    values = [step.difference.value for step in found.steps]  # type: ignore[union-attr]
    assert values == pytest.approx([0.2, 0.4])
    assert [version.successes for version in found.versions] == [6, 10, 18]


def test_steps_of_means_are_welch_with_holm():
    groups = ([1.0, 2.0, 3.0], [2.0, 4.0, 5.0], [7.0, 9.0, 8.0])
    first, second = adjacent_means(groups, Unit.SCORE)
    assert first.difference == welch_difference(groups[1], groups[0], Unit.SCORE)
    assert first.adjusted_p is not None
    assert second.adjusted_p is not None
    assert not isinstance(second.difference, NotEstimable)
    assert second.difference.p is not None
    assert second.adjusted_p == pytest.approx(2 * second.difference.p)


def test_means_are_held_against_the_first_and_shares_are_not():
    found = compare_series(BETTER, PLAN, MEASURES)
    assert of(found, Measure.SUBMITTED_CORRECTLY).against_first is None
    against = of(found, Measure.SUS).against_first
    assert isinstance(against, tuple)
    assert len(against) == 2


def test_people_with_several_versions_are_described_and_not_tested():
    rows = versions((0.3, 0.5, 0.9), (500, 400, 300), (50, 60, 75), shared=True)
    found = compare_series(rows, PLAN, MEASURES)
    assert all(isinstance(one.trend, NotEstimable) and one.steps == () for one in found)
    assert of(found, Measure.SUBMITTED_CORRECTLY).versions[2].successes == 18


def test_versions_that_do_equally_have_no_trend_to_tell():
    rows = versions((1, 1, 1), (300, 300, 300), (50, 50, 50))
    found = of(compare_series(rows, PLAN, MEASURES), Measure.SUBMITTED_CORRECTLY)
    assert isinstance(found.trend, NotEstimable)
