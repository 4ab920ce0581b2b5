"""The primary outcome in each group of people: who is helped, and is anybody harmed?"""

from lab.errors import NotEstimable
from lab.statistics.attempts import AttemptTable
from lab.statistics.effects import Effect, judge
from lab.statistics.outcome_data import OutcomeData, margin_of
from lab.statistics.outcomes import effect_on
from lab.statistics.plan import MORE_IS_BETTER, Plan
from lab.statistics.results import SubgroupEffect, Subgroups
from lab.statistics.subgroups import GroupEffect, Heterogeneity, gail_simon, harmed, heterogeneity
from lab.statistics.verdicts import FEWEST_FOR_A_VERDICT, Word


def compare_groups(
    table: AttemptTable, primary: OutcomeData, plan: Plan, people_in_all: int
) -> Subgroups | None:
    """None where people belong to no groups."""
    if not table.groups:
        return None
    effects = [
        effect_on(primary, plan.design, primary.group == place)
        for place in range(len(table.groups))
    ]
    margin, more = margin_of(primary, plan), MORE_IS_BETTER[primary.measure]
    judged = [
        judge(effect, plan, people_in_all, more_is_better=more, margin=margin) for effect in effects
    ]
    if any(result.verdict.word == Word.TOO_EARLY for result in judged):
        nothing = NotEstimable("too early: before the planned number of people", (people_in_all,))
        return Subgroups(nothing, nothing, ())
    turned = [
        _turned(name, effect, more) for name, effect in zip(table.groups, effects, strict=True)
    ]
    known = tuple(group for group in turned if group is not None)
    values, errors = [group.value for group in known], [group.se for group in known]
    together, opposite = heterogeneity(values, errors), gail_simon(values, errors)
    flagged = harmed(known, margin, _p(together))
    return Subgroups(
        together,
        opposite,
        tuple(
            SubgroupEffect(name, effect.people, result.headline, result.verdict, name in flagged)
            for name, effect, result in zip(table.groups, effects, judged, strict=True)
        ),
    )


def _turned(name: str, effect: Effect, more_is_better: bool) -> GroupEffect | None:
    """Positive = revised better; None where the group is too small or has no spread."""
    narrow = effect.at(0.90)
    if isinstance(narrow, NotEstimable) or isinstance(effect.contrast, NotEstimable):
        return None
    if effect.people < FEWEST_FOR_A_VERDICT or not effect.contrast.estimable:
        return None
    value, se = effect.contrast.difference, effect.contrast.se
    if more_is_better:
        return GroupEffect(name, value, se, (narrow.low, narrow.high), effect.people)
    return GroupEffect(name, -value, se, (-narrow.high, -narrow.low), effect.people)


def _p(together: Heterogeneity | NotEstimable) -> float | None:
    return None if isinstance(together, NotEstimable) else together.p
