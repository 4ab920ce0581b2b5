"""The figures of a report, each with a text alternative and its numbers as a table."""

import numpy as np

from lab.errors import NotEstimable
from lab.reports import drawing
from lab.reports.amounts import level
from lab.reports.blocks import Block, Cell, Picture, Table
from lab.reports.chapters.cells import value_cell
from lab.reports.drawing import Axis, Bar, Column
from lab.reports.findings import Compared, Dots, Findings
from lab.reports.service_figures import unit_of
from lab.reports.words import capital, measure_name, short_version
from lab.statistics.estimates import Unit
from lab.statistics.plan import Measure, TimeEstimand
from lab.statistics.results import OutcomeComparison, VersionSummary
from lab.studies.protocol import VersionId
from lab.texts.formats import format_number
from lab.texts.translator import Translator

VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")


def stamp(findings: Findings, say: Translator) -> str:
    return say("Simulated data") if findings.simulated else ""


def completion_picture(
    findings: Findings, compared: Compared, say: Translator
) -> tuple[Block, ...]:
    outcomes = [
        compared.comparison.outcome(measure)
        for measure in (Measure.SUBMITTED_CORRECTLY, Measure.FINISHED)
    ]
    shown = [one for one in outcomes if all(v.value is not None for v in one.versions)]
    if not shown:
        return ()
    bars = [_share_bar(one, place, say) for one in shown for place in (0, 1)]
    axis = Axis(say("percent of the people"), say.language)
    return (
        Picture(
            svg=drawing.shares(bars, axis, stamp(findings, say)),
            alt=" ".join(_shares_in_words(one, say) for one in shown),
            caption=say(
                "How many people submitted correctly and how many completed. Ring and dashed "
                "line: original; square and solid line: revised. The lines show where the true "
                "share probably lies."
            ),
            table=_summary_table(shown, say("Completed and submitted correctly"), say),
        ),
    )


def _share_bar(outcome: OutcomeComparison, place: int, say: Translator) -> Bar:
    version = outcome.versions[place]
    estimate = version.estimate
    low, high = None, None
    if not isinstance(estimate, NotEstimable):
        low, high = 100 * estimate.low, 100 * estimate.high
    name = {
        Measure.SUBMITTED_CORRECTLY: say("correct"),
        Measure.FINISHED: say("completed"),
    }[outcome.measure]
    return Bar(
        label=f"{name},\n{short_version(VERSIONS[place], say)}",
        version=place,
        value=100 * (version.value or 0.0),
        low=low,
        high=high,
    )


def _shares_in_words(outcome: OutcomeComparison, say: Translator) -> str:
    original, revised = (value_cell(one, Unit.SHARE, say) for one in outcome.versions)
    name = measure_name(outcome.measure, say)
    return say(
        "%(name)s: original %(o)s, %(osmall)s; revised %(r)s, %(rsmall)s.",
        name=capital(name),
        o=original.text,
        osmall=original.small,
        r=revised.text,
        rsmall=revised.small,
    )


def time_picture(findings: Findings, compared: Compared, say: Translator) -> tuple[Block, ...]:
    outcome = compared.comparison.outcome(Measure.TIME)
    dots = compared.dots.get(Measure.TIME, ())
    if not dots:
        return ()
    composite = outcome.time_estimand == TimeEstimand.COMPOSITE
    limit = findings.study.time_limit_seconds / 60
    axis = Axis(
        say("minutes"),
        say.language,
        line=limit if composite else None,
        line_label=say("time limit"),
    )
    columns = _columns(outcome, dots, 60, say)
    caption = say(
        "The time of each person, joined by a line. Ring: original, square: revised. The bars "
        "beside show the means and where they probably lie."
    )
    counted = say("Who did not submit correctly stands at the time limit.") if composite else ""
    return (
        Picture(
            svg=drawing.pairs(columns, axis, stamp(findings, say)),
            alt=_means_in_words(outcome, dots, say),
            caption=f"{caption} {counted}".strip(),
            table=_people_table(outcome, dots, say("Time of each person, by size"), say),
        ),
    )


def wrong_facts_picture(
    findings: Findings, compared: Compared, say: Translator
) -> tuple[Block, ...]:
    caption = say(
        "Wrong or missing answers of each person who submitted the form. Ring: original, square: "
        "revised. The bars beside show the means and where they probably lie."
    )
    axis = Axis(say("wrong or missing answers"), say.language, low=-0.3)
    return _dots_picture(findings, compared, Measure.WRONG_FACTS, axis, caption, say)


def sus_picture(findings: Findings, compared: Compared, say: Translator) -> tuple[Block, ...]:
    caption = say(
        "Satisfaction (SUS) of each person. Ring: original, square: revised. The bars beside show "
        "the means and where they probably lie."
    )
    axis = Axis(say("SUS points"), say.language, high=100)
    return _dots_picture(findings, compared, Measure.SUS, axis, caption, say)


def _dots_picture(
    findings: Findings,
    compared: Compared,
    measure: Measure,
    axis: Axis,
    caption: str,
    say: Translator,
) -> tuple[Block, ...]:
    outcome = compared.comparison.outcome(measure)
    dots = compared.dots.get(measure, ())
    if not dots:
        return ()
    name = capital(measure_name(measure, say))
    return (
        Picture(
            svg=drawing.dots(_columns(outcome, dots, 1, say), axis, stamp(findings, say)),
            alt=_means_in_words(outcome, dots, say),
            caption=caption,
            table=_people_table(outcome, dots, say("%(name)s, by size", name=name), say),
        ),
    )


def _columns(
    outcome: OutcomeComparison, dots: tuple[Dots, ...], divisor: float, say: Translator
) -> tuple[Column, Column]:
    original = [one.original / divisor for one in dots]
    revised = [one.revised / divisor for one in dots]
    return (
        _column(outcome.versions[0], original, divisor, short_version("original", say)),
        _column(outcome.versions[1], revised, divisor, short_version("revised", say)),
    )


def _column(summary: VersionSummary, values: list[float], divisor: float, label: str) -> Column:
    estimate = summary.estimate
    if isinstance(estimate, NotEstimable):
        return Column(label, values)
    return Column(
        label, values, estimate.value / divisor, estimate.low / divisor, estimate.high / divisor
    )


def _means_in_words(outcome: OutcomeComparison, dots: tuple[Dots, ...], say: Translator) -> str:
    unit = unit_of(outcome)
    original, revised = (value_cell(one, unit, say) for one in outcome.versions)
    less = sum(one.revised < one.original for one in dots)
    more = sum(one.revised > one.original for one in dots)
    name = measure_name(outcome.measure, say)
    return say(
        "%(name)s, mean: original %(o)s (%(osmall)s), revised %(r)s (%(rsmall)s). With the "
        "revised form the value was lower for %(less)s people and higher for %(more)s.",
        name=capital(name),
        o=original.text,
        osmall=original.small,
        r=revised.text,
        rsmall=revised.small,
        less=less,
        more=more,
    )


def _summary_table(outcomes: list[OutcomeComparison], caption: str, say: Translator) -> Table:
    rows = []
    for outcome in outcomes:
        name = measure_name(outcome.measure, say)
        cells = (value_cell(one, unit_of(outcome), say) for one in outcome.versions)
        rows.append((Cell(capital(name)), *cells))
    columns = (say("figure"), say("original"), say("revised"))
    return Table(caption, columns, tuple(rows), frozenset({1, 2}))


def _people_table(
    outcome: OutcomeComparison, dots: tuple[Dots, ...], caption: str, say: Translator
) -> Table:
    """Every person's values; of many people the quartiles."""
    columns = (say("original"), say("revised"))
    unit = unit_of(outcome)
    if len(dots) <= drawing.MOST_DOTS:
        rows = tuple(
            (Cell(str(number)), *(_amount_cell(v, unit, say) for v in (one.original, one.revised)))
            for number, one in enumerate(dots, start=1)
        )
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
    return Table(caption, (say("of the people"), *columns), shares, frozenset({1, 2}))


def _amount_cell(value: float, unit: Unit, say: Translator) -> Cell:
    if np.isnan(value):
        return Cell("–")
    if unit == Unit.FACTS:
        return Cell(format_number(value, say.language))
    return Cell(level(unit, value, say))
