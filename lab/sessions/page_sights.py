"""What somebody saw of each page, and where they pressed in vain: described, never judged."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lab.sessions.events import SERVER_KINDS, Event, EventKind


@dataclass(frozen=True, slots=True)
class PageSight:
    """One page in one attempt, over all visits, as the browser told of it.

    fields, hints, errors: those that were ever in view, by the field's name. submit: the button
    that sends the page was. scroll_depth: the most of the page's height that was in view, from
    its top, in percent; None when nothing was told of it. visits: how often the page was loaded
    or came back from the browser's memory, `reloads` of these by reloading. hidden: how often
    its tab was left for another. task_card_openings: how often the task was read again.
    """

    page: str
    visits: int
    reloads: int
    scroll_depth: int | None
    fields: tuple[str, ...]
    hints: tuple[str, ...]
    errors: tuple[str, ...]
    submit: bool
    rage_clicks: int
    dead_clicks: int
    hidden: int
    task_card_openings: int


def page_sights(events: Sequence[Event]) -> tuple[PageSight, ...]:
    """One row for each page a browser told of, by name; events in any order."""
    by_page: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.kind not in SERVER_KINDS:
            by_page[event.page].append(event)
    return tuple(_sight(page, by_page[page]) for page in sorted(by_page))


def _sight(page: str, told: Sequence[Event]) -> PageSight:
    def of(kind: EventKind) -> list[Event]:
        return [event for event in told if event.kind == kind]

    def fields(kind: EventKind) -> tuple[str, ...]:
        return tuple(sorted({event.field for event in of(kind)}))

    shown = of(EventKind.PAGE_SHOWN)
    return PageSight(
        page=page,
        visits=len(shown),
        reloads=sum(_is_reload(event) for event in shown),
        scroll_depth=max((int(e.data["percent"]) for e in of(EventKind.SCROLLED)), default=None),
        fields=fields(EventKind.FIELD_IN_VIEW),
        hints=fields(EventKind.HINT_IN_VIEW),
        errors=fields(EventKind.ERROR_IN_VIEW),
        submit=bool(of(EventKind.SUBMIT_IN_VIEW)),
        rage_clicks=len(of(EventKind.RAGE_CLICK)),
        dead_clicks=len(of(EventKind.DEAD_CLICK)),
        hidden=len(of(EventKind.HIDDEN)),
        task_card_openings=len(of(EventKind.TASK_CARD_OPENED)),
    )


def _is_reload(shown: Event) -> bool:
    return shown.data.get("navigation") == "reload" and not shown.data.get("restored")
