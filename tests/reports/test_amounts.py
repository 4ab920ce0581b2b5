"""Differences and their ranges, as an official reads them."""

import pytest

from lab.errors import NotEstimable
from lab.reports.amounts import clock, difference, level, level_range, margin
from lab.statistics.estimates import Estimate, Unit
from lab.texts.translator import translator

GERMAN, ENGLISH = translator("report", "de"), translator("report", "en")


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def an_estimate(unit: Unit, value: float, low: float, high: float) -> Estimate:
    return Estimate(value, low, high, 0.95, unit, None, (12,), "method", "source")


@pytest.mark.parametrize(
    ("unit", "low", "high", "words"),
    [
        (Unit.POINTS, 0.16, 0.75, "zwischen 16 und 75 Prozentpunkten mehr"),
        (Unit.POINTS, -0.75, -0.16, "zwischen 16 und 75 Prozentpunkten weniger"),
        (Unit.POINTS, -0.1, 0.71, "zwischen 10 Prozentpunkten weniger und 71 mehr"),
        (Unit.SECONDS, -345, -30, "zwischen 30 Sek. und 5:45 Min. weniger"),
        (Unit.SECONDS, -40, 65, "zwischen 40 Sek. weniger und 1:05 Min. mehr"),
        (Unit.RATIO, 0.59, 0.86, "zwischen 14 % und 41 % weniger"),
        (Unit.RATIO, 0.9, 1.2, "zwischen 10 % weniger und 20 % mehr"),
        (Unit.SCORE, 1.5, 12.25, "zwischen 1,5 und 12,2 mehr"),
        (Unit.FACTS, -2.2, -0.6, "zwischen 0,6 und 2,2 weniger"),
    ],
)
def test_a_range_says_which_way_and_how_far(unit, low, high, words):
    estimate = an_estimate(unit, (low + high) / 2, low, high)

    assert plain(difference(estimate, GERMAN).range) == words


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        (Unit.POINTS, 0.5, "+50 percentage points"),
        (Unit.POINTS, -0.5, "−50 percentage points"),
        (Unit.SECONDS, -75, "−1:15 min."),
        (Unit.RATIO, 0.71, "−29%"),
        (Unit.SCORE, 4.96, "+5.0 points"),
    ],
)
def test_a_difference_carries_its_sign(unit, value, words):
    assert difference(an_estimate(unit, value, value - 2, value + 2), ENGLISH).value == words


def test_no_difference_has_no_sign():
    assert difference(an_estimate(Unit.POINTS, 0.0, -0.4, 0.4), GERMAN).value == "0 Prozentpunkte"


def test_an_end_that_is_not_nothing_is_never_written_as_nothing():
    barely = an_estimate(Unit.POINTS, 0.2, 0.0004, 0.4)

    assert difference(barely, GERMAN).range == "zwischen 0,04 und 40,00 Prozentpunkten mehr"


def test_what_cannot_be_had_is_a_dash_without_a_range():
    written = difference(NotEstimable("too few"), GERMAN)

    assert (written.value, written.range) == ("–", "")


def test_a_share_is_written_in_percent():
    assert plain(level(Unit.SHARE, 0.425, GERMAN)) == "42 %"
    assert level_range(an_estimate(Unit.SHARE, 0.4, 0.19, 0.68), ENGLISH) == "19% to 68%"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 Sek."),
        (0.4, "weniger als 1 Sek."),
        (59.4, "59 Sek."),
        (59.6, "1:00 Min."),
        (725, "12:05 Min."),
    ],
)
def test_times_are_written_as_on_a_clock(seconds, words):
    assert clock(seconds, GERMAN) == words


@pytest.mark.parametrize(
    ("unit", "amount", "words"),
    [
        (Unit.POINTS, 0.1, "10 Prozentpunkte"),
        (Unit.SCORE, 5.0, "5 Punkte"),
        (Unit.SCORE, 0.5, "0,5 Punkte"),
        (Unit.FACTS, 0.5, "0,5"),
        (Unit.RATIO, 0.2, "20 %"),
        (Unit.SECONDS, 148, "2:28 Min."),
    ],
)
def test_a_margin_is_written_with_its_unit(unit, amount, words):
    assert plain(margin(unit, amount, GERMAN)) == words
