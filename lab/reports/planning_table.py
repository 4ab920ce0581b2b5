"""What 8, 12, 20, 30 and 50 people can show, as a table and as amounts with their units."""

from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.reports.amounts import NOTHING
from lab.reports.blocks import Cell, Table
from lab.statistics.plan import Measure, Plan
from lab.statistics.planner import (
    PEOPLE,
    Assumptions,
    Detectable,
    Outlook,
    PeopleNeeded,
    outlooks,
    people_needed,
)
from lab.texts.formats import format_number, format_percent
from lab.texts.translator import Translator

MOST_COUNTED = 300
"""Above, what the planned number can show takes too long to count."""


@dataclass(frozen=True, slots=True)
class Outlooks:
    """planned: what the planned number can show; None where nothing or very many are planned."""

    plan: Plan
    guess: Assumptions
    needed: PeopleNeeded
    each: tuple[Outlook, ...]
    planned: Outlook | None


def look_ahead(plan: Plan, guess: Assumptions | None = None) -> Outlooks:
    guess = guess or Assumptions()
    planned = plan.planned_n if plan.planned_n and plan.planned_n <= MOST_COUNTED else None
    sizes = sorted({*PEOPLE, planned} if planned else PEOPLE)
    each = outlooks(plan, sizes, guess)
    of_planned = next((one for one in each if one.people == planned), None)
    return Outlooks(plan, guess, people_needed(plan, guess), each, of_planned)


def amount_text(measure: Measure, amount: float, say: Translator) -> str:
    """An amount of an outcome with its unit."""
    number = _number(measure, amount, say)
    match measure:
        case Measure.SUBMITTED_CORRECTLY | Measure.FINISHED:
            return say("%(n)s percentage points", n=number)
        case Measure.TIME:
            return say("%(share)s of the time", share=number)
        case Measure.WRONG_FACTS:
            return say("%(n)s wrong or missing answers per person", n=number)
        case Measure.SUS:
            return say("%(n)s SUS points", n=number)
        case Measure.SEQ:
            return say("%(n)s SEQ points", n=number)


def _number(measure: Measure, amount: float, say: Translator) -> str:
    match measure:
        case Measure.SUBMITTED_CORRECTLY | Measure.FINISHED:
            return format_number(100 * amount, say.language)
        case Measure.TIME:
            return format_percent(amount, say.language)
        case Measure.SUS:
            return format_number(amount, say.language)
        case _:
            return format_number(amount, say.language, 1)


def effect_text(found: Detectable, effect: float, say: Translator) -> str:
    number = _number(found.measure, effect, say)
    match found.measure:
        case Measure.SUBMITTED_CORRECTLY:
            return say("%(n)s percentage points more correct applications", n=number)
        case Measure.FINISHED:
            return say("%(n)s percentage points more completions", n=number)
        case Measure.TIME:
            return say("%(share)s less time", share=number)
        case Measure.WRONG_FACTS:
            return say("%(n)s fewer wrong or missing answers per person", n=number)
        case Measure.SUS:
            return say("%(n)s SUS points more", n=number)
        case Measure.SEQ:
            return say("%(n)s SEQ points more", n=number)


def outlook_table(ahead: Outlooks, say: Translator) -> Table:
    columns = (
        say("smallest difference that is noticed"),
        *(str(one.people) for one in ahead.each),
        say("matters from"),
    )
    measures = [one.measure for one in ahead.each[0].detectable]
    rows = tuple(_row(place, measure, ahead, say) for place, measure in enumerate(measures))
    caption = say("What so many people can show with a chance of four in five")
    return Table(
        caption, columns, (*rows, _problem_row(ahead, say)), frozenset(range(1, len(columns)))
    )


def _row(place: int, measure: Measure, ahead: Outlooks, say: Translator) -> tuple[Cell, ...]:
    found = [one.detectable[place] for one in ahead.each]
    head = {
        Measure.SUBMITTED_CORRECTLY: say("submitted correctly, percentage points more"),
        Measure.FINISHED: say("completed, percentage points more"),
        Measure.TIME: say("less time"),
        Measure.WRONG_FACTS: say("fewer wrong or missing answers per person"),
        Measure.SUS: say("satisfaction, SUS points more"),
        Measure.SEQ: say("ease, SEQ points more"),
    }[measure]
    margin = Cell(_number(measure, found[0].margin, say))
    return (Cell(head), *(_effect_cell(one, say) for one in found), margin)


def _effect_cell(found: Detectable, say: Translator) -> Cell:
    if isinstance(found.effect, NotEstimable):
        return Cell(NOTHING)
    number = _number(found.measure, found.effect, say)
    return Cell(f"{number} ✓", strong=True) if found.enough else Cell(number)


def _problem_row(ahead: Outlooks, say: Translator) -> tuple[Cell, ...]:
    shares = (format_percent(one.seen_problem, say.language) for one in ahead.each)
    head = say("a problem of the form is seen if it hits so many of all people")
    return (Cell(head), *(Cell(share) for share in shares), Cell(NOTHING))


def key(say: Translator) -> str:
    return say(
        "✓: already the difference that matters would be noticed. –: even if everybody got there "
        "with the revised form, the chance of noticing it would be below four in five, or there "
        "are too few people for any comparison."
    )
