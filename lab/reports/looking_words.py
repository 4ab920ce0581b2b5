"""What is said about looking at a study before its end: what was declared, what it means now."""

from lab.statistics.looks import Look, look_at, next_look, planned_looks
from lab.statistics.plan import Monitoring, Plan
from lab.statistics.results import Comparison
from lab.studies.checking_looks import FEWEST_WATCHED
from lab.texts.formats import format_list, format_number, format_percent
from lab.texts.translator import Translator

NEARLY_ALL, CLOSE = 0.999, 1e-6


def declared(plan: Plan, say: Translator) -> str:
    """When the protocol allows a comparison."""
    if plan.monitoring == Monitoring.ALWAYS_VALID:
        return say(
            "at any time from %(first)s people on, with ranges that are wide enough for that "
            "(always-valid, tuned to %(planned)s people)",
            first=FEWEST_WATCHED,
            planned=plan.planned_n,
        )
    looks = planned_looks(plan)
    if not looks:
        return say("only when the planned number of people is reached")
    told = [
        say("%(n)s people (range of %(level)s)", n=look.people, level=level_text(look.level, say))
        for look in looks
    ]
    return say(
        "at planned looks with stricter ranges (O'Brien-Fleming): %(looks)s",
        looks=format_list(told, say.language),
    )


def first_comparison(plan: Plan) -> int:
    """With how many people something is compared for the first time."""
    if plan.monitoring == Monitoring.ALWAYS_VALID:
        return FEWEST_WATCHED
    looks = planned_looks(plan)
    return looks[0].people if looks else plan.planned_n or 0


def held_back(plan: Plan, people: int, say: Translator) -> tuple[str, str]:
    """Before the first comparison: why there is none, and how many people are missing."""
    first = first_comparison(plan)
    why = {
        Monitoring.FIXED: say(
            "Before the planned %(planned)s people we do not compare: who looks too early is "
            "easily misled by chance.",
            planned=plan.planned_n,
        ),
        Monitoring.PLANNED_LOOKS: say(
            "The first look is planned with %(first)s people; before it we do not compare: who "
            "looks too early is easily misled by chance.",
            first=first,
        ),
        Monitoring.ALWAYS_VALID: say(
            "This study may be looked at at any time, but only from ten people in each order on: "
            "with fewer, no range would be reliable."
        ),
    }[plan.monitoring]
    if people >= first:
        return (why, say("One of the two orders has fewer than ten people."))
    missing = say.ngettext(
        "%(n)s person is still missing.", "%(n)s people are still missing.", first - people
    )
    return why, missing


def shown_now(comparison: Comparison, waiting: int, say: Translator) -> tuple[str, ...]:
    """What a comparison before or at the end of a watched study is; nothing for other studies."""
    plan = comparison.plan
    if plan.monitoring == Monitoring.ALWAYS_VALID:
        return (
            say(
                "This study may be looked at at any time, as was fixed beforehand. That is why the "
                "ranges of differences are wider than usual: in 95 of 100 studies they hold the "
                "true value all the time, however often one looks. They fit %(planned)s people "
                "best.",
                planned=plan.planned_n,
            ),
        )
    look = look_at(plan, comparison.people)
    if look is None:
        return ()
    return (
        _this_look(look, comparison.people, plan, say),
        *_coming(plan, comparison.people, waiting, say),
    )


def _this_look(look: Look, people: int, plan: Plan, say: Translator) -> str:
    """Which look this is, and its bound."""
    return say(
        "This is look %(number)s of %(all)s, with %(n)s of %(planned)s planned people, as was "
        "fixed beforehand. So that looking several times does not mislead, the ranges of "
        "differences are those of %(level)s instead of 95 percent.",
        number=look.number,
        all=len(planned_looks(plan)),
        n=people,
        planned=plan.planned_n,
        level=level_text(look.level, say),
    )


def _coming(plan: Plan, people: int, waiting: int, say: Translator) -> tuple[str, ...]:
    coming = next_look(plan, people)
    if coming is None:
        return ()
    following = say("The next look is with %(n)s people.", n=coming.people)
    if not waiting:
        return (following,)
    more = say.ngettext(
        "%(n)s more person is through and counts from then on.",
        "%(n)s more people are through and count from then on.",
        waiting,
    )
    return following, more


def level_text(level: float, say: Translator) -> str:
    """As "95 percent" or "99.7 percent"; never 100."""
    if level > NEARLY_ALL:
        return say("more than %(share)s", share=format_percent(NEARLY_ALL, say.language, 1))
    whole = abs(100 * level - round(100 * level)) < CLOSE
    number = format_number(100 * level, say.language, 0 if whole else 1)
    return say("%(n)s percent", n=number)
