"""How somebody found the way: pages in order, beside the shortest way, and lostness."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.sessions.events import Event, EventKind
from lab.sessions.model import Outcome

SAME_PAGE_AGAIN = frozenset({"errors", "reload", "resume"})
"""Reasons for serving a page that is before the person's eyes already: no new visit."""


@dataclass(frozen=True, slots=True)
class Navigation:
    """visits: every page in the order it was gone to. shortest: pages on the shortest way.

    left_at: the page on which an attempt ended that was not submitted, else None.
    """

    visits: tuple[str, ...]
    shortest: int | None
    lostness: float | NotEstimable
    left_at: str | None


def navigation(events: Sequence[Event]) -> Navigation:
    """From the server's events of one attempt, in any order."""
    told = sorted((e for e in events if e.kind in _KINDS), key=lambda event: event.seq)
    visits = tuple(
        event.page
        for event in told
        if event.kind == EventKind.PAGE_SERVED and event.data.get("reason") not in SAME_PAGE_AGAIN
    )
    shortest = _shortest(told)
    return Navigation(visits, shortest, lostness(visits, shortest), _left_at(told))


_KINDS = frozenset({EventKind.ATTEMPT_STARTED, EventKind.PAGE_SERVED, EventKind.ATTEMPT_ENDED})


def lostness(visits: Sequence[str], shortest: int | None) -> float | NotEstimable:
    """0 is the shortest way; above 0.5 people were lost (Smith 1996).

    L = sqrt((N/S - 1)^2 + (R/N - 1)^2): N different pages, S visits, R pages needed. Someone
    who left early needs no more pages than were seen, so R is at most N.
    """
    if not visits or not shortest:
        return NotEstimable("no page was visited, or the shortest way is not known")
    different = len(set(visits))
    needed = min(shortest, different)
    return math.hypot(different / len(visits) - 1, needed / different - 1)


def _shortest(told: Sequence[Event]) -> int | None:
    for event in told:
        if event.kind == EventKind.ATTEMPT_STARTED and "shortest" in event.data:
            return int(event.data["shortest"])
    return None


def _left_at(told: Sequence[Event]) -> str | None:
    submitted = any(
        event.kind == EventKind.ATTEMPT_ENDED and event.data.get("outcome") == Outcome.SUBMITTED
        for event in told
    )
    served = [event.page for event in told if event.kind == EventKind.PAGE_SERVED]
    return None if submitted or not served else served[-1]
