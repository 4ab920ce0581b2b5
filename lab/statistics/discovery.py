"""How many of a form's problems have probably been seen, and how many people show more."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lab.errors import NotEstimable

SOURCE = "Lewis 2001; Turner, Lewis & Nielsen 2006"


@dataclass(frozen=True, slots=True)
class Discovery:
    """p_naive: mean share of people a known problem hit; p_adjusted: deflated, because problems
    nobody met are not counted. good_turing: share of problems seen once. expected_total: how
    many problems there probably are, known and unknown.
    """

    people: int
    discovered: int
    p_naive: float
    good_turing: float
    p_adjusted: float
    share_found: float
    expected_total: float


def chance_of_seeing(p: float, people: int) -> float:
    """Chance that at least one of the people meets a problem that hits a share p of them."""
    return 1 - (1 - p) ** people


def people_needed(p: float, target: float) -> float | NotEstimable:
    """How many people give the target chance; not rounded up."""
    if not 0 < p <= 1 or not 0 <= target < 1:
        return NotEstimable("needs a problem that hits somebody and a target below 100 %")
    return math.log1p(-target) / math.log1p(-p) if p < 1 else 1.0


def discovery(met_by: Sequence[int], people: int) -> Discovery | NotEstimable:
    """met_by: for each problem, how many of the people met it."""
    hits = np.asarray([hit for hit in met_by if hit > 0], dtype=np.float64)
    if hits.size == 0 or people < 1:
        return NotEstimable("no problems seen", (people,))
    naive = float(hits.mean() / people)
    once = float((hits == 1).mean())
    normalised = (naive - 1 / people) * (1 - 1 / people)
    adjusted = (normalised + naive / (1 + once)) / 2
    found = chance_of_seeing(adjusted, people)
    count = int(hits.size)
    return Discovery(people, count, naive, once, adjusted, found, count / found)
