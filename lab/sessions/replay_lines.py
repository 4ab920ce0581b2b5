"""What happened on one page, line by line: its events, its pauses, and what did not arrive."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lab.sessions.events import Event, EventKind
from lab.sessions.ledger import Gap
from lab.sessions.replay_order import State
from lab.sessions.timing import Span, signs_of_life, until_last_press

HESITATION_SECONDS = 5.0
"""So long without any sign of life is a hesitation; docs/replay.md says why."""


class Mark(StrEnum):
    """What one may jump to."""

    ERROR = "error"
    HELP = "help"
    HESITATION = "hesitation"
    GAP = "gap"
    CLICK = "click"


class Kind(StrEnum):
    """Of lines that are no events: derived from them, or from their absence."""

    HESITATION = "hesitation"
    IDLE = "idle"
    MISSING = "missing"
    OPEN_END = "open_end"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Line:
    """kind: of the event, or a Kind. at_ms: since the page was shown, by its own clock, or, in
    the server's lines, since the start of the attempt by the server's. count: of missing events."""

    kind: str
    at_ms: float
    until_ms: float | None = None
    event: Event | None = None
    mark: Mark | None = None
    count: int = 0


MARKS: Mapping[str, Mark] = {
    "validation_error": Mark.ERROR,
    "help_opened": Mark.HELP,
    "rage_click": Mark.CLICK,
    "dead_click": Mark.CLICK,
}


def server_line(event: Event) -> Line:
    return Line(event.kind, event.t_ms, event=event, mark=MARKS.get(event.kind))


def lines(
    events: Sequence[Event], gaps: Sequence[Gap], state: State, idle_seconds: float
) -> tuple[Line, ...]:
    """events: of one showing of a page, by seq. gaps: seqs of it that never arrived."""
    if not events:
        return ()
    start, end = events[0].t_ms, events[-1].t_ms
    found = [
        *(_of_event(event, start) for event in events),
        *(_pause(span, start, idle_seconds) for span in still(events, gaps)),
        *(_missing(gap, events, start) for gap in gaps),
    ]
    told = sorted(found, key=lambda line: line.at_ms)
    if state.aside:
        told.append(Line(Kind.ASIDE, end - start, mark=Mark.GAP, count=state.aside))
    if not state.ended:
        told.append(Line(Kind.OPEN_END, end - start, mark=Mark.GAP))
    return tuple(told)


def still(events: Sequence[Event], gaps: Sequence[Gap]) -> Iterator[Span]:
    """Long stretches before somebody's eyes without a sign of life, by the stream's clock.

    Waiting for the server is none, nor is time from which events are missing.
    """
    acted = until_last_press(events)
    busy = [*signs_of_life(acted), *_hidden(acted), *(_around(gap, events) for gap in gaps)]
    cursor, end = acted[0].t_ms, acted[-1].t_ms
    for since, until in (*sorted(busy), (end, end)):
        if since - cursor >= HESITATION_SECONDS * 1000:
            yield cursor, since
        cursor = max(cursor, until)


def _hidden(events: Sequence[Event]) -> Iterator[Span]:
    """A page opened in the background is hidden until it is seen."""
    since: float | None = events[0].t_ms
    for event in events:
        if event.kind == EventKind.HIDDEN:
            since = event.t_ms
        elif event.kind == EventKind.VISIBLE and since is not None:
            yield since, event.t_ms
            since = None
    if since is not None and any(event.kind == EventKind.HIDDEN for event in events):
        yield since, events[-1].t_ms


def _around(gap: Gap, events: Sequence[Event]) -> Span:
    """From the last event before the gap to the first behind it."""
    before = [event.t_ms for event in events if event.seq < gap[0]]
    behind = [event.t_ms for event in events if event.seq > gap[1]]
    return (
        max(before, default=events[0].t_ms),
        min(behind, default=events[-1].t_ms),
    )


def _of_event(event: Event, start: float) -> Line:
    mark = MARKS.get(event.kind)
    if event.kind != EventKind.ACTIVE:
        return Line(event.kind, event.t_ms - start, event=event, mark=mark)
    since = max(start, float(event.data.get("since_ms", event.t_ms)))
    until = float(event.data.get("until_ms", event.t_ms))
    return Line(event.kind, since - start, until - start, event=event)


def _pause(span: Span, start: float, idle_seconds: float) -> Line:
    since, until = span
    idle = until - since > idle_seconds * 1000
    kind = Kind.IDLE if idle else Kind.HESITATION
    return Line(kind, since - start, until - start, mark=Mark.HESITATION)


def _missing(gap: Gap, events: Sequence[Event], start: float) -> Line:
    since, until = _around(gap, events)
    count = gap[1] - gap[0] + 1
    return Line(Kind.MISSING, since - start, until - start, mark=Mark.GAP, count=count)
