"""The appendix for experts: further methods beside each headline; no verdict rests on them."""

from lab.errors import NotEstimable
from lab.reports.amounts import NOTHING
from lab.reports.blocks import Cell, Chapter, Paragraph, Table
from lab.reports.words import capital, outcome_name
from lab.statistics.estimates import Estimate, SignificanceTest
from lab.statistics.results import Comparison, Detail, OutcomeComparison, VersionSummary
from lab.texts.formats import format_number
from lab.texts.translator import Translator

SMALLEST_P = 0.001


def appendix(comparison: Comparison, say: Translator) -> Chapter:
    outcomes = [one for one in comparison.outcomes if one.details]
    names = dict.fromkeys(detail.name for one in outcomes for detail in one.details)
    table = Table(
        say("Further methods, by figure"),
        (say("method"), *(capital(outcome_name(one, say)) for one in outcomes)),
        tuple(
            (Cell(name), *(_cell(_detail(one, name), say) for one in outcomes)) for name in names
        ),
        frozenset(range(1, len(outcomes) + 1)),
        dense=True,
    )
    return Chapter(
        "appendix",
        say("Appendix: further methods, for experts"),
        (
            Paragraph(
                say(
                    "Differences are revised minus original, in shares, seconds, answers or "
                    "points. No verdict rests on them. The names are explained in "
                    "docs/statistics.md."
                )
            ),
            table,
            *_by_version(comparison, say),
        ),
    )


def _by_version(comparison: Comparison, say: Translator) -> tuple[Table, ...]:
    """Further ranges of each version by itself."""
    outcomes = (*comparison.outcomes, comparison.time_beside)
    rows = tuple(
        (
            Cell(detail.name),
            Cell(capital(outcome_name(outcome, say))),
            *(_cell(_of(version, detail.name), say) for version in outcome.versions),
        )
        for outcome in outcomes
        for detail in max((version.details for version in outcome.versions), key=len)
    )
    if not rows:
        return ()
    columns = (say("method"), say("figure"), say("original"), say("revised"))
    caption = say("Each version by itself: further ranges")
    return (Table(caption, columns, rows, frozenset({2, 3}), dense=True),)


def _of(version: VersionSummary, name: str) -> Detail | None:
    return next((detail for detail in version.details if detail.name == name), None)


def _detail(outcome: OutcomeComparison, name: str) -> Detail | None:
    return next((detail for detail in outcome.details if detail.name == name), None)


def _cell(detail: Detail | None, say: Translator) -> Cell:
    match detail:
        case None:
            return Cell("")
        case Detail(result=NotEstimable()):
            return Cell(NOTHING)
        case Detail(result=SignificanceTest() as test):
            return Cell(p_text(test.p, say))
        case Detail(result=Estimate() as estimate):
            low, high = _number(estimate.low, say), _number(estimate.high, say)
            range_ = say("%(low)s to %(high)s", low=low, high=high)
            return Cell(_number(estimate.value, say), range_)
        case Detail(result=float() as number):
            return Cell(_number(number, say))
    return Cell(NOTHING)


def _number(value: float, say: Translator) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return format_number(value, say.language, digits)


def p_value(p: float, say: Translator) -> str:
    if p < SMALLEST_P:
        return f"< {format_number(SMALLEST_P, say.language, 3)}"
    return format_number(p, say.language, 3)


def p_text(p: float, say: Translator) -> str:
    """As "p = 0.04" or "p < 0.001"."""
    written = p_value(p, say)
    return f"p {written}" if written.startswith("<") else f"p = {written}"
