"""How many people had submitted correctly by when; giving up is the other way to end."""

from dataclasses import dataclass

import numpy as np

from lab.errors import NotEstimable
from lab.statistics.arrays import BoolArray, FloatArray, IntArray
from lab.statistics.attempts import AttemptTable, People, people_of
from lab.statistics.competing import (
    CumulativeIncidence,
    Ending,
    cumulative_incidence,
    gray_test,
)
from lab.statistics.estimates import SignificanceTest
from lab.statistics.survival import SurvivalCurve, kaplan_meier, median_bounds, median_time

MOST_FOR_GRAY = 4_000
MANY = "left out above 2,000 people an arm, where the curves say the same"


@dataclass(frozen=True, slots=True)
class Progress:
    """One version: the shares who were done, and who had ended otherwise, by each second.

    half: after how many seconds half of the people were done, with its range; None where that is
    not reached within the limit. lost: people not seen to the end, for technical reasons.
    """

    n: int
    lost: int
    done: CumulativeIncidence
    ended: CumulativeIncidence
    still: SurvivalCurve
    half: float | None
    half_range: tuple[float | None, float | None]

    def range_at(self, time: float) -> tuple[float, float] | None:
        """Where the true share probably lies; none where everybody or nobody was done."""
        still = self.still.bounds_at(time)
        return None if still is None or self.lost else (1 - still[1], 1 - still[0])


@dataclass(frozen=True, slots=True)
class _Endings:
    """Of one version's attempts: when each ended and how."""

    seconds: FloatArray
    ending: IntArray


def progress(table: AttemptTable, limit: float, version: int) -> Progress | NotEstimable:
    """Of one version; nothing where a person has several attempts at it."""
    if people_of(table).several_attempts:
        return NotEstimable("people have several attempts")
    found = _endings(table, limit, table.version == version)
    done = cumulative_incidence(found.seconds, found.ending)
    ended = cumulative_incidence(found.seconds, _turned(found.ending))
    # Who gave up never gets done: as if still at it when the time is over.
    waiting = np.where(found.ending == Ending.GAVE_UP, limit, found.seconds)
    still = kaplan_meier(waiting, found.ending == Ending.DONE)
    if isinstance(done, NotEstimable) or isinstance(ended, NotEstimable):
        return NotEstimable("nobody has a time", (0,))
    if isinstance(still, NotEstimable):
        return still
    return Progress(
        n=int(found.seconds.size),
        lost=int((found.ending == Ending.LOST).sum()),
        done=done,
        ended=ended,
        still=still,
        half=median_time(still),
        half_range=median_bounds(still),
    )


def gray(table: AttemptTable, people: People, limit: float) -> SignificanceTest | NotEstimable:
    """Do the two versions' curves differ? Only for people with one version each."""
    if people.several_attempts or bool(people.has.all(axis=1).any()):
        return NotEstimable("the test is for people with one version each", (people.count,))
    if people.count > MOST_FOR_GRAY:
        return NotEstimable(MANY, (people.count,))
    usable = _usable(table)
    found = _endings(table, limit, usable)
    return gray_test(found.seconds, found.ending, table.version[usable])


def _endings(table: AttemptTable, limit: float, chosen: BoolArray) -> _Endings:
    kept = chosen & _usable(table)
    correct, seconds = table.correct[kept], table.seconds[kept]
    in_time = correct & (np.nan_to_num(seconds, nan=np.inf) <= limit)
    ending = np.where(in_time, Ending.DONE, Ending.GAVE_UP)
    ending = np.where(table.technical[kept], Ending.LOST, ending)
    return _Endings(np.minimum(np.nan_to_num(seconds, nan=limit), limit), ending)


def _usable(table: AttemptTable) -> BoolArray:
    """Who got done, or was lost, at an unknown time tells nothing about when."""
    unknown = np.isnan(table.seconds) & (table.correct | table.technical)
    kept: BoolArray = ~unknown
    return kept


def _turned(ending: IntArray) -> IntArray:
    """Ending otherwise becomes what is counted."""
    others = {Ending.LOST: Ending.LOST, Ending.DONE: Ending.GAVE_UP, Ending.GAVE_UP: Ending.DONE}
    return np.array([others[kind] for kind in Ending], dtype=np.int64)[ending]
