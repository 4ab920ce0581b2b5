"""The events of a session: what may happen, who reports it, and what it carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

EventData = Mapping[str, str | int | float | bool]


class EventKind(StrEnum):
    """Every kind of event. docs/capture.md says of each who sends it and what it carries."""

    # Of an attempt, by the server.
    ATTEMPT_STARTED = "attempt_started"
    ATTEMPT_ENDED = "attempt_ended"
    PAGE_SERVED = "page_served"
    PAGE_SUBMITTED = "page_submitted"
    VALIDATION_ERROR = "validation_error"
    PAGE_ACCEPTED = "page_accepted"
    FACT_JUDGED = "fact_judged"

    # Of a loaded page document, by the browser.
    PAGE_SHOWN = "page_shown"
    PAGE_LEFT = "page_left"
    FIELD_FOCUSED = "field_focused"
    FIELD_LEFT = "field_left"
    FIRST_INPUT = "first_input"
    FIELD_CHANGED = "field_changed"
    ERROR_SHOWN = "error_shown"
    FIELD_IN_VIEW = "field_in_view"
    HINT_IN_VIEW = "hint_in_view"
    ERROR_IN_VIEW = "error_in_view"
    SUBMIT_IN_VIEW = "submit_in_view"
    SCROLLED = "scrolled"
    INPUT_MODE = "input_mode"
    RAGE_CLICK = "rage_click"
    DEAD_CLICK = "dead_click"
    TOOLTIP_SHOWN = "tooltip_shown"
    HELP_OPENED = "help_opened"
    HELP_CLOSED = "help_closed"
    TASK_CARD_OPENED = "task_card_opened"
    TASK_CARD_CLOSED = "task_card_closed"
    BACK_PRESSED = "back_pressed"
    CHANGE_PRESSED = "change_pressed"
    SUBMIT_PRESSED = "submit_pressed"
    DELETE_ALL_PRESSED = "delete_all_pressed"
    LEAVE_PRESSED = "leave_pressed"
    ACTIVE = "active"
    HIDDEN = "hidden"
    VISIBLE = "visible"
    CLOCK_GAP = "clock_gap"
    STREAM_ENDED = "stream_ended"


SERVER_KINDS = frozenset(
    {
        EventKind.ATTEMPT_STARTED,
        EventKind.ATTEMPT_ENDED,
        EventKind.PAGE_SERVED,
        EventKind.PAGE_SUBMITTED,
        EventKind.VALIDATION_ERROR,
        EventKind.PAGE_ACCEPTED,
        EventKind.FACT_JUDGED,
    }
)
IN_VIEW = frozenset(
    {
        EventKind.FIELD_IN_VIEW,
        EventKind.HINT_IN_VIEW,
        EventKind.ERROR_IN_VIEW,
        EventKind.SUBMIT_IN_VIEW,
        EventKind.SCROLLED,
    }
)
"""What came before somebody's eyes: nothing that they did."""


@dataclass(frozen=True, slots=True)
class Event:
    """One immutable fact. Its key is (stream, seq).

    t_ms: milliseconds since the stream began, by a clock that never goes back: the page's
    performance.now() in a browser stream; the server's clock since the start of the attempt
    in the attempt's server stream. Never subtract across streams.
    """

    stream: str
    seq: int
    t_ms: float
    kind: EventKind
    page: str
    field: str
    data: EventData
