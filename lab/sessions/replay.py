"""A recorded attempt as it is watched: each page that was loaded, in order, with what happened."""

from collections.abc import Sequence
from dataclasses import dataclass

from lab.sessions.events import SERVER_KINDS, Event, EventKind
from lab.sessions.replay_lines import Line, lines, server_line
from lab.sessions.replay_order import Ordered, Seen, in_order, lost_streams


@dataclass(frozen=True, slots=True)
class ShownError:
    """What stood beside a field; the message is the one recorded, "" when it did not arrive."""

    field: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One page before somebody's eyes, from being shown to being left.

    key: the same as long as its first event is. served: the server's word of it, None when the
    browser did not ask the server (its back/forward cache) or its question cannot be told.
    recorded: False when nothing arrived of what happened on it. opened_ms: since the start of the
    attempt by the server's estimate; it says the order and is never subtracted from anything.
    length_ms, lines: by the page's own clock. afterwards: what the server did next.
    """

    key: str
    page: str
    served: Event | None
    recorded: bool
    opened_ms: float
    length_ms: float
    errors: tuple[ShownError, ...]
    lines: tuple[Line, ...]
    afterwards: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """before: what the server did before the first page. lost_streams: pages that later ones name
    and of which nothing arrived."""

    before: tuple[Line, ...]
    scenes: tuple[Scene, ...]
    lost_streams: int


def replay(
    events: Sequence[Event],
    streams: Sequence[Seen],
    idle_seconds: float,
    elsewhere: frozenset[str] = frozenset(),
) -> Replay:
    """events: all of one attempt. streams: those they belong to, the server's own included.
    elsewhere: the streams of the session's other attempt."""
    told = sorted((e for e in events if e.kind in SERVER_KINDS), key=lambda event: event.seq)
    before: list[Line] = []
    scenes: list[tuple[Ordered, list[Line]]] = []
    for entry in in_order(events, streams):
        if isinstance(entry, Ordered):
            scenes.append((entry, []))
        else:
            (scenes[-1][1] if scenes else before).append(server_line(entry))
    made = tuple(_scene(one, told, idle_seconds, after) for one, after in scenes)
    return Replay(tuple(before), made, lost_streams(streams, elsewhere))


def _scene(
    ordered: Ordered, told: Sequence[Event], idle_seconds: float, afterwards: Sequence[Line]
) -> Scene:
    events = ordered.events
    return Scene(
        key=ordered.key,
        page=ordered.page,
        served=ordered.served,
        recorded=bool(events),
        opened_ms=ordered.opened_ms,
        length_ms=events[-1].t_ms - events[0].t_ms if events else 0.0,
        errors=_errors(ordered, told),
        lines=lines(events, ordered.gaps, ordered.state, idle_seconds),
        afterwards=tuple(afterwards),
    )


def _errors(ordered: Ordered, told: Sequence[Event]) -> tuple[ShownError, ...]:
    """As the browser saw them, and as the server had just told them."""
    seen = [
        (e.field, str(e.data["rule"])) for e in ordered.so_far if e.kind == EventKind.ERROR_SHOWN
    ]
    said = _rejections(ordered, told)
    messages = {(e.field, str(e.data["rule"])): str(e.data.get("message", "")) for e in said}
    just_told = ordered.served is not None and ordered.served.data.get("reason") == "errors"
    found = dict.fromkeys((*seen, *(messages if just_told else ())))
    return tuple(ShownError(field, rule, messages.get((field, rule), "")) for field, rule in found)


def _rejections(ordered: Ordered, told: Sequence[Event]) -> tuple[Event, ...]:
    """Of the last sending of the page before it was served; of any, when that is not known."""
    sent: list[Event] = []
    for event in told:
        if ordered.served is not None and event.seq >= ordered.served.seq:
            break
        if event.page == ordered.page and event.kind == EventKind.PAGE_SUBMITTED:
            sent = [] if ordered.served is not None else sent
        elif event.page == ordered.page and event.kind == EventKind.VALIDATION_ERROR:
            sent.append(event)
    return tuple(sent)


def used(events: Sequence[Event]) -> tuple[frozenset[str], frozenset[str]]:
    """The pages that were shown and the fields something was recorded of: they were there."""
    pages = frozenset(
        e.page for e in events if e.kind in (EventKind.PAGE_SERVED, EventKind.PAGE_SHOWN)
    )
    fields = frozenset(e.field for e in events if e.field and e.kind != EventKind.FACT_JUDGED)
    return pages, fields
