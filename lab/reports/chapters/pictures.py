"""The figures of a report, each with a text alternative and its numbers as a table."""

from collections.abc import Mapping
from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.reports import drawing
from lab.reports.blocks import Block, Picture
from lab.reports.chapters.cells import value_cell
from lab.reports.chapters.picture_tables import people_table, summary_table
from lab.reports.dots import Dots
from lab.reports.drawing import Axis, Bar, Column
from lab.reports.service_figures import unit_of
from lab.reports.words import capital, outcome_name, short_version
from lab.statistics.estimates import Unit
from lab.statistics.plan import Design, Measure, TimeEstimand
from lab.statistics.results import Comparison, OutcomeComparison, VersionSummary
from lab.studies.protocol import VersionId
from lab.texts.translator import Translator

VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")
COMPLETION = (Measure.SUBMITTED_CORRECTLY, Measure.FINISHED)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What pictures are drawn from."""

    comparison: Comparison
    dots: Mapping[Measure, tuple[Dots, ...]]
    simulated: bool

    @property
    def paired(self) -> bool:
        return self.comparison.plan.design == Design.CROSSOVER


def stamp(simulated: bool, say: Translator) -> str:
    return say("Simulated data") if simulated else ""


def completion_picture(drawn: Drawn, say: Translator) -> tuple[Block, ...]:
    outcomes = [one for one in drawn.comparison.outcomes if one.measure in COMPLETION]
    shown = [one for one in outcomes if all(v.value is not None for v in one.versions)]
    if not shown:
        return ()
    bars = [_share_bar(one, place, say) for one in shown for place in (0, 1)]
    axis = Axis(say("percent of the people"), say.language)
    return (
        Picture(
            svg=drawing.shares(bars, axis, stamp(drawn.simulated, say)),
            alt=" ".join(_shares_in_words(one, say) for one in shown),
            caption=_completion_caption(shown, say),
            table=summary_table(shown, say("Completed and submitted correctly"), say),
        ),
    )


def _completion_caption(shown: list[OutcomeComparison], say: Translator) -> str:
    if len(shown) == len(COMPLETION):
        return say(
            "How many people submitted correctly and how many completed. Ring and dashed line: "
            "original; square and solid line: revised. The lines show where the true share "
            "probably lies."
        )
    return say(
        "%(name)s: the share of the people. Ring and dashed line: original; square and solid line: "
        "revised. The lines show where the true share probably lies.",
        name=capital(outcome_name(shown[0], say)),
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
    name = outcome_name(outcome, say)
    return say(
        "%(name)s: original %(o)s, %(osmall)s; revised %(r)s, %(rsmall)s.",
        name=capital(name),
        o=original.text,
        osmall=original.small,
        r=revised.text,
        rsmall=revised.small,
    )


def time_picture(drawn: Drawn, say: Translator) -> tuple[Block, ...]:
    dots = drawn.dots.get(Measure.TIME, ())
    if not dots:
        return ()
    outcome = drawn.comparison.outcome(Measure.TIME)
    composite = outcome.time_estimand == TimeEstimand.COMPOSITE
    limit = drawn.comparison.plan.time_limit_seconds / 60
    axis = Axis(
        say("minutes"),
        say.language,
        line=limit if composite else None,
        line_label=say("time limit"),
    )
    columns = _columns(outcome, dots, 60, say)
    draw = drawing.pairs if drawn.paired else drawing.dots
    return (
        Picture(
            svg=draw(columns, axis, stamp(drawn.simulated, say)),
            alt=_means_in_words(outcome, dots, drawn, say),
            caption=_for_many(dots, _time_caption(drawn, composite, say), say),
            table=people_table(outcome, dots, say),
        ),
    )


def _time_caption(drawn: Drawn, composite: bool, say: Translator) -> str:
    caption = say(
        "The time of each person, joined by a line. Ring: original, square: revised. The bars "
        "beside show the means and where they probably lie."
    )
    if not drawn.paired:
        caption = say(
            "The time of each person. Ring: original, square: revised. The bars beside show the "
            "means and where they probably lie."
        )
    if not composite:
        return caption
    judged = any(one.measure == Measure.SUBMITTED_CORRECTLY for one in drawn.comparison.outcomes)
    at_limit = (
        say("Who did not submit correctly stands at the time limit.")
        if judged
        else say("Who did not complete stands at the time limit.")
    )
    return f"{caption} {at_limit}"


def _for_many(dots: tuple[Dots, ...], caption: str, say: Translator) -> str:
    """Where single people are no longer seen, the caption says what is."""
    if len(dots) <= drawing.MOST_DOTS:
        return caption
    return say(
        "Each box holds the middle half of the people, the line in it is their median. The bars "
        "beside show the means and where they probably lie."
    )


def wrong_facts_picture(drawn: Drawn, say: Translator) -> tuple[Block, ...]:
    caption = say(
        "Wrong or missing answers of each person who submitted the form. Ring: original, square: "
        "revised. The bars beside show the means and where they probably lie."
    )
    axis = Axis(say("wrong or missing answers"), say.language, low=-0.3)
    return _dots_picture(drawn, Measure.WRONG_FACTS, axis, caption, say)


def sus_picture(drawn: Drawn, say: Translator) -> tuple[Block, ...]:
    caption = say(
        "Satisfaction (SUS) of each person. Ring: original, square: revised. The bars beside show "
        "the means and where they probably lie."
    )
    axis = Axis(say("SUS points"), say.language, high=100)
    return _dots_picture(drawn, Measure.SUS, axis, caption, say)


def _dots_picture(
    drawn: Drawn, measure: Measure, axis: Axis, caption: str, say: Translator
) -> tuple[Block, ...]:
    dots = drawn.dots.get(measure, ())
    if not dots:
        return ()
    outcome = drawn.comparison.outcome(measure)
    return (
        Picture(
            svg=drawing.dots(_columns(outcome, dots, 1, say), axis, stamp(drawn.simulated, say)),
            alt=_means_in_words(outcome, dots, drawn, say),
            caption=_for_many(dots, caption, say),
            table=people_table(outcome, dots, say),
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


def _means_in_words(
    outcome: OutcomeComparison, dots: tuple[Dots, ...], drawn: Drawn, say: Translator
) -> str:
    unit = unit_of(outcome)
    original, revised = (value_cell(one, unit, say) for one in outcome.versions)
    means = say(
        "%(name)s, mean: original %(o)s (%(osmall)s), revised %(r)s (%(rsmall)s).",
        name=capital(outcome_name(outcome, say)),
        o=original.text,
        osmall=original.small,
        r=revised.text,
        rsmall=revised.small,
    )
    if not drawn.paired:
        return means
    return " ".join((means, _changes_in_words(dots, say)))


def _changes_in_words(dots: tuple[Dots, ...], say: Translator) -> str:
    return say(
        "With the revised form the value was lower for %(less)s people and higher for %(more)s.",
        less=sum(one.revised < one.original for one in dots),
        more=sum(one.revised > one.original for one in dots),
    )
