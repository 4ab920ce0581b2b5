"""The guesses that planning rests on, each as a sentence."""

import math

from lab.reports.planning_table import Outlooks
from lab.statistics.plan import Design
from lab.statistics.planner import POWER, Assumptions
from lab.texts.formats import format_number, format_percent
from lab.texts.translator import Translator


def assumptions(ahead: Outlooks, say: Translator) -> tuple[str, ...]:
    """Each guess that the numbers rest on, as a sentence."""
    guess, language = ahead.guess, say.language
    paired = ahead.plan.design == Design.CROSSOVER
    log_time = guess.log_time_pairs if paired else guess.log_time_arms
    facts = guess.wrong_facts_pairs if paired else guess.wrong_facts_arms
    sus = guess.sus_pairs if paired else guess.sus_arms
    seq = guess.seq_pairs if paired else guess.seq_arms
    spread = say(
        "Without any influence of the form, times differ by a factor of about %(factor)s, wrong or "
        "missing answers by %(facts)s, SUS by %(sus)s and SEQ by %(seq)s points (one standard "
        "deviation, %(of_what)s). If they differ more, it takes more people.",
        factor=format_number(math.exp(log_time), language, 1),
        facts=format_number(facts, language, 1),
        sus=format_number(sus, language, 1),
        seq=format_number(seq, language, 1),
        of_what=say("between a person's two goes") if paired else say("between people"),
    )
    return (
        _design(ahead.plan.design, say),
        _completion(guess, paired, say),
        spread,
        say(
            "The times hold for people who finish. If many do not, differences in time are harder "
            "to notice."
        ),
        say(
            "“Noticed” means: in %(chance)s of such studies the report says “better”, by its usual "
            "rule (95 percent range). Nobody knows these numbers beforehand; the table gives the "
            "order of magnitude.",
            chance=format_percent(POWER, language),
        ),
    )


def _design(design: Design, say: Translator) -> str:
    if design == Design.CROSSOVER:
        return say("Every person fills in both forms, half of them the original first.")
    return say("Every person fills in one of the forms, half of them the original.")


def _completion(guess: Assumptions, paired: bool, say: Translator) -> str:
    before = format_percent(guess.completion, say.language)
    if not paired:
        return say("With the original %(share)s submit a correct application.", share=before)
    return say(
        "With the original %(share)s submit a correct application; %(harmed)s succeed with the "
        "original only.",
        share=before,
        harmed=format_percent(guess.harmed, say.language),
    )
