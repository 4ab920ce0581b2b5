"""The one page an official reads: three sentences, the standard's figures, what stays open."""

from dataclasses import replace

from lab.errors import NotEstimable
from lab.reports.amounts import clock
from lab.reports.blocks import Block, Bullets, Cell, Heading, Paragraph, Table
from lab.reports.chapters.cells import comparison_columns, difference_cell, value_cell
from lab.reports.findings import Compared, Findings, satisfaction_of
from lab.reports.looking_words import first_comparison, shown_now
from lab.reports.overview import plan_of
from lab.reports.sentences import unsettled_sentences, verdict_sentences
from lab.reports.service_figures import MissingFigure, ServiceFigure, ServiceName
from lab.reports.stages import Stage
from lab.reports.words import (
    left_out,
    plan_changed,
    practice_is_balanced,
    service_name,
    verdict_label,
)
from lab.sessions.ledger import Completion
from lab.statistics.plan import Measure
from lab.statistics.results import Comparison, OutcomeComparison, VersionSummary
from lab.texts.formats import format_duration
from lab.texts.translator import Translator

OUTCOMES = {
    ServiceName.COMPLETION: Measure.FINISHED,
    ServiceName.CORRECT: Measure.SUBMITTED_CORRECTLY,
    ServiceName.DURATION: Measure.TIME,
}


def first_page(findings: Findings, say: Translator) -> tuple[Block, ...]:
    sentences = (Paragraph(text, "lead") for text in verdict_sentences(findings, say))
    return (
        Heading(_title(findings, say)),
        *sentences,
        *_looking(findings, say),
        *_figures(findings, say),
        Heading(say("What could not be shown")),
        Bullets(_open(findings, say)),
    )


def _title(findings: Findings, say: Translator) -> str:
    if findings.simulated:
        return say("The result in three sentences (simulated data)")
    return say("The result in three sentences")


def _looking(findings: Findings, say: Translator) -> tuple[Block, ...]:
    """That a comparison before the end was planned, and how wide its ranges are."""
    if findings.compared is None:
        return ()
    told = shown_now(findings.compared.comparison, findings.waiting, say)
    return (Paragraph(" ".join(told), "note"),) if told else ()


def _progress(findings: Findings, say: Translator) -> tuple[Block, ...]:
    """How far the study is, while nothing is compared."""
    to_come = Paragraph(
        say(
            "Usability, navigability, ratings and the figures field by field follow with the first "
            "comparison, from %(n)s people on.",
            n=first_comparison(plan_of(findings.study)),
        ),
        "note",
    )
    if findings.stage == Stage.NOBODY:
        return (to_come,)
    whole = findings.flow.completion.get(Completion.COMPLETE, 0)
    rows = (
        (say("planned"), findings.study.planned_participants),
        (say("took part so far"), findings.people),
        (say("records without a gap"), whole),
    )
    return (
        Table(
            say("How far the study is"),
            (say("step"), say("people")),
            tuple((Cell(label), Cell(str(number))) for label, number in rows),
            frozenset({1}),
        ),
        to_come,
    )


def _figures(findings: Findings, say: Translator) -> tuple[Block, ...]:
    compared = findings.compared
    if compared is None:
        return _progress(findings, say)
    shown = [one for one in compared.service if isinstance(one, ServiceFigure)]
    table = Table(
        caption=say("Figures with names after DIN SPEC 66336 (Servicestandard), section 5.12"),
        columns=comparison_columns(say("figure"), say),
        rows=tuple(_row(one, compared, findings, say) for one in shown),
        numbers=frozenset({1, 2, 3}),
        strong=frozenset(
            place for place, one in enumerate(shown) if one.name == ServiceName.CORRECT
        ),
    )
    return (
        Heading(say("The figures, original and revised")),
        table,
        Paragraph(_footnote(findings, say), "note"),
    )


def _row(
    figure: ServiceFigure, compared: Compared, findings: Findings, say: Translator
) -> tuple[Cell, ...]:
    outcome = _outcome(figure.name, compared, findings)
    judged = verdict_label(outcome, say) if outcome else say("described only")
    return (
        Cell(service_name(figure.name, say), _meaning(figure.name, findings, say)),
        _value(figure, figure.original, compared, say),
        _value(figure, figure.revised, compared, say),
        _difference(figure, say),
        Cell(judged, strong=outcome is not None),
    )


def _value(
    figure: ServiceFigure, summary: VersionSummary, compared: Compared, say: Translator
) -> Cell:
    """A time with the limit in it stands beside the time that people truly spent."""
    cell = value_cell(summary, figure.unit, say)
    spent = compared.spent.get(summary.version)
    if figure.name != ServiceName.DURATION or spent is None:
        return cell
    really = say("really %(time)s", time=clock(spent, say))
    return replace(cell, small=f"{cell.small}; {really}")


def _difference(figure: ServiceFigure, say: Translator) -> Cell:
    """Of whom, where it is not of the people in the columns before it."""
    cell = difference_cell(figure.difference, say)
    if figure.name != ServiceName.FAULTY or isinstance(figure.difference, NotEstimable):
        return cell
    both = say("of %(n)s who submitted both", n=figure.difference.n[0])
    return replace(cell, small=f"{cell.small}; {both}")


def _outcome(name: ServiceName, compared: Compared, findings: Findings) -> OutcomeComparison | None:
    if name == ServiceName.SATISFACTION:
        return compared.comparison.outcome(satisfaction_of(findings.study))
    return compared.comparison.outcome(OUTCOMES[name]) if name in OUTCOMES else None


def _meaning(name: ServiceName, findings: Findings, say: Translator) -> str:
    match name:
        case ServiceName.VISITS:
            return say("people who opened the form")
        case ServiceName.COMPLETION:
            return say("submitted within the time limit")
        case ServiceName.SATISFACTION if satisfaction_of(findings.study) == Measure.SUS:
            return say("mean of the SUS, 0 to 100")
        case ServiceName.SATISFACTION:
            return say("mean of the SEQ, 1 to 7")
        case ServiceName.CORRECT:
            return say("main question: no wrong and no missing answer")
        case ServiceName.FAULTY:
            return say("of the submitted ones")
        case _:
            return _time_meaning(findings, say)


def _time_meaning(findings: Findings, say: Translator) -> str:
    if findings.study.time_estimand == "completers":
        return say("typical time of those who submitted correctly")
    limit = format_duration(findings.study.time_limit_seconds, say.language)
    return say("until correct, otherwise %(limit)s; “really” is the median", limit=limit)


def _footnote(findings: Findings, say: Translator) -> str:
    fixed = (
        say(
            "The main question and what was tested as well were fixed beforehand; all else "
            "explores."
        )
        if findings.study.secondary_outcomes
        else say("The main question was fixed beforehand; all other lines explore.")
    )
    return " ".join(
        (
            say("In small letters: the range in which the true value probably lies (95 percent)."),
            fixed,
            say(
                "Names and order follow the standard; what is counted here comes from a test with "
                "made-up people, not from real applications."
            ),
        )
    )


def _open(findings: Findings, say: Translator) -> tuple[str, ...]:
    if findings.compared is None:
        return (_nothing_compared(findings, say), _sample(findings, say))
    missing = (
        say("%(name)s: %(why)s.", name=service_name(one.name, say), why=left_out(one.why, say))
        for one in findings.compared.service
        if isinstance(one, MissingFigure)
    )
    changes = findings.flow.plan_changes
    return (
        *((plan_changed(changes, say),) if changes else ()),
        *unsettled_sentences(findings.compared.unsettled, say),
        *missing,
        _sample(findings, say),
        _practice(findings.compared.comparison, say),
    )


def _practice(comparison: Comparison, say: Translator) -> str:
    unknown = say(
        "How the revised form works for people who never saw the original: all filled in both and "
        "were more practised at the second."
    )
    if not practice_is_balanced(comparison):
        return unknown
    evened = say("The order changed from person to person, so both forms profit alike.")
    return f"{unknown} {evened}"


def _nothing_compared(findings: Findings, say: Translator) -> str:
    if findings.stage == Stage.NOBODY:
        return say("How people get on with either form: nobody has taken part yet.")
    return say("Whether people get on differently with the revised form: it is too early for that.")


def _sample(findings: Findings, say: Translator) -> str:
    if findings.simulated:
        return say(
            "Anything about people: these sessions were played by the machine. The report shows "
            "how a report looks, nothing about the form."
        )
    return say(
        "Whether this holds for all citizens: those who took part are no random sample, and they "
        "filled in the form for a made-up person."
    )
