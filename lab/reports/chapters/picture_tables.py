"""The numbers of a figure as a table, for whoever does not see it."""

import numpy as np

from lab.reports import drawing
from lab.reports.amounts import level
from lab.reports.blocks import Cell, Table
from lab.reports.chapters.cells import value_cell
from lab.reports.dots import Dots
from lab.reports.service_figures import unit_of
from lab.reports.words import capital, outcome_name
from lab.statistics.estimates import Unit
from lab.statistics.results import OutcomeComparison
from lab.texts.formats import format_number
from lab.texts.translator import Translator


def summary_table(outcomes: list[OutcomeComparison], caption: str, say: Translator) -> Table:
    rows = []
    for outcome in outcomes:
        name = outcome_name(outcome, say)
        cells = (value_cell(one, unit_of(outcome), say) for one in outcome.versions)
        rows.append((Cell(capital(name)), *cells))
    columns = (say("figure"), say("original"), say("revised"))
    return Table(caption, columns, tuple(rows), frozenset({1, 2}))


def people_table(outcome: OutcomeComparison, dots: tuple[Dots, ...], say: Translator) -> Table:
    """Every person's values; of many people the quartiles."""
    columns = (say("original"), say("revised"))
    unit = unit_of(outcome)
    name = capital(outcome_name(outcome, say))
    if len(dots) <= drawing.MOST_DOTS:
        rows = tuple(
            (Cell(str(number)), *(_amount_cell(v, unit, say) for v in (one.original, one.revised)))
            for number, one in enumerate(dots, start=1)
        )
        caption = say("%(name)s, by size", name=name)
        return Table(caption, (say("person"), *columns), rows, frozenset({1, 2}))
    sides = [np.array([one.original for one in dots]), np.array([one.revised for one in dots])]
    quarters = (
        (say("a quarter below"), 0.25),
        (say("half below"), 0.5),
        (say("three quarters below"), 0.75),
    )
    shares = tuple(
        (Cell(label), *(_amount_cell(float(np.nanquantile(v, share)), unit, say) for v in sides))
        for label, share in quarters
    )
    return Table(name, (say("of the people"), *columns), shares, frozenset({1, 2}))


def _amount_cell(value: float, unit: Unit, say: Translator) -> Cell:
    if np.isnan(value):
        return Cell("–")
    if unit == Unit.FACTS:
        return Cell(format_number(value, say.language))
    return Cell(level(unit, value, say))
