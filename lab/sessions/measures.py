"""What an attempt comes to: computed from its events alone, so that it can be computed again."""

from collections.abc import Sequence
from dataclasses import dataclass

from lab.sessions.events import Event, EventKind
from lab.sessions.model import Outcome
from lab.sessions.timing import PageTime, page_times, wall_seconds

RIGHT, WRONG, BLANK = "right", "wrong", "blank"


@dataclass(frozen=True, slots=True)
class Measures:
    """One row an attempt. docs/measures.md defines each; times are in seconds.

    wrong_facts and blank_facts are None when nothing was submitted, so nothing was judged.
    """

    finished: bool
    submitted_correctly: bool
    wrong_facts: int | None
    blank_facts: int | None
    wall_seconds: float
    active_seconds: float
    pages: tuple[PageTime, ...]
    validation_errors: int
    backtracks: int


def measure(events: Sequence[Event], idle_seconds: float) -> Measures:
    """events: all of one attempt, in any order. idle_seconds: the protocol's idle rule."""
    finished = _finished(events)
    pages = page_times(events, idle_seconds)
    judged = _judged(events)
    return Measures(
        finished=finished,
        submitted_correctly=finished and bool(judged) and set(judged) == {RIGHT},
        wrong_facts=judged.count(WRONG) if judged else None,
        blank_facts=judged.count(BLANK) if judged else None,
        wall_seconds=wall_seconds(events),
        active_seconds=sum(page.active for page in pages),
        pages=pages,
        validation_errors=sum(event.kind == EventKind.VALIDATION_ERROR for event in events),
        backtracks=backtracks(events),
    )


def backtracks(events: Sequence[Event]) -> int:
    """Returns to a page seen before, by the form's link or the browser's own button."""
    served = sorted((e for e in events if e.kind == EventKind.PAGE_SERVED), key=lambda e: e.seq)
    order = list(dict.fromkeys(event.page for event in served))
    from_memory = sum(
        event.kind == EventKind.PAGE_SHOWN
        and event.data.get("restored") is True
        and event.page in order[:-1]
        for event in events
    )
    return _requested_backtracks(served, order) + from_memory


def _requested_backtracks(served: Sequence[Event], order: Sequence[str]) -> int:
    count, place = 0, -1
    for event in served:
        reason, before, place = event.data.get("reason"), place, order.index(event.page)
        count += reason == "back" or (reason == "other" and place < before)
    return count


def _finished(events: Sequence[Event]) -> bool:
    return any(
        event.kind == EventKind.ATTEMPT_ENDED and event.data.get("outcome") == Outcome.SUBMITTED
        for event in events
    )


def _judged(events: Sequence[Event]) -> list[str]:
    """right, wrong or blank, for each fact."""
    return [str(e.data["outcome"]) for e in events if e.kind == EventKind.FACT_JUDGED]
