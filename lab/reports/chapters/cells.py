"""Cells that several tables share: a version's value, a difference, a verdict."""

from lab.errors import NotEstimable
from lab.reports.amounts import NOTHING, difference, level, level_range
from lab.reports.blocks import Cell
from lab.reports.service_figures import unit_of
from lab.reports.words import capital, outcome_name, verdict_label
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.results import OutcomeComparison, VersionSummary
from lab.texts.formats import format_percent
from lab.texts.translator import Translator


def value_cell(summary: VersionSummary, unit: Unit | None, say: Translator) -> Cell:
    """A version's value, and below it the range or on how many people it rests."""
    if summary.value is None:
        return Cell(NOTHING, say("too few people"))
    if unit is None:
        return Cell(str(summary.n))
    range_ = level_range(summary.estimate, say)
    if summary.successes is not None:
        share = format_percent(summary.value, say.language)
        counted = say("%(x)s of %(n)s", x=summary.successes, n=summary.n)
        small = say("%(share)s (%(range)s)", share=share, range=range_) if range_ else share
        return Cell(counted, small)
    shown = summary.estimate.value if isinstance(summary.estimate, Estimate) else summary.value
    return Cell(level(unit, shown, say), range_ or say("%(n)s people", n=summary.n))


def difference_cell(headline: Estimate | NotEstimable, say: Translator) -> Cell:
    written = difference(headline, say)
    return Cell(written.value, written.range)


def outcome_row(outcome: OutcomeComparison, say: Translator) -> tuple[Cell, ...]:
    name = outcome_name(outcome, say)
    unit = unit_of(outcome)
    return (
        Cell(capital(name)),
        *(value_cell(one, unit, say) for one in outcome.versions),
        difference_cell(outcome.headline, say),
        Cell(verdict_label(outcome, say), strong=True),
    )


def comparison_columns(first: str, say: Translator) -> tuple[str, ...]:
    return (first, say("original"), say("revised"), say("difference"), say("verdict"))
