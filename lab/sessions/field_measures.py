"""What happened at each field: how often, how long, how hesitantly, with how many corrections."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lab.sessions.events import IN_VIEW, Event, EventKind

NOTHING_DONE = IN_VIEW | {EventKind.FACT_JUDGED}


@dataclass(frozen=True, slots=True)
class FieldMeasures:
    """One field in one attempt, over all visits to its page. Times in seconds.

    hesitation: from focus to first input, added over page loads; None without an input.
    refocuses: returns to the field. changes: answers given anew, though the form had not
    rejected the one before. left_blank: empty each time it was left (None: never left).
    delete_bursts: deletions one after the other are one.
    """

    field: str
    page: str
    focuses: int
    refocuses: int
    dwell: float
    hesitation: float | None
    changes: int
    deletes: int
    pasted: int
    autofilled: int
    help_openings: int
    errors: int
    left_blank: bool | None
    delete_bursts: int = 0
    tooltips: int = 0
    rage_clicks: int = 0
    dead_clicks: int = 0


def field_measures(events: Sequence[Event]) -> tuple[FieldMeasures, ...]:
    """One row for each field anybody did anything at, by name; events in any order."""
    by_field: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.field and event.kind not in NOTHING_DONE:
            by_field[event.field].append(event)
    return tuple(_measured(field, by_field[field]) for field in sorted(by_field))


def _measured(field: str, told: Sequence[Event]) -> FieldMeasures:
    def of(kind: EventKind) -> list[Event]:
        return [event for event in told if event.kind == kind]

    focuses, left = len(of(EventKind.FIELD_FOCUSED)), of(EventKind.FIELD_LEFT)
    first, changed = of(EventKind.FIRST_INPUT), of(EventKind.FIELD_CHANGED)
    ways = [str(event.data.get("how")) for event in changed]
    pasted = [event.data.get("pastes", 0) or event.data.get("how") == "pasted" for event in changed]
    return FieldMeasures(
        field=field,
        page=told[0].page,
        focuses=focuses,
        refocuses=max(0, focuses - 1),
        dwell=sum(float(event.data.get("dwell_ms", 0)) for event in left) / 1000,
        hesitation=sum(float(e.data.get("after_ms", 0)) for e in first) / 1000 if first else None,
        changes=_changed_answers(told),
        deletes=sum(int(event.data.get("deletes", 0)) for event in changed),
        pasted=sum(map(bool, pasted)),
        autofilled=ways.count("autofilled"),
        help_openings=len(of(EventKind.HELP_OPENED)),
        errors=len(of(EventKind.VALIDATION_ERROR)),
        left_blank=all(event.data.get("blank") for event in left) if left else None,
        delete_bursts=sum(int(event.data.get("bursts", 0)) for event in changed),
        tooltips=len(of(EventKind.TOOLTIP_SHOWN)),
        rage_clicks=len(of(EventKind.RAGE_CLICK)),
        dead_clicks=len(of(EventKind.DEAD_CLICK)),
    )


def _changed_answers(told: Sequence[Event]) -> int:
    """Answers given anew. Putting right what the form had rejected is a repair, no change."""
    given: defaultdict[str, int] = defaultdict(int)
    rejected = {event.stream for event in told if event.kind == EventKind.ERROR_SHOWN}
    for event in told:
        if event.kind == EventKind.FIELD_CHANGED and event.data.get("length"):
            given[event.stream] += 1
    repairs = len(given.keys() & rejected)
    first_answers = 1 if given.keys() - rejected else 0
    return sum(given.values()) - repairs - first_answers
