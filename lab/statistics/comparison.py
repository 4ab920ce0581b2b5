"""Compare the two versions of a study: every outcome, every check, in one pure function."""

from dataclasses import replace

import numpy as np

from lab.errors import LabError, NotEstimable
from lab.statistics import checks, counts
from lab.statistics.attempts import PREFERENCES, AttemptTable, People, people_of
from lab.statistics.groups import compare_groups
from lab.statistics.looks import current_level
from lab.statistics.multiplicity import holm
from lab.statistics.outcome_data import outcome_data
from lab.statistics.outcomes import compare_outcome
from lab.statistics.plan import Design, Measure, Monitoring, Plan, TimeEstimand
from lab.statistics.progress import gray
from lab.statistics.proportions import adjusted_wald
from lab.statistics.results import (
    Comparison,
    Detail,
    Limitation,
    OutcomeComparison,
    Preference,
    Role,
)
from lab.statistics.verdicts import FEWEST_FOR_A_VERDICT, Word

Rng = np.random.Generator | None


def compare(table: AttemptTable, plan: Plan, rng: Rng = None) -> Comparison:
    """rng: for permutation draws and the bootstrap of larger samples; none are made without it."""
    people = people_of(table)
    _refuse_both_versions(people, plan.design)
    primary = outcome_data(table, people, plan, plan.primary, _estimand(plan, plan.primary))
    outcomes = tuple(
        _outcome(table, people, plan, measure, _estimand(plan, measure), rng) for measure in Measure
    )
    other = _other(plan.time_estimand)
    beside = _outcome(table, people, plan, Measure.TIME, other, rng)
    lost = checks.losses(people, primary, plan.design)
    found = Comparison(
        plan=plan,
        people=people.count,
        attempts=len(table),
        technical=int(table.technical.sum()),
        before_planned_n=_is_too_early(outcomes, plan, people.count),
        outcomes=_with_adjusted_p(outcomes),
        time_beside=beside,
        preference=_preference(table, people, plan),
        order_balance=checks.order_balance(people, plan.design),
        sample_ratio=checks.sample_ratio(people, plan.design),
        attrition=lost,
        limitations=checks.limitations(people, primary, plan.design, lost),
        subgroups=compare_groups(table, primary, plan, people.count),
    )
    if not checks.time_estimands_disagree(found.outcome(Measure.TIME), beside):
        return found
    said = (*found.limitations, Limitation.TIME_ESTIMANDS_DISAGREE)
    return replace(found, limitations=said)


def _is_too_early(outcomes: tuple[OutcomeComparison, ...], plan: Plan, people: int) -> bool:
    """An always-valid comparison waits until its main question can be judged."""
    primary = next(outcome for outcome in outcomes if outcome.measure == plan.primary)
    watched = plan.monitoring == Monitoring.ALWAYS_VALID
    waits = watched and primary.verdict.word in (Word.TOO_EARLY, Word.COUNTS_ONLY)
    return waits or current_level(plan, people) is None


def _refuse_both_versions(people: People, design: Design) -> None:
    if design != Design.CROSSOVER and bool(people.has.all(axis=1).any()):
        what = "a participant worked with both versions, but the design says one version each"
        raise LabError(what, cure="Declare the design as crossover.")


def _outcome(
    table: AttemptTable,
    people: People,
    plan: Plan,
    measure: Measure,
    estimand: TimeEstimand | None,
    rng: Rng,
) -> OutcomeComparison:
    data = outcome_data(table, people, plan, measure, estimand)
    found = compare_outcome(data, plan, people.count, rng)
    if estimand != TimeEstimand.COMPOSITE or plan.design == Design.CROSSOVER or not found.details:
        return found
    curves = Detail("gray", gray(table, people, plan.time_limit_seconds))
    return replace(found, details=(*found.details, curves))


def _estimand(plan: Plan, measure: Measure) -> TimeEstimand | None:
    return plan.time_estimand if measure == Measure.TIME else None


def _other(estimand: TimeEstimand) -> TimeEstimand:
    composite = estimand == TimeEstimand.COMPOSITE
    return TimeEstimand.COMPLETERS if composite else TimeEstimand.COMPOSITE


def _with_adjusted_p(outcomes: tuple[OutcomeComparison, ...]) -> tuple[OutcomeComparison, ...]:
    """Holm over the secondary outcomes; the primary one is not adjusted."""
    p_values = [
        outcome.headline.p
        if outcome.role == Role.SECONDARY and not isinstance(outcome.headline, NotEstimable)
        else None
        for outcome in outcomes
    ]
    return tuple(
        replace(outcome, adjusted_p=p) for outcome, p in zip(outcomes, holm(p_values), strict=True)
    )


def _preference(table: AttemptTable, people: People, plan: Plan) -> Preference:
    """Each person's last answer; those who see no difference are counted beside."""
    answers = np.full(people.count, -1, dtype=np.int64)
    said = table.preference >= 0
    answers[people.cell[said] // 2] = table.preference[said]
    original, revised, same = (int((answers == k).sum()) for k in range(len(PREFERENCES)))
    chosen = original + revised
    level = current_level(plan, people.count)
    if chosen < FEWEST_FOR_A_VERDICT or level is None:
        held = NotEstimable("counts only: too few people, or before the planned number", (chosen,))
        return Preference(original, revised, same, held, held)
    share, test = adjusted_wald(revised, chosen, level), counts.sign_test(revised, chosen)
    return Preference(original, revised, same, share, test)
