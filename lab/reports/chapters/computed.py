"""How each figure was computed: its part in the study, the method with its source, the p value."""

from collections.abc import Iterable, Sequence

from lab.errors import NotEstimable
from lab.reports.amounts import NOTHING
from lab.reports.blocks import Block, Cell, Heading, Paragraph, Table
from lab.reports.chapters.appendix import p_value
from lab.reports.looking_words import level_text
from lab.reports.words import capital, outcome_name
from lab.statistics.looks import USUAL_LEVEL
from lab.statistics.results import OutcomeComparison, Role
from lab.texts.translator import Translator


def computed(outcomes: Iterable[OutcomeComparison], say: Translator) -> tuple[Block, ...]:
    outcomes = tuple(outcomes)
    rows = tuple(_method_row(one, say) for one in outcomes)
    columns = (say("figure"), say("role"), say("method and source"), say("p value"))
    return (
        Heading(say("How it was computed")),
        Table(say("Methods and sources"), columns, rows, frozenset({3})),
        Paragraph(_rule(outcomes, say), "note"),
    )


def _rule(outcomes: Sequence[OutcomeComparison], say: Translator) -> str:
    return say(
        "The verdict follows from the range of %(level)s and the difference that matters, by one "
        "rule for all figures. From 5 to 11 people every verdict is called a hint. “Not clear” "
        "never means: no difference.",
        level=level_text(_level(outcomes), say),
    )


def _level(outcomes: Sequence[OutcomeComparison]) -> float:
    """The same for all: the level of this look, or the usual one."""
    headlines = (one.headline for one in outcomes)
    known = (one.level for one in headlines if not isinstance(one, NotEstimable))
    return next(known, USUAL_LEVEL)


def _method_row(outcome: OutcomeComparison, say: Translator) -> tuple[Cell, ...]:
    role = {
        Role.PRIMARY: say("main question"),
        Role.SECONDARY: say("fixed beforehand, p adjusted after Holm"),
        Role.EXPLORATORY: say("exploring"),
    }[outcome.role]
    headline = outcome.headline
    label = capital(outcome_name(outcome, say))
    if isinstance(headline, NotEstimable):
        return (Cell(label), Cell(role), Cell(NOTHING), Cell(NOTHING))
    method = Cell(headline.method, headline.source)
    p = {
        Role.PRIMARY: headline.p,
        Role.SECONDARY: outcome.adjusted_p,
        Role.EXPLORATORY: None,
    }[outcome.role]
    return (Cell(label), Cell(role), method, Cell(NOTHING if p is None else p_value(p, say)))
