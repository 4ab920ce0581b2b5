"""How long did somebody work on each page? The rule is written down in docs/measures.md."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from lab.sessions.events import IN_VIEW, SERVER_KINDS, Event, EventKind

Span = tuple[float, float]
"""Beginning and end in milliseconds of one stream's clock."""

NOT_A_SIGN_OF_LIFE = IN_VIEW | {
    EventKind.PAGE_SHOWN,
    EventKind.ERROR_SHOWN,
    EventKind.HIDDEN,
    EventKind.VISIBLE,
    EventKind.CLOCK_GAP,
    EventKind.STREAM_ENDED,
}
PRESSES = frozenset(
    {
        EventKind.SUBMIT_PRESSED,
        EventKind.BACK_PRESSED,
        EventKind.CHANGE_PRESSED,
        EventKind.DELETE_ALL_PRESSED,
        EventKind.LEAVE_PRESSED,
    }
)
AFTER_PRESSING = (
    PRESSES
    | IN_VIEW
    | {
        EventKind.ACTIVE,
        EventKind.RAGE_CLICK,
        EventKind.DEAD_CLICK,
        EventKind.FIELD_LEFT,
        EventKind.PAGE_LEFT,
        EventKind.HIDDEN,
        EventKind.STREAM_ENDED,
    }
)
"""What may still be told of a page whose way out has been pressed."""
SERVER_PAGE_KINDS = frozenset(
    {EventKind.PAGE_SERVED, EventKind.PAGE_SUBMITTED, EventKind.ATTEMPT_ENDED}
)


class TimeSource(StrEnum):
    """Who kept the time: the browser, or (without JavaScript) the server."""

    BROWSER = "browser"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class PageTime:
    """All visits to one page, in seconds. The server sees active time only.

    waiting: from pressing a button or link until the next page came; not the person's time.
    """

    page: str
    active: float
    hidden: float
    idle: float
    source: TimeSource
    waiting: float = 0.0


def wall_seconds(events: Sequence[Event]) -> float:
    """From the start of the attempt to its end (or last sign), by the server's clock."""
    times = [event.t_ms for event in events if event.kind in SERVER_KINDS]
    return (max(times) - min(times)) / 1000 if times else 0.0


def page_times(events: Sequence[Event], idle_seconds: float) -> tuple[PageTime, ...]:
    """In the order in which the pages were first served."""
    browser = _browser_times(events, idle_seconds)
    server = _server_times(events)
    pages = dict.fromkeys((*server, *browser))
    return tuple(browser.get(page) or server[page] for page in pages)


def _browser_times(events: Sequence[Event], idle_seconds: float) -> Mapping[str, PageTime]:
    totals: dict[str, PageTime] = {}
    for stream in browser_streams(events):
        page = stream[0].page
        before = totals.get(page, PageTime(page, 0.0, 0.0, 0.0, TimeSource.BROWSER))
        totals[page] = _added(before, stream, idle_seconds * 1000)
    return totals


def browser_streams(events: Iterable[Event]) -> tuple[tuple[Event, ...], ...]:
    """The events of each loaded page, in the order they were numbered."""
    streams: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.kind not in SERVER_KINDS:
            streams[event.stream].append(event)
    return tuple(tuple(sorted(stream, key=lambda e: e.seq)) for stream in streams.values())


def _added(before: PageTime, stream: Sequence[Event], idle_ms: float) -> PageTime:
    acted = until_last_press(stream)
    visible, hidden = _spans(acted)
    signs = signs_of_life(acted)
    idle = sum(_idle_within(span, signs, idle_ms) for span in visible)
    return PageTime(
        page=before.page,
        active=before.active + (_length(visible) - idle) / 1000,
        hidden=before.hidden + _length(hidden) / 1000,
        idle=before.idle + idle / 1000,
        source=before.source,
        waiting=before.waiting + (_left_at(stream) - _left_at(acted)) / 1000,
    )


def until_last_press(stream: Sequence[Event]) -> tuple[Event, ...]:
    """The stream as if its page had been left the moment the way out was pressed.

    After that one waits for the server. Who goes on working, because nothing came, was not done.
    """
    for place in range(len(stream) - 1, -1, -1):
        event = stream[place]
        if event.kind in PRESSES:
            left = next((e for e in stream[place:] if e.kind == EventKind.PAGE_LEFT), None)
            if left is not None:
                return (*stream[:place], event, replace(left, t_ms=event.t_ms))
        if event.kind not in AFTER_PRESSING:
            break
    return tuple(stream)


def _left_at(stream: Sequence[Event]) -> float:
    return next((e.t_ms for e in reversed(stream) if e.kind == EventKind.PAGE_LEFT), 0.0)


def _spans(stream: Sequence[Event]) -> tuple[list[Span], list[Span]]:
    """When the page was before somebody's eyes, and when it was open but hidden."""
    visible: list[Span] = []
    hidden: list[Span] = []
    began, seen, shown = stream[0].t_ms, True, True
    for event in stream:
        now_seen, now_shown = _state_after(event, seen, shown)
        if event.kind == EventKind.VISIBLE and seen:
            seen = False  # opened in the background: until here nobody saw it
        if (now_seen, now_shown) != (seen, shown):
            if shown:
                (visible if seen else hidden).append((began, event.t_ms))
            began, seen, shown = event.t_ms, now_seen, now_shown
    if shown:
        (visible if seen else hidden).append((began, stream[-1].t_ms))
    return visible, hidden


def _state_after(event: Event, seen: bool, shown: bool) -> tuple[bool, bool]:
    match event.kind:
        case EventKind.HIDDEN:
            return False, shown
        case EventKind.VISIBLE:
            return True, shown
        case EventKind.PAGE_LEFT:
            return seen, False
        case EventKind.PAGE_SHOWN:
            return True, True
        case _:
            return seen, shown


def signs_of_life(stream: Sequence[Event]) -> tuple[Span, ...]:
    """When somebody did something, in order; a burst of keys or movements is one span."""
    return tuple(sorted(_sign(event) for event in stream if event.kind not in NOT_A_SIGN_OF_LIFE))


def _sign(event: Event) -> Span:
    if event.kind != EventKind.ACTIVE:
        return event.t_ms, event.t_ms
    since, until = event.data.get("since_ms"), event.data.get("until_ms", event.t_ms)
    return _number(since, event.t_ms), _number(until, event.t_ms)


def _number(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) else otherwise


def _idle_within(span: Span, signs: Sequence[Span], idle_ms: float) -> float:
    """The pauses longer than the idle rule, in full."""
    start, end = span
    idle, cursor = 0.0, start
    for since, until in (*signs, (end, end)):
        pause = min(since, end) - cursor
        idle += pause if pause > idle_ms else 0.0
        cursor = max(cursor, min(until, end))
    return idle


def _length(spans: Iterable[Span]) -> float:
    return sum(end - start for start, end in spans)


def _server_times(events: Sequence[Event]) -> Mapping[str, PageTime]:
    """From serving a page to whatever the server heard of next."""
    heard = sorted((e for e in events if e.kind in SERVER_PAGE_KINDS), key=lambda e: e.seq)
    spent: defaultdict[str, float] = defaultdict(float)
    for event, following in pairwise(heard):
        if event.kind == EventKind.PAGE_SERVED:
            spent[event.page] += (following.t_ms - event.t_ms) / 1000
    return {
        page: PageTime(page, seconds, 0.0, 0.0, TimeSource.SERVER)
        for page, seconds in spent.items()
    }
