"""Before the first session: how many people the question needs, and what fewer cannot show."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.statistics import exact_power, planning
from lab.statistics.distributions import critical_z, root
from lab.statistics.looks import planned_looks
from lab.statistics.monitoring import confidence_sequence
from lab.statistics.plan import Design, Measure, Monitoring, Plan
from lab.statistics.verdicts import FEWEST_FOR_A_VERDICT

POWER = 0.8
PEOPLE = (8, 12, 20, 30, 50)
TOO_FEW = "too few people for any comparison: counts only"
NEVER = (
    "even if everybody succeeded with the revised version, this many people would not show it "
    "with four chances in five"
)

IMPOSSIBLE = "more people succeed already than leave room for such a gain"
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What has to be guessed beforehand; the defaults are cautious.

    completion: share who succeed with the original. harmed: share who succeed with the original
    only (crossover). The spreads are between people (arms) or of a person's differences (pairs);
    for time, of logarithms.
    """

    completion: float = 0.5
    harmed: float = 0.05
    log_time_arms: float = 0.5
    log_time_pairs: float = 0.35
    wrong_facts_arms: float = 1.5
    wrong_facts_pairs: float = 1.5
    sus_arms: float = 17.7
    sus_pairs: float = 15.0
    seq_arms: float = 1.5
    seq_pairs: float = 1.5


@dataclass(frozen=True, slots=True)
class Detectable:
    """The smallest true effect that is noticed with 80 % chance, in the margin's unit.

    For time the share of change: 0.27 is "27 % less time". enough: it is no larger than the
    margin that was declared to matter.
    """

    measure: Measure
    effect: float | NotEstimable
    margin: float
    enough: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What this many people in all can show. seen_problem: the rarest problem (share of people
    it hits) that at least one of them meets with 80 % chance.
    """

    people: int
    counts_only: bool
    detectable: tuple[Detectable, ...]
    seen_problem: float


@dataclass(frozen=True, slots=True)
class PeopleNeeded:
    """People in all who show the primary outcome's margin with 80 % chance, in fours."""

    measure: Measure
    margin: float
    people: int | NotEstimable


PLANNED = (
    Measure.SUBMITTED_CORRECTLY,
    Measure.TIME,
    Measure.WRONG_FACTS,
    Measure.SUS,
    Measure.SEQ,
)


def people_needed(plan: Plan, guess: Assumptions | None = None) -> PeopleNeeded:
    """For the declared primary outcome and margin."""
    guess = guess or Assumptions()
    margin = plan.margins.of(plan.primary)
    exact = _groups_needed(plan, margin, guess)
    if isinstance(exact, NotEstimable):
        return PeopleNeeded(plan.primary, margin, exact)
    groups = 1 if plan.design == Design.CROSSOVER else 2
    people = math.ceil(exact - 1e-9) * groups
    return PeopleNeeded(plan.primary, margin, 4 * math.ceil(people / 4))


def people_to_describe(plan: Plan, guess: Assumptions | None = None) -> int | NotEstimable:
    """People who tell one version's completion to within the margin, either way."""
    rate = (guess or Assumptions()).completion
    return planning.whole_people(planning.people_for_margin(rate, plan.margins.completion))


def looking_costs(plan: Plan) -> float:
    """How many times as many people it takes because the study is watched; 1: it is not."""
    if plan.planned_n is None or plan.monitoring == Monitoring.FIXED:
        return 1.0
    usual = critical_z(0.95)
    if plan.monitoring == Monitoring.PLANNED_LOOKS:
        return float((critical_z(planned_looks(plan)[-1].level) / usual) ** 2)
    found = confidence_sequence(0.0, 1.0, plan.planned_n, plan.planned_n)
    return 1.0 if isinstance(found, NotEstimable) else float((found.half_width / usual) ** 2)


def outlooks(
    plan: Plan, people: Sequence[int] = PEOPLE, guess: Assumptions | None = None
) -> tuple[Outlook, ...]:
    return tuple(_outlook(plan, n, guess or Assumptions()) for n in people)


def _outlook(plan: Plan, people: int, guess: Assumptions) -> Outlook:
    group = people if plan.design == Design.CROSSOVER else people // 2
    return Outlook(
        people=people,
        counts_only=group < FEWEST_FOR_A_VERDICT,
        detectable=tuple(_detectable(plan, measure, group, guess) for measure in PLANNED),
        seen_problem=1 - (1 - POWER) ** (1 / people),
    )


def _detectable(plan: Plan, measure: Measure, group: int, guess: Assumptions) -> Detectable:
    margin = plan.margins.of(measure)
    effect: float | NotEstimable = NotEstimable(TOO_FEW, (group,))
    if group >= FEWEST_FOR_A_VERDICT:
        effect = _smallest_effect(plan, measure, group, guess)
    enough = not isinstance(effect, NotEstimable) and effect <= margin
    return Detectable(measure, effect, margin, enough)


def _smallest_effect(
    plan: Plan, measure: Measure, group: int, guess: Assumptions
) -> float | NotEstimable:
    if measure in (Measure.SUBMITTED_CORRECTLY, Measure.FINISHED):
        return _smallest_completion(plan, group, guess)
    paired = plan.design == Design.CROSSOVER
    in_spreads = planning.detectable_effect(group, POWER, paired=paired)
    if isinstance(in_spreads, NotEstimable):
        return in_spreads
    effect = in_spreads * _spread(plan, measure, guess)
    return 1 - math.exp(-effect) if measure == Measure.TIME else effect


def _smallest_completion(plan: Plan, group: int, guess: Assumptions) -> float | NotEstimable:
    """By exact enumeration: at these sizes approximations promise too much."""
    power, most = _completion_power(plan, group, guess)
    if power(most) < POWER:
        return NotEstimable(NEVER, (group,))
    return root(lambda effect: power(effect) - POWER, 0.0, most)


def _completion_power(
    plan: Plan, group: int, guess: Assumptions
) -> tuple[Callable[[float], float], float]:
    """Power by the difference in completion, and the largest: everybody succeeds."""
    most = 1 - guess.completion
    if plan.design == Design.CROSSOVER:

        def paired(effect: float) -> float:
            harmed = _harmed(effect, guess)
            return exact_power.power_paired(group, harmed + effect, harmed)

        return paired, most
    return (
        lambda effect: exact_power.power_arms(group, guess.completion, guess.completion + effect)
    ), most


def _harmed(effect: float, guess: Assumptions) -> float:
    """Only who failed with the original can gain, so near the largest effect nobody loses."""
    return max(0.0, min(guess.harmed, guess.completion, 1 - guess.completion - effect))


def _groups_needed(plan: Plan, margin: float, guess: Assumptions) -> float | NotEstimable:
    """Pairs, or people per arm."""
    measure, paired = plan.primary, plan.design == Design.CROSSOVER
    if measure in (Measure.SUBMITTED_CORRECTLY, Measure.FINISHED):
        if guess.completion + margin > 1 + TINY:
            return NotEstimable(IMPOSSIBLE)
        if paired:
            harmed = _harmed(margin, guess)
            return planning.people_paired_completion(harmed + margin, harmed, POWER)
        return planning.people_two_proportions(guess.completion, guess.completion + margin, POWER)
    effect = -math.log1p(-margin) if measure == Measure.TIME else margin
    return planning.people_t(effect / _spread(plan, measure, guess), POWER, paired=paired)


def _spread(plan: Plan, measure: Measure, guess: Assumptions) -> float:
    arms, pairs = {
        Measure.TIME: (guess.log_time_arms, guess.log_time_pairs),
        Measure.WRONG_FACTS: (guess.wrong_facts_arms, guess.wrong_facts_pairs),
        Measure.SUS: (guess.sus_arms, guess.sus_pairs),
        Measure.SEQ: (guess.seq_arms, guess.seq_pairs),
    }[measure]
    return pairs if plan.design == Design.CROSSOVER else arms
