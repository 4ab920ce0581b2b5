"""Three or more versions from an office's own table: each by itself, the trend, and each step."""

from itertools import pairwise

from lab.errors import NotEstimable
from lab.reports import drawing
from lab.reports.amounts import difference
from lab.reports.blocks import Block, Bullets, Cell, Heading, Paragraph, Picture, Table
from lab.reports.chapters.appendix import p_text
from lab.reports.chapters.cells import value_cell
from lab.reports.chapters.pictures import COMPLETION, stamp
from lab.reports.drawing import Axis, Bar
from lab.reports.office_comparison import TableComparison, VersionSeries
from lab.reports.words import capital, measure_name
from lab.statistics.estimates import Unit
from lab.statistics.outcome_data import UNITS
from lab.statistics.results import VersionSummary
from lab.statistics.series import Step
from lab.statistics.verdicts import FEWEST_FOR_A_VERDICT
from lab.statistics.version_series import OutcomeSeries, Trend
from lab.texts.formats import format_list, format_percent
from lab.texts.translator import Translator

SIGNIFICANCE = 0.05


def series_blocks(found: TableComparison, say: Translator) -> tuple[Block, ...]:
    """Empty for a table of two versions."""
    series = found.series
    if series is None:
        return ()
    return (
        Heading(say("From version to version")),
        *(Paragraph(text) for text in series_sentences(found, say)),
        *_picture(found, series, say),
        _all_versions(series, say),
        *_steps(series, say),
        Bullets(_notes(series, say)),
    )


def series_sentences(found: TableComparison, say: Translator) -> tuple[str, ...]:
    """Which versions there are, which two are compared, and the trend of the main question."""
    series = found.series
    if series is None:
        return ()
    names = [say("“%(name)s”", name=name) for name in series.names]
    versions = say(
        "The table holds %(n)s versions, in this order: %(names)s. “Original” is the first of "
        "them, “revised” the newest; the others stand in the chapter from version to version.",
        n=len(names),
        names=format_list(names, say.language),
    )
    if not series.order_said:
        versions = " ".join(
            (versions, say("The order was seen from the names; --series gives another."))
        )
    primary = next(one for one in series.outcomes if one.measure == found.plan.primary)
    trend = say(
        "%(name)s, over all versions: %(trend)s.",
        name=capital(measure_name(primary.measure, say)),
        trend=trend_text(primary, say),
    )
    return versions, trend


def trend_text(outcome: OutcomeSeries, say: Translator) -> str:
    trend = outcome.trend
    if isinstance(trend, NotEstimable) or not _enough(outcome):
        return say("no statement on a trend is possible")
    if trend.test.p >= SIGNIFICANCE:
        return say("no trend shown")
    if trend.rising == outcome.more_is_better:
        return say("a trend for the better")
    return say("a trend for the worse")


def _enough(outcome: OutcomeSeries) -> bool:
    return all(version.n >= FEWEST_FOR_A_VERDICT for version in outcome.versions)


def _all_versions(series: VersionSeries, say: Translator) -> Table:
    rows = tuple(
        (
            Cell(capital(measure_name(one.measure, say))),
            *(value_cell(_held(version), _unit(one), say) for version in one.versions),
            _trend_cell(one, say),
        )
        for one in series.outcomes
    )
    columns = (say("figure"), *series.names, say("trend"))
    numbers = frozenset(range(1, len(series.names) + 1))
    return Table(say("Every version by itself"), columns, rows, numbers)


def _held(version: VersionSummary) -> VersionSummary:
    """Without the figures of too few people."""
    if version.n >= FEWEST_FOR_A_VERDICT:
        return version
    return VersionSummary(version.version, version.n, None, None, version.estimate)


def _unit(outcome: OutcomeSeries) -> Unit:
    return UNITS[outcome.measure]


def _trend_cell(outcome: OutcomeSeries, say: Translator) -> Cell:
    trend = outcome.trend
    text = trend_text(outcome, say)
    if isinstance(trend, Trend) and _enough(outcome):
        return Cell(text, p_text(trend.test.p, say), strong=True)
    return Cell(text)


def _steps(series: VersionSeries, say: Translator) -> tuple[Block, ...]:
    """Each version minus the one before it; only where different people used them."""
    told = [one for one in series.outcomes if one.steps and _enough(one)]
    if not told:
        return ()
    columns = (say("step"), *(capital(measure_name(one.measure, say)) for one in told))
    rows = tuple(
        (
            Cell(say("from “%(a)s” to “%(b)s”", a=a, b=b)),
            *(_step_cell(one.steps[place], say) for one in told),
        )
        for place, (a, b) in enumerate(pairwise(series.names))
    )
    caption = say("Every step: the later version minus the one before it")
    return (Table(caption, columns, rows, frozenset(range(1, len(columns)))),)


def _step_cell(step: Step, say: Translator) -> Cell:
    written = difference(step.difference, say)
    if step.adjusted_p is None:
        return Cell(written.value)
    return Cell(written.value, f"{written.range}; {p_text(step.adjusted_p, say)}")


def _notes(series: VersionSeries, say: Translator) -> tuple[str, ...]:
    if any(isinstance(one.trend, NotEstimable) for one in series.outcomes if _enough(one)):
        shared = say(
            "A trend can be tested where each person used one version, and not all did equally."
        )
        return (shared,)
    return (
        say(
            "Trend: over all versions together, Cochran-Armitage for shares, "
            "Jonckheere-Terpstra for all else. “No trend shown” never means: no trend."
        ),
        say("Steps: 95 percent range of each; p over all steps of a figure adjusted after Holm."),
        *_against_first(series, say),
    )


def _against_first(series: VersionSeries, say: Translator) -> tuple[str, ...]:
    told = [
        say(
            "%(name)s: %(each)s",
            name=measure_name(one.measure, say),
            each=", ".join(
                f"{say('“%(name)s”', name=name)} {p_text(p, say)}"
                for name, p in zip(series.names[1:], one.against_first, strict=True)
            ),
        )
        for one in series.outcomes
        if isinstance(one.against_first, tuple) and _enough(one)
    ]
    if not told:
        return ()
    listed = "; ".join(told)
    return (say("Each version against the first (Dunnett): %(list)s.", list=listed),)


def _picture(found: TableComparison, series: VersionSeries, say: Translator) -> tuple[Block, ...]:
    outcome = next((one for one in series.outcomes if one.measure in COMPLETION), None)
    if outcome is None or not _enough(outcome):
        return ()
    bars = [_bar(one, newest=one is outcome.versions[-1]) for one in outcome.versions]
    axis = Axis(say("percent of the people"), say.language)
    name = capital(measure_name(outcome.measure, say))
    return (
        Picture(
            svg=drawing.shares(bars, axis, stamp(found.table.simulated, say)),
            alt=_in_words(outcome, say),
            caption=say(
                "%(name)s, version for version; at the bottom the newest. The lines show where the "
                "true share probably lies.",
                name=name,
            ),
            table=Table(
                name,
                (say("version"), say("people")),
                tuple(
                    (Cell(one.version), value_cell(one, _unit(outcome), say))
                    for one in outcome.versions
                ),
                frozenset({1}),
            ),
        ),
    )


def _bar(version: VersionSummary, *, newest: bool) -> Bar:
    estimate = version.estimate
    low, high = (
        (None, None)
        if isinstance(estimate, NotEstimable)
        else (100 * estimate.low, 100 * estimate.high)
    )
    return Bar(version.version, int(newest), 100 * (version.value or 0.0), low, high)


def _in_words(outcome: OutcomeSeries, say: Translator) -> str:
    shares = [
        say(
            "%(version)s %(share)s",
            version=one.version,
            share=format_percent(one.value or 0.0, say.language),
        )
        for one in outcome.versions
    ]
    name = capital(measure_name(outcome.measure, say))
    return say("%(name)s: %(each)s.", name=name, each=", ".join(shares))
