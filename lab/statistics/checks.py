"""What stands beside the numbers of a comparison: order, lot, losses, and limitations."""

import numpy as np

from lab.errors import NotEstimable
from lab.statistics.attempts import ORIGINAL, REVISED, VERSIONS, People
from lab.statistics.effects import Pairs, complete_pairs
from lab.statistics.estimates import SignificanceTest
from lab.statistics.integrity import (
    Attrition,
    OrderBalance,
    attrition,
    sample_ratio_alarm,
    sample_ratio_test,
)
from lab.statistics.outcome_data import OutcomeData
from lab.statistics.plan import Design
from lab.statistics.results import Limitation, OutcomeComparison

ORDERS = ("original_first", "revised_first")


def order_balance(people: People, design: Design) -> OrderBalance | None:
    if design != Design.CROSSOVER:
        return None
    return OrderBalance(int((people.began == ORIGINAL).sum()), int((people.began == REVISED).sum()))


def sample_ratio(people: People, design: Design) -> SignificanceTest | NotEstimable:
    """Were orders (crossover) or versions (between) dealt out half and half?"""
    if design == Design.COHORTS:
        return NotEstimable("the versions were not dealt out by lot", (people.count,))
    if design == Design.CROSSOVER:
        return sample_ratio_test(_started_orders(people))
    return sample_ratio_test(_started_versions(people))


def losses(people: People, data: OutcomeData, design: Design) -> Attrition:
    """Who started and can be analysed on the primary outcome, per order or per version."""
    seen = ~np.isnan(data.values)
    if design == Design.CROSSOVER:
        whole = seen.all(axis=1)
        analysed = tuple(int((whole & (people.began == v)).sum()) for v in (ORIGINAL, REVISED))
        return attrition(ORDERS, _started_orders(people), (analysed[0], analysed[1]))
    arms = (int(seen[:, ORIGINAL].sum()), int(seen[:, REVISED].sum()))
    return attrition((VERSIONS[0], VERSIONS[1]), _started_versions(people), arms)


def limitations(
    people: People, primary: OutcomeData, design: Design, lost: Attrition
) -> tuple[Limitation, ...]:
    """In the order in which they should be read."""
    found = []
    if design == Design.COHORTS:
        found.append(Limitation.NOT_RANDOMISED)
    if design == Design.CROSSOVER:
        found += _order_limitations(complete_pairs(primary.values, primary.began), people)
    if sample_ratio_alarm(sample_ratio(people, design)):
        found.append(Limitation.SAMPLE_RATIO_MISMATCH)
    if sum(lost.analysed) < sum(lost.started):
        found.append(Limitation.PEOPLE_LOST)
    if people.several_attempts:
        found.append(Limitation.SEVERAL_ATTEMPTS_AVERAGED)
    return tuple(found)


def time_estimands_disagree(one: OutcomeComparison, other: OutcomeComparison) -> bool:
    """The declared time and the one beside it point in opposite directions."""
    directions = {_direction(one), _direction(other)}
    return directions == {-1, 1}


def _direction(outcome: OutcomeComparison) -> int:
    headline = outcome.headline
    if isinstance(headline, NotEstimable):
        return 0
    middle = 1.0 if headline.unit == "ratio" else 0.0
    return int(headline.value > middle) - int(headline.value < middle)


def _order_limitations(pairs: Pairs, people: People) -> list[Limitation]:
    if len(pairs.values) == 0:
        return []
    if bool((pairs.began < 0).any()):
        return [Limitation.ORDER_UNKNOWN]
    if not pairs.both_orders:
        return [Limitation.ONE_ORDER]
    balance = order_balance(people, Design.CROSSOVER)
    return [] if balance is None or balance.balanced else [Limitation.ORDERS_UNEVEN]


def _started_orders(people: People) -> tuple[int, int]:
    return int((people.began == ORIGINAL).sum()), int((people.began == REVISED).sum())


def _started_versions(people: People) -> tuple[int, int]:
    return int(people.has[:, ORIGINAL].sum()), int(people.has[:, REVISED].sum())
