"""Figures as SVG: the same for the same numbers, marked where simulated."""

import math

import pytest

from lab.reports import drawing
from lab.reports.drawing import Axis, Bar, Column

AXIS = Axis("Minuten für 5 $ und 3 $", "de", line=15, line_label="Höchstzeit")
BARS = (Bar("bisher", 0, 42.0, 19.0, 68.0), Bar("überarbeitet", 1, 100.0, None, None))
COLUMNS = (
    Column("bisher", [12.0, 15.0, math.nan], 13.5, 11.0, 15.0),
    Column("überarbeitet", [4.0, 4.0, 6.0]),
)
DRAW = {
    "shares": lambda stamp="": drawing.shares(BARS, AXIS, stamp),
    "pairs": lambda stamp="": drawing.pairs(COLUMNS, AXIS, stamp),
    "dots": lambda stamp="": drawing.dots(COLUMNS, AXIS, stamp),
}
EVERY = pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW)


@EVERY
def test_the_same_numbers_make_the_same_bytes(draw):
    assert draw() == draw()


@EVERY
def test_no_date_and_no_program_s_version_is_written_into_a_figure(draw):
    assert "<dc:date>" not in draw()
    assert "<dc:creator>" not in draw()


@EVERY
def test_a_rehearsal_s_figure_says_so(draw):
    assert "Simulierte Daten" in draw("Simulierte Daten")
    assert "Simulierte Daten" not in draw()


@EVERY
def test_text_stays_text_and_is_never_read_as_mathematics(draw):
    assert "Minuten für 5 $ und 3 $" in draw()
    assert "überarbeitet" in draw()


def test_versions_differ_by_more_than_colour():
    figure = DRAW["shares"]()

    assert "stroke-dasharray" in figure
    assert drawing.MARKS[0] != drawing.MARKS[1]


@pytest.mark.parametrize("draw", [drawing.pairs, drawing.dots], ids=["pairs", "dots"])
def test_of_many_people_there_is_a_box_and_not_a_thousand_dots(draw):
    values = [float(number % 40) for number in range(1000)]

    figure = draw((Column("a", values), Column("b", values)), Axis("x", "de"), "")

    assert len(figure) < 30_000
