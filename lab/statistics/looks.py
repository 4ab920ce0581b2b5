"""When a study may be compared before its end, and how wide its intervals then have to be."""

from dataclasses import dataclass

from lab.statistics.distributions import normal_upper
from lab.statistics.monitoring import Bounds, bounds_at
from lab.statistics.plan import Monitoring, Plan

USUAL_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Look:
    """One planned comparison: the numberth, at so many people, with intervals of this level."""

    number: int
    people: int
    level: float


def planned_looks(plan: Plan) -> tuple[Look, ...]:
    """The last one is at the planned number. Empty where no looks were planned."""
    if plan.monitoring != Monitoring.PLANNED_LOOKS or plan.planned_n is None:
        return ()
    people = (*plan.looks, plan.planned_n)
    bounds = bounds_at(tuple(n / plan.planned_n for n in people), Bounds.OBRIEN_FLEMING)
    return tuple(
        Look(place, n, 1 - 2 * normal_upper(z))
        for place, (n, z) in enumerate(zip(people, bounds, strict=True), start=1)
    )


def look_at(plan: Plan, people: int) -> Look | None:
    """The last look that so many people are enough for."""
    reached = [look for look in planned_looks(plan) if look.people <= people]
    return reached[-1] if reached else None


def next_look(plan: Plan, people: int) -> Look | None:
    return next((look for look in planned_looks(plan) if look.people > people), None)


def people_compared(plan: Plan, people: int) -> int:
    """How many of so many people count now: between two looks nobody new does."""
    look = look_at(plan, people)
    if look is None or look.people == plan.planned_n:
        return people
    return look.people


def current_level(plan: Plan, people: int) -> float | None:
    """The confidence level of the comparison now; None while there must be none."""
    if plan.planned_n is None or plan.monitoring == Monitoring.ALWAYS_VALID:
        return USUAL_LEVEL
    if plan.monitoring == Monitoring.PLANNED_LOOKS:
        look = look_at(plan, people)
        return look.level if look else None
    return USUAL_LEVEL if people >= plan.planned_n else None
