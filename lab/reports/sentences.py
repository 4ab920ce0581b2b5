"""The verdict in three plain sentences; no word here goes beyond the interval behind it."""

from collections.abc import Sequence

from lab.errors import NotEstimable
from lab.reports.amounts import between
from lab.reports.findings import Findings
from lab.reports.looking_words import first_comparison, held_back
from lab.reports.overview import plan_of
from lab.reports.stages import Stage
from lab.reports.words import capital, margin_text, outcome_name
from lab.statistics.results import Comparison, OutcomeComparison, Role
from lab.statistics.verdicts import FEWEST_FOR_A_VERDICT, Word
from lab.texts.formats import format_list
from lab.texts.translator import Translator

Three = tuple[str, str, str]


def verdict_sentences(findings: Findings, say: Translator) -> Three:
    """How the primary outcome came out, how sure that is, and the other outcomes."""
    if findings.compared is None:
        return _no_comparison(findings, say)
    comparison = findings.compared.comparison
    return (
        primary_sentence(comparison.primary, say),
        certainty_sentence(comparison.primary, say),
        others_sentence(comparison, say),
    )


def _no_comparison(findings: Findings, say: Translator) -> Three:
    declared, people = plan_of(findings.study), findings.people
    first = first_comparison(declared)
    plan = say("A comparison is planned from %(planned)s people on.", planned=first)
    if findings.stage == Stage.NOBODY:
        return (
            say("Nobody has taken part yet."),
            plan,
            say("What can be said already is how hard the texts of the two forms are."),
        )
    so_far = say.ngettext(
        "So far %(n)s person has taken part.", "So far %(n)s people have taken part.", people
    )
    if findings.stage == Stage.SMALL_GROUP:
        small = findings.study.small_group
        held = say(
            "Below %(n)s people we show no figures, so that nobody can be recognised; only the "
            "team sees the counts.",
            n=small,
        )
        return so_far, held, plan
    early, missing = held_back(declared, people, say)
    return so_far, early, missing


def primary_sentence(outcome: OutcomeComparison, say: Translator) -> str:
    original, revised = outcome.versions
    if original.successes is None or revised.successes is None:
        return say("There are too few people for figures on correctly submitted applications.")
    people = say(
        "with the revised one %(r)s of %(rn)s people submitted a correct application, with the "
        "original one %(o)s of %(on)s",
        r=revised.successes,
        rn=revised.n,
        o=original.successes,
        on=original.n,
    )
    return say("%(verdict)s: %(people)s.", verdict=_primary_verdict(outcome, say), people=people)


def _primary_verdict(outcome: OutcomeComparison, say: Translator) -> str:
    least = margin_text(outcome, say)
    return {
        Word.COUNTS_ONLY: say("There are too few people for a verdict"),
        Word.WORSE: say("The revised form is worse"),
        Word.BETTER_BY_MARGIN: say("The revised form is clearly better"),
        Word.BETTER_LESS_THAN_MARGIN: say(
            "The revised form is a little better, by less than the declared %(margin)s",
            margin=least,
        ),
        Word.BETTER: say("The revised form is better"),
        Word.PRACTICALLY_THE_SAME: say("Both forms are practically the same"),
        Word.AT_MOST_MARGIN_WORSE: say(
            "A step back of more than %(margin)s is unlikely; whether there is a step forward is "
            "not clear",
            margin=least,
        ),
        Word.NOT_CLEAR: say("Which form leads more people to a correct application is not clear"),
        Word.TOO_EARLY: say("It is too early for a verdict"),
        Word.NOT_ESTIMABLE: say("The difference cannot be computed from these data"),
    }[outcome.verdict.word]


def certainty_sentence(outcome: OutcomeComparison, say: Translator) -> str:
    """What the interval allows, and from how many people."""
    if outcome.verdict.word == Word.COUNTS_ONLY:
        return say(
            "A verdict takes at least %(n)s people who used both forms; below that we only count.",
            n=FEWEST_FOR_A_VERDICT,
        )
    if isinstance(outcome.headline, NotEstimable):
        return say("How large a difference could be remains open.")
    range_ = between(outcome.headline, say)
    if outcome.verdict.hint_n is not None:
        return say(
            "This is a hint from %(n)s people and no proof: the true difference is probably "
            "%(range)s.",
            n=outcome.verdict.hint_n,
            range=range_,
        )
    return say(
        "The true difference is probably %(range)s, judging by %(n)s people.",
        n=outcome.people,
        range=range_,
    )


def others_sentence(comparison: Comparison, say: Translator) -> str:
    """The remaining outcomes by what can be said of them."""
    others = [one for one in comparison.outcomes if one.role != Role.PRIMARY]
    parts = [text for words, text in _groups(others, say) if words]
    if not parts:
        return say("There are no further figures.")
    return say("Of the other figures, %(parts)s.", parts="; ".join(parts))


def _groups(outcomes: Sequence[OutcomeComparison], say: Translator) -> tuple[tuple[bool, str], ...]:
    def named(*words: Word) -> str:
        names = [outcome_name(one, say) for one in outcomes if one.verdict.word in words]
        return format_list(names, say.language)

    better = named(Word.BETTER, Word.BETTER_BY_MARGIN, Word.BETTER_LESS_THAN_MARGIN)
    worse, same = named(Word.WORSE), named(Word.PRACTICALLY_THE_SAME)
    unclear = named(Word.NOT_CLEAR, Word.AT_MOST_MARGIN_WORSE, Word.NOT_ESTIMABLE)
    counted = named(Word.COUNTS_ONLY)
    return (
        (bool(better), say("better: %(names)s", names=better)),
        (bool(worse), say("worse: %(names)s", names=worse)),
        (bool(same), say("practically the same: %(names)s", names=same)),
        (bool(unclear), say("not clear: %(names)s", names=unclear)),
        (bool(counted), say("too few people: %(names)s", names=counted)),
    )


def unsettled_sentences(unsettled: Sequence[OutcomeComparison], say: Translator) -> tuple[str, ...]:
    """What could not be shown, outcome by outcome; those with too few people together."""
    open_ = [one for one in unsettled if one.verdict.word != Word.COUNTS_ONLY]
    few = [one for one in unsettled if one.verdict.word == Word.COUNTS_ONLY]
    said = tuple(_unsettled(one, say) for one in open_)
    if not few:
        return said
    names = format_list([outcome_name(one, say) for one in few], say.language)
    return (*said, say("Too few people for a comparison: %(names)s.", names=names))


def _unsettled(outcome: OutcomeComparison, say: Translator) -> str:
    name = capital(outcome_name(outcome, say))
    if isinstance(outcome.headline, NotEstimable):
        return say(
            "%(name)s: no range can be computed, for instance because all gave the same answer.",
            name=name,
        )
    range_ = between(outcome.headline, say)
    if outcome.verdict.word == Word.AT_MOST_MARGIN_WORSE:
        return say("%(name)s: no step forward shown; %(range)s.", name=name, range=range_)
    return say("%(name)s: not clear; %(range)s.", name=name, range=range_)
