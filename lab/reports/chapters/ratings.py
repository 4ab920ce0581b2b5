"""Bewertung: what people said about the two versions."""

from lab.errors import NotEstimable
from lab.reports.amounts import level_range
from lab.reports.blocks import Block, Cell, Chapter, Paragraph, Table
from lab.reports.chapters.cells import comparison_columns, outcome_row
from lab.reports.chapters.pictures import Drawn, sus_picture
from lab.reports.words import short_version
from lab.statistics.plan import Measure
from lab.statistics.results import OutcomeComparison, Preference, VersionSummary
from lab.statistics.scales import sus_acceptability, sus_adjective, sus_grade
from lab.studies.protocol import VersionId
from lab.texts.formats import format_number, format_percent
from lab.texts.translator import Translator

RATINGS = (Measure.SUS, Measure.SEQ)
VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")


def ratings(drawn: Drawn, say: Translator) -> Chapter:
    outcomes = [one for one in drawn.comparison.outcomes if one.measure in RATINGS]
    asked = [one for one in outcomes if any(version.n for version in one.versions)]
    blocks: tuple[Block, ...] = (Paragraph(say("This study asked for no ratings.")),)
    if asked:
        blocks = (_table(asked, say), *_grades(asked, say), *sus_picture(drawn, say))
    return Chapter(
        "ratings", say("Ratings"), (*blocks, *preference(drawn.comparison.preference, say))
    )


def _table(outcomes: list[OutcomeComparison], say: Translator) -> Table:
    return Table(
        say("What people said after each form"),
        comparison_columns(say("questionnaire"), say),
        tuple(outcome_row(one, say) for one in outcomes),
        frozenset({1, 2, 3}),
    )


def _grades(outcomes: list[OutcomeComparison], say: Translator) -> tuple[Block, ...]:
    sus = [one for one in outcomes if one.measure == Measure.SUS]
    rows = tuple(
        _grade_row(summary, version, say)
        for outcome in sus
        for version, summary in zip(VERSIONS, outcome.versions, strict=True)
        if not isinstance(summary.estimate, NotEstimable)
    )
    if not rows:
        return ()
    return (
        Table(
            say(
                "What SUS means of that size are called (grades after Sauro and Lewis 2016, words "
                "after Bangor and others 2009)"
            ),
            (say("form"), say("mean"), say("grade of the mean"), say("grades of the range")),
            rows,
            frozenset({1}),
        ),
        Paragraph(
            say(
                "The grades run from A+ to F and hold for means, never for one person. They come "
                "mostly from English software of companies and give a rough bearing only. The "
                "German wording of the questionnaire is our own."
            ),
            "note",
        ),
    )


def _grade_row(summary: VersionSummary, version: VersionId, say: Translator) -> tuple[Cell, ...]:
    estimate = summary.estimate
    if isinstance(estimate, NotEstimable):
        return (Cell(short_version(version, say)), Cell("–"), Cell("–"), Cell("–"))
    low, high = _grade(estimate.low), _grade(estimate.high)
    return (
        Cell(short_version(version, say)),
        Cell(format_number(estimate.value, say.language, 1), level_range(estimate, say)),
        Cell(_grade(estimate.value), _in_words(estimate.value, say), strong=True),
        Cell(low if low == high else say("%(low)s to %(high)s", low=low, high=high)),
    )


def _in_words(mean: float, say: Translator) -> str:
    adjective = {
        "worst imaginable": say("worst imaginable"),
        "awful": say("awful"),
        "poor": say("poor"),
        "OK": say("OK"),
        "good": say("good"),
        "excellent": say("excellent"),
        "best imaginable": say("best imaginable"),
    }[sus_adjective(mean)]
    acceptable = {
        "not acceptable": say("not acceptable"),
        "marginal": say("marginal"),
        "acceptable": say("acceptable"),
    }[sus_acceptability(mean)]
    return f"{adjective}; {acceptable}"


def _grade(mean: float) -> str:
    """The ends of an interval may lie off the scale."""
    grade = sus_grade(min(100.0, max(0.0, mean)))
    return "–" if isinstance(grade, NotEstimable) else grade.grade


def preference(found: Preference, say: Translator) -> tuple[Block, ...]:
    said = found.original + found.revised + found.same
    if not said:
        return ()
    counts = Table(
        say("Which form would people rather fill in?"),
        (say("answer"), say("people")),
        (
            (Cell(say("the original form")), Cell(str(found.original))),
            (Cell(say("the revised form")), Cell(str(found.revised))),
            (Cell(say("no difference")), Cell(str(found.same))),
        ),
        frozenset({1}),
    )
    return (
        counts,
        Paragraph(_preference_sentence(found, say)),
    )


def _preference_sentence(preference: Preference, say: Translator) -> str:
    chosen = preference.original + preference.revised
    if isinstance(preference.share_revised, NotEstimable):
        return say("Too few people chose one of the forms to say more.")
    return say(
        "Of %(chosen)s people who chose a form, %(share)s chose the revised one (range %(range)s).",
        chosen=chosen,
        share=format_percent(preference.share_revised.value, say.language),
        range=level_range(preference.share_revised, say),
    )
