"""The comparison in plain words, a line for each outcome."""

from collections.abc import Callable
from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.reports.looking_words import held_back, shown_now
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.plan import Measure, Monitoring, Plan
from lab.statistics.results import Comparison, Limitation, OutcomeComparison, VersionSummary
from lab.statistics.verdicts import Verdict, Word
from lab.texts.formats import MINUS, format_duration, format_number, format_percent
from lab.texts.translator import Translator

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome: what, each version by itself, the difference with its interval, the verdict."""

    what: str
    original: str
    revised: str
    difference: str
    verdict: str


@dataclass(frozen=True, slots=True)
class PreferenceCounts:
    original: int
    revised: int
    same: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What may be shown now: nothing but the number of people before the planned number.

    looking: what a study that is watched says about that; empty for others.
    """

    people: int
    planned: int
    lines: tuple[Line, ...]
    preference: PreferenceCounts | None
    limitations: tuple[str, ...]
    looking: tuple[str, ...] = ()


def overview(
    comparison: Comparison | None, plan: Plan, say: Translator, waiting: int = 0
) -> Overview:
    """waiting: people who are through and count from the next planned look on."""
    planned = plan.planned_n or 0
    if comparison is None or comparison.before_planned_n:
        people = comparison.people if comparison else 0
        watched = plan.monitoring != Monitoring.FIXED
        waits = held_back(plan, people, say) if watched else ()
        return Overview(people, planned, (), None, (), waits)
    preference = comparison.preference
    return Overview(
        people=comparison.people,
        planned=planned,
        lines=tuple(_line(outcome, say) for outcome in comparison.outcomes),
        preference=PreferenceCounts(preference.original, preference.revised, preference.same),
        limitations=tuple(_limitation(one, say) for one in comparison.limitations),
        looking=shown_now(comparison, waiting, say),
    )


def _line(outcome: OutcomeComparison, say: Translator) -> Line:
    original, revised = (_one_version(outcome, one, say) for one in outcome.versions)
    return Line(
        what=_measure(outcome.measure, say),
        original=original,
        revised=revised,
        difference=_difference(outcome.headline, say),
        verdict=_verdict(outcome.verdict, say),
    )


def _one_version(outcome: OutcomeComparison, version: VersionSummary, say: Translator) -> str:
    if version.value is None:
        return NOTHING
    language = say.language
    if version.successes is not None:
        share = format_percent(version.value, language)
        return say(
            "%(successes)s of %(n)s (%(share)s)",
            successes=version.successes,
            n=version.n,
            share=share,
        )
    if outcome.measure == Measure.TIME:
        return format_duration(version.value, language)
    if outcome.measure in (Measure.SUBMITTED_CORRECTLY, Measure.FINISHED):
        return format_percent(version.value, language)
    return format_number(version.value, language, 1)


def _difference(headline: Estimate | NotEstimable, say: Translator) -> str:
    if isinstance(headline, NotEstimable):
        return NOTHING
    write = _writer(headline.unit, say)
    return say(
        "%(value)s (%(level)s interval: %(low)s to %(high)s)",
        value=write(headline.value),
        level=format_percent(headline.level, say.language),
        low=write(headline.low),
        high=write(headline.high),
    )


def _writer(unit: str, say: Translator) -> Callable[[float], str]:
    """How a difference (or, of times, a ratio) in this unit is written."""
    language = say.language
    match unit:
        case Unit.POINTS:
            return lambda v: say(
                "%(n)s percentage points", n=_signed(format_number(100 * v, language))
            )
        case Unit.SECONDS:
            return lambda v: _with_sign(format_duration(abs(v), language), v)
        case Unit.RATIO:
            return lambda v: say("%(n)s times", n=format_number(v, language, 2))
        case _:
            return lambda v: _signed(format_number(v, language, 1))


def _signed(number: str) -> str:
    zero_or_less = number.startswith(MINUS) or not number.strip("0,.")
    return number if zero_or_less else f"+{number}"


def _with_sign(amount: str, value: float) -> str:
    return f"{'+' if value > 0 else MINUS}{amount}" if round(value) else amount


def _verdict(verdict: Verdict, say: Translator) -> str:
    word = _word(verdict.word, say)
    if verdict.hint_n is None:
        return word
    hint = say("(A hint from %(n)s people.)", n=verdict.hint_n)
    return f"{word} {hint}"


def _measure(measure: Measure, say: Translator) -> str:
    return {
        Measure.SUBMITTED_CORRECTLY: say("Submitted correctly"),
        Measure.FINISHED: say("Finished"),
        Measure.TIME: say("Time until correctly submitted"),
        Measure.WRONG_FACTS: say("Wrong or blank facts per person"),
        Measure.SUS: say("Usability (SUS, 0 to 100)"),
        Measure.SEQ: say("Ease (SEQ, 1 to 7)"),
    }[measure]


def _word(word: Word, say: Translator) -> str:
    return {
        Word.COUNTS_ONLY: say("Too few people for a comparison."),
        Word.WORSE: say("The revised version is worse."),
        Word.BETTER_BY_MARGIN: say("The revised version is clearly better."),
        Word.BETTER_LESS_THAN_MARGIN: say(
            "The revised version is better, but by less than matters."
        ),
        Word.BETTER: say("The revised version is better."),
        Word.PRACTICALLY_THE_SAME: say("Practically the same."),
        Word.AT_MOST_MARGIN_WORSE: say("No step back that matters; no step forward shown."),
        Word.NOT_CLEAR: say("Not clear with this many people."),
        Word.TOO_EARLY: say("Too early: before the planned number of people."),
        Word.NOT_ESTIMABLE: say("Cannot be said from these data."),
    }[word]


def _limitation(limitation: Limitation, say: Translator) -> str:
    return {
        Limitation.NOT_RANDOMISED: say("Who got which version was not decided by lot."),
        Limitation.ONE_ORDER: say(
            "All saw the versions in the same order: practice cannot be told apart."
        ),
        Limitation.ORDER_UNKNOWN: say("It is not known who saw which version first."),
        Limitation.ORDERS_UNEVEN: say("The two orders are not evenly filled."),
        Limitation.SAMPLE_RATIO_MISMATCH: say("The groups are less even than chance allows."),
        Limitation.PEOPLE_LOST: say("People were lost on the way."),
        Limitation.SEVERAL_ATTEMPTS_AVERAGED: say("Several attempts of a person were averaged."),
        Limitation.TIME_ESTIMANDS_DISAGREE: say(
            "Counting only those who finished, the times compare differently."
        ),
    }[limitation]
