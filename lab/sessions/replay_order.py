"""In which order pages were seen: by what the server served, else by its estimate of the time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lab.sessions.events import SERVER_KINDS, Event, EventKind
from lab.sessions.ledger import NOTHING, Gap, Ledger, StreamRecord, end

SLACK_MS = 2000.0
"""A page cannot be opened before it was served, but for the error of the server's estimate."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A stream and, by the server's clock, the unix milliseconds of its t_ms = 0."""

    record: StreamRecord
    zero_ms: float


@dataclass(frozen=True, slots=True)
class State:
    """How whole a showing is. ended: nothing can come behind its last event that is not known of.
    aside: events refused, in conflict, or given up by a full device."""

    ended: bool
    aside: int


WHOLE = State(ended=True, aside=0)


@dataclass(frozen=True, slots=True)
class Ordered:
    """One showing of a page. so_far: its stream up to here; a page that comes back from the
    browser's memory goes on with its stream."""

    key: str
    page: str
    served: Event | None
    opened_ms: float
    events: tuple[Event, ...]
    so_far: tuple[Event, ...]
    gaps: tuple[Gap, ...]
    state: State


@dataclass(frozen=True, slots=True)
class _Showing:
    stream: Seen
    events: tuple[Event, ...]
    so_far: tuple[Event, ...]
    is_last: bool

    @property
    def page(self) -> str:
        return self.events[0].page

    @property
    def is_loaded(self) -> bool:
        """Not one that came back from the browser's memory."""
        return len(self.events) == len(self.so_far)

    @property
    def opened_ms(self) -> float:
        return self.stream.zero_ms + self.events[0].t_ms


def in_order(events: Sequence[Event], streams: Sequence[Seen]) -> tuple[Ordered | Event, ...]:
    """Showings of pages, and between them the server's own events."""
    told = sorted((e for e in events if e.kind in SERVER_KINDS), key=lambda event: event.seq)
    start_ms = next((s.zero_ms for s in streams if told and s.record.id == told[0].stream), 0.0)
    showings = _showings(events, streams)
    served = _matched(showings, [e for e in told if e.kind == EventKind.PAGE_SERVED], start_ms)
    placed: list[tuple[tuple[int, int, float], Ordered | Event]] = []
    for place, event in enumerate(told):
        if event.kind == EventKind.PAGE_SERVED:
            of_it = served.get(event.seq)
            page = _ordered(of_it, event, start_ms, streams) if of_it else _unrecorded(event)
            placed.append(((place, 0, 0.0), page))
        else:
            placed.append(((place, 0, 0.0), event))
    for showing in showings:
        if all(showing is not other for other in served.values()):
            opened = showing.opened_ms - start_ms
            place = sum(event.t_ms <= opened for event in told) - 1
            ordered = _ordered(showing, None, start_ms, streams)
            placed.append(((place, 1, opened), ordered))
    return tuple(entry for _, entry in sorted(placed, key=lambda one: one[0]))


def lost_streams(streams: Sequence[Seen], elsewhere: frozenset[str]) -> int:
    """Named by a successor, never seen. elsewhere: streams of the session's other attempt."""
    known = {one.record.id for one in streams} | elsewhere
    return len({one.record.prev for one in streams if one.record.prev} - known)


def _showings(events: Sequence[Event], streams: Sequence[Seen]) -> list[_Showing]:
    by_stream: defaultdict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda one: one.seq):
        by_stream[event.stream].append(event)
    found = [
        showing
        for stream in streams
        for showing in _of_stream(stream, by_stream[stream.record.id])
        if showing.events[0].kind not in SERVER_KINDS
    ]
    return sorted(found, key=lambda showing: showing.opened_ms)


def _of_stream(stream: Seen, events: Sequence[Event]) -> list[_Showing]:
    """Parted where the page came back from the browser's memory."""
    starts = [
        place
        for place, event in enumerate(events)
        if place == 0 or (event.kind == EventKind.PAGE_SHOWN and event.data.get("restored"))
    ]
    ends = [*starts[1:], len(events)]
    return [
        _Showing(stream, tuple(events[a:b]), tuple(events[:b]), is_last=b == len(events))
        for a, b in zip(starts, ends, strict=False)
    ]


def _matched(
    showings: Sequence[_Showing], servings: Sequence[Event], start_ms: float
) -> Mapping[int, _Showing]:
    """Which showing is of which serving, by the serving's seq: page by page, in order."""
    found: dict[int, _Showing] = {}
    for page in {serving.page for serving in servings}:
        served = [one for one in servings if one.page == page]
        loaded = [one for one in showings if one.page == page and one.is_loaded]
        if len(served) == len(loaded):
            found |= {one.seq: showing for one, showing in zip(served, loaded, strict=True)}
        else:
            found |= _nearest(loaded, served, start_ms)
    return found


def _nearest(
    loaded: Sequence[_Showing], served: Sequence[Event], start_ms: float
) -> dict[int, _Showing]:
    """Something is missing: each showing takes the last serving before it that is still free."""
    found: dict[int, _Showing] = {}
    free = list(served)
    for showing in reversed(loaded):
        latest = showing.opened_ms - start_ms + SLACK_MS
        free = [one for one in free if one.t_ms <= latest]
        if free:
            found[free.pop().seq] = showing
    return found


def _unrecorded(served: Event) -> Ordered:
    """The server served it, and that is all."""
    key = f"{served.stream}-{served.seq}"
    return Ordered(key, served.page, served, served.t_ms, (), (), (), WHOLE)


def _ordered(
    showing: _Showing, served: Event | None, start_ms: float, streams: Sequence[Seen]
) -> Ordered:
    first, ledger = showing.events[0], _ledger(showing, streams)
    return Ordered(
        key=f"{first.stream}-{first.seq}",
        page=showing.page,
        served=served,
        opened_ms=served.t_ms if served else showing.opened_ms - start_ms,
        events=showing.events,
        so_far=showing.so_far,
        gaps=_gaps(showing, ledger),
        state=_state(showing, ledger),
    )


def _ledger(showing: _Showing, streams: Sequence[Seen]) -> Ledger:
    """A following page that knows the last seq of this one is as good as its end marker."""
    record = showing.stream.record
    told = [one.record.prev_last for one in streams if one.record.prev == record.id]
    return end(record.ledger, max(told, default=NOTHING))


def _gaps(showing: _Showing, ledger: Ledger) -> tuple[Gap, ...]:
    """Those behind the showing before, up to its own last event; of the last, to the end."""
    before = showing.so_far[: -len(showing.events)]
    begin = before[-1].seq + 1 if before else 0
    behind = tuple(gap for gap in ledger.missing if gap[0] >= begin)
    last = showing.events[-1].seq
    return behind if showing.is_last else tuple(gap for gap in behind if gap[0] <= last)


def _state(showing: _Showing, ledger: Ledger) -> State:
    if not showing.is_last:
        return WHOLE
    record = showing.stream.record
    aside = record.quarantined + record.conflicts + record.dropped
    return State(ledger.ended, aside)
