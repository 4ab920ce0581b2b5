"""What happened at each field: how often, how long, how hesitantly, with how many corrections."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lab.sessions.events import Event, EventKind


@dataclass(frozen=True, slots=True)
class FieldMeasures:
    """One field in one attempt, over all visits to its page. Times in seconds.

    hesitation: from focus to first input, added over page loads; None without an input.
    refocuses: returns to the field. changes: answers given anew, though the form had not
    rejected the one before. left_blank: empty each time it was left (None: never left).
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


def field_measures(events: Sequence[Event]) -> tuple[FieldMeasures, ...]:
    """One row for each field anything was recorded of, by name; events in any order."""
    by_field: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.field and event.kind != EventKind.FACT_JUDGED:
            by_field[event.field].append(event)
    return tuple(_measured(field, by_field[field]) for field in sorted(by_field))


def _measured(field: str, told: Sequence[Event]) -> FieldMeasures:
    def of(kind: EventKind) -> list[Event]:
        return [event for event in told if event.kind == kind]

    focuses, left = len(of(EventKind.FIELD_FOCUSED)), of(EventKind.FIELD_LEFT)
    first, changed = of(EventKind.FIRST_INPUT), of(EventKind.FIELD_CHANGED)
    ways = [str(event.data.get("how")) for event in changed]
    return FieldMeasures(
        field=field,
        page=told[0].page,
        focuses=focuses,
        refocuses=max(0, focuses - 1),
        dwell=sum(float(event.data.get("dwell_ms", 0)) for event in left) / 1000,
        hesitation=sum(float(e.data.get("after_ms", 0)) for e in first) / 1000 if first else None,
        changes=_changed_answers(told),
        deletes=sum(int(event.data.get("deletes", 0)) for event in changed),
        pasted=ways.count("pasted"),
        autofilled=ways.count("autofilled"),
        help_openings=len(of(EventKind.HELP_OPENED)),
        errors=len(of(EventKind.VALIDATION_ERROR)),
        left_blank=all(event.data.get("blank") for event in left) if left else None,
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
