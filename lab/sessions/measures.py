"""What an attempt comes to: computed from its events alone, so that it can be computed again."""

from collections.abc import Sequence
from dataclasses import dataclass

from lab.sessions.error_ledger import ErrorEntry, error_ledger
from lab.sessions.events import Event, EventKind
from lab.sessions.field_measures import FieldMeasures, field_measures
from lab.sessions.model import Outcome
from lab.sessions.navigation import Navigation, navigation
from lab.sessions.page_sights import PageSight, page_sights
from lab.sessions.timing import PageTime, page_times, wall_seconds

RIGHT, WRONG, BLANK = "right", "wrong", "blank"


@dataclass(frozen=True, slots=True)
class JudgedFact:
    """A fact of the answer key that came out wrong or blank, and in which way."""

    fact: str
    field: str
    outcome: str
    deviation: str


@dataclass(frozen=True, slots=True)
class Measures:
    """One row an attempt. docs/measures.md defines each; times are in seconds.

    wrong_facts and blank_facts are None when nothing was submitted, so nothing was judged.
    first_try: submitted without a single validation error. input_modes: how the person got
    about, in the order of their names.
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
    first_try: bool = False
    deviations: tuple[JudgedFact, ...] = ()
    errors: tuple[ErrorEntry, ...] = ()
    fields: tuple[FieldMeasures, ...] = ()
    navigation: Navigation | None = None
    sights: tuple[PageSight, ...] = ()
    input_modes: tuple[str, ...] = ()


def measure(events: Sequence[Event], idle_seconds: float) -> Measures:
    """events: all of one attempt, in any order. idle_seconds: the protocol's idle rule."""
    finished = _finished(events)
    pages = page_times(events, idle_seconds)
    judged = _judged(events)
    errors = error_ledger(events)
    return Measures(
        finished=finished,
        submitted_correctly=finished and bool(judged) and set(judged) == {RIGHT},
        wrong_facts=judged.count(WRONG) if judged else None,
        blank_facts=judged.count(BLANK) if judged else None,
        wall_seconds=wall_seconds(events),
        active_seconds=sum(page.active for page in pages),
        pages=pages,
        validation_errors=len(errors),
        backtracks=backtracks(events),
        first_try=finished and not errors,
        deviations=_deviations(events),
        errors=errors,
        fields=field_measures(events),
        navigation=navigation(events),
        sights=page_sights(events),
        input_modes=_input_modes(events),
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


def _input_modes(events: Sequence[Event]) -> tuple[str, ...]:
    modes = {str(e.data["mode"]) for e in events if e.kind == EventKind.INPUT_MODE}
    return tuple(sorted(modes))


def _finished(events: Sequence[Event]) -> bool:
    return any(
        event.kind == EventKind.ATTEMPT_ENDED and event.data.get("outcome") == Outcome.SUBMITTED
        for event in events
    )


def _judged(events: Sequence[Event]) -> list[str]:
    """right, wrong or blank, for each fact."""
    return [str(e.data["outcome"]) for e in events if e.kind == EventKind.FACT_JUDGED]


def _deviations(events: Sequence[Event]) -> tuple[JudgedFact, ...]:
    return tuple(
        JudgedFact(
            fact=str(event.data["fact"]),
            field=event.field,
            outcome=str(event.data["outcome"]),
            deviation=str(event.data.get("deviation", "")),
        )
        for event in events
        if event.kind == EventKind.FACT_JUDGED and event.data["outcome"] != RIGHT
    )
