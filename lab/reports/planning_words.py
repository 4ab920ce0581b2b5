"""What so many people can show, as advice to an office before the first session."""

from collections.abc import Sequence

from lab.errors import NotEstimable
from lab.reports.blocks import Block, Bullets, Heading, Paragraph
from lab.reports.planning_assumptions import assumptions
from lab.reports.planning_table import Outlooks, amount_text, effect_text, key, outlook_table
from lab.reports.words import measure_name
from lab.statistics.plan import Measure
from lab.statistics.planner import POWER, Outlook
from lab.texts.formats import format_list, format_percent
from lab.texts.translator import Translator

IN_WORDS = frozenset({Measure.SUBMITTED_CORRECTLY, Measure.FINISHED, Measure.TIME, Measure.SUS})


def advice(ahead: Outlooks, say: Translator) -> tuple[Block, ...]:
    return (
        *(Paragraph(text, "lead") for text in answer(ahead, say)),
        outlook_table(ahead, say),
        Paragraph(key(say), "note"),
        Heading(say("In words")),
        Bullets(tuple(_in_words(one, say) for one in ahead.each)),
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
        return (question, say("How many people it takes to notice it cannot be computed."))
    takes = say(
        "To notice such a difference with a chance of %(chance)s takes about %(needed)s people.",
        chance=format_percent(POWER, say.language),
        needed=needed.people,
    )
    return (question, takes, *_enough(ahead, needed.people, say))


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
        return (say("Even the largest possible gain would probably not be proven."),)
    amount = effect_text(found, found.effect, say)
    return (say("Only from about this on it would probably be noticed: %(it)s.", it=amount),)


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
    return (say("They notice a gain only from about this on: %(list)s.", list="; ".join(effects)),)


def _missed(names: Sequence[str], say: Translator) -> tuple[str, ...]:
    if not names:
        return ()
    listed = format_list(names, say.language)
    return (say("They cannot show a gain in: %(list)s.", list=listed),)


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
