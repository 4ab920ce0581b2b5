"""What so many people can show, as advice to an office before the first session."""

import math
from collections.abc import Sequence

from lab.errors import NotEstimable
from lab.reports.blocks import Block, Bullets, Heading, Paragraph
from lab.reports.planning_assumptions import assumptions
from lab.reports.planning_table import Outlooks, amount_text, effect_text, key, outlook_table
from lab.reports.words import measure_name
from lab.statistics.plan import Measure
from lab.statistics.planner import (
    IMPOSSIBLE,
    NEVER,
    POWER,
    Outlook,
    looking_costs,
    people_to_describe,
)
from lab.texts.formats import format_list, format_number, format_percent
from lab.texts.translator import Translator

IN_WORDS = frozenset({Measure.SUBMITTED_CORRECTLY, Measure.FINISHED, Measure.TIME, Measure.SUS})


def advice(ahead: Outlooks, say: Translator) -> tuple[Block, ...]:
    return (
        *(Paragraph(text, "lead") for text in answer(ahead, say)),
        outlook_table(ahead, say),
        Paragraph(key(say), "note"),
        Heading(say("In words")),
        Bullets((*(_in_words(one, say) for one in ahead.each), *_describing(ahead, say))),
        Heading(say("What you can do")),
        Bullets(_what_to_do(say)),
        Heading(say("What was assumed")),
        Bullets(assumptions(ahead, say)),
    )


def answer(ahead: Outlooks, say: Translator) -> tuple[str, ...]:
    """How many people the main question takes, and whether the planned ones are enough."""
    needed = ahead.needed
    margin = amount_text(needed.measure, needed.margin, say)
    question = say(
        "Your main question: %(name)s. A difference of %(margin)s matters to you.",
        name=measure_name(needed.measure, say),
        margin=margin,
    )
    if isinstance(needed.people, NotEstimable):
        return (question, _impossible(ahead, say))
    takes = say(
        "To notice such a difference with a chance of %(chance)s takes about %(needed)s people.",
        chance=format_percent(POWER, say.language),
        needed=needed.people,
    )
    costs = looking_costs(ahead.plan)
    people = math.ceil(needed.people * costs)
    return (question, takes, *_looking(costs, people, say), *_enough(ahead, people, say))


def _impossible(ahead: Outlooks, say: Translator) -> str:
    if ahead.needed.people != NotEstimable(IMPOSSIBLE):
        return say("How many people it takes to notice it cannot be computed.")
    return say(
        "So large a gain is not possible: %(share)s submit a correct application with the original "
        "already. Choose a smaller difference (study.yaml, margins), or another main question.",
        share=format_percent(ahead.guess.completion, say.language),
    )


def _looking(costs: float, people: int, say: Translator) -> tuple[str, ...]:
    """What it costs to look before the end."""
    if costs == 1:
        return ()
    told = say(
        "Because the study is looked at before its end, its ranges are wider: it takes about "
        "%(people)s people (%(costs)s times as many).",
        people=people,
        costs=format_number(costs, say.language, 2),
    )
    return (told,)


def _enough(ahead: Outlooks, needed: int, say: Translator) -> tuple[str, ...]:
    planned = ahead.plan.planned_n
    if planned is None:
        return ()
    if planned >= needed:
        return (say("You plan with %(planned)s people: that is enough.", planned=planned),)
    few = say(
        "You plan with %(planned)s people. That is too few for this question: if the report later "
        "says “not clear”, this says nothing against the revised form.",
        planned=planned,
    )
    return (few, *_what_planned_shows(ahead.planned, ahead.needed.measure, say))


def _what_planned_shows(
    planned: Outlook | None, primary: Measure, say: Translator
) -> tuple[str, ...]:
    told = planned.detectable if planned else ()
    found = next((one for one in told if one.measure == primary), None)
    if found is None:
        return ()
    if isinstance(found.effect, NotEstimable):
        return (_never(found.effect, say),)
    amount = effect_text(found, found.effect, say)
    return (say("Reliably noticed is only a gain from about this on: %(it)s.", it=amount),)


def _never(why: NotEstimable, say: Translator) -> str:
    if why.reason == NEVER:
        return say(
            "Even if everybody got there with the revised form, that would not reliably be noticed."
        )
    return say("They are too few to compare the forms: we only count.")


def _describing(ahead: Outlooks, say: Translator) -> tuple[str, ...]:
    people = people_to_describe(ahead.plan, ahead.guess)
    if isinstance(people, NotEstimable):
        return ()
    told = say(
        "To know of one form alone how many submit correctly, to within %(points)s percentage "
        "points up or down, takes about %(people)s people.",
        points=format_number(100 * ahead.plan.margins.completion, say.language),
        people=people,
    )
    return (told,)


def _in_words(one: Outlook, say: Translator) -> str:
    seen = say(
        "%(n)s people see a problem that hits %(share)s of all people.",
        n=one.people,
        share=format_percent(one.seen_problem, say.language),
    )
    if one.counts_only:
        return " ".join((seen, say("They are too few to compare the forms: we only count.")))
    told = [found for found in one.detectable if found.measure in IN_WORDS]
    noticed = [
        effect_text(found, found.effect, say)
        for found in told
        if not isinstance(found.effect, NotEstimable)
    ]
    missed = [
        measure_name(found.measure, say) for found in told if isinstance(found.effect, NotEstimable)
    ]
    return " ".join((seen, *_noticed(noticed, say), *_missed(missed, say)))


def _noticed(effects: Sequence[str], say: Translator) -> tuple[str, ...]:
    if not effects:
        return ()
    told = say(
        "They reliably notice a gain only from about this on: %(list)s.", list="; ".join(effects)
    )
    return (told,)


def _missed(names: Sequence[str], say: Translator) -> tuple[str, ...]:
    if not names:
        return ()
    listed = format_list(names, say.language)
    told = say(
        "Even the largest possible gain would not reliably be noticed in: %(list)s.", list=listed
    )
    return (told,)


def _what_to_do(say: Translator) -> tuple[str, ...]:
    return (
        say(
            "Use a small test for what it is good at: it shows where a form fails. Repair what "
            "several people stumble over, and test again."
        ),
        say(
            "If you want proof, plan with more people (study.yaml, planned_participants), best in "
            "fours, and some to spare: not everybody comes."
        ),
        say(
            "Change the difference that matters (study.yaml, margins) only now, and only if a "
            "smaller one would really change nothing for you. After the first session it is fixed."
        ),
    )
