"""What each kind of event from a browser carries: counts, times and fixed words, never a text."""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from lab.forms.model import Rule
from lab.sessions.events import EventKind

LAST_SEQ = 50_000
"""More events than any page document makes; a greater seq is a fault of the sender."""

Seq = Annotated[int, Meta(ge=0, le=LAST_SEQ)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Milliseconds = Annotated[float, Meta(ge=0, le=1e10)]
Difference = Annotated[float, Meta(ge=-1e14, le=1e14)]
Identifier = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*\Z", max_length=60)]


class Carried(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Nothing but what is named; what is not named here is not recorded."""


class PageShown(Carried):
    width: Count
    height: Count
    input: Literal["touch", "mouse", "unknown"]
    errors: Count
    navigation: Literal["navigate", "reload", "back_forward", "prerender"]
    restored: bool


class PageLeft(Carried):
    reason: Literal["submit", "back", "change", "other"]


class FieldLeft(Carried):
    dwell_ms: Milliseconds
    length: Count
    blank: bool
    changed: bool


class FirstInput(Carried):
    after_ms: Milliseconds


class FieldChanged(Carried):
    how: Literal["typed", "pasted", "autofilled", "chosen", "deleted"]
    length: Count
    deletes: Count
    bursts: Count = 0
    pastes: Count = 0


class Scrolled(Carried):
    percent: Annotated[int, Meta(ge=0, le=100)]


class InputMode(Carried):
    mode: Literal["keyboard", "mouse", "touch", "pen"]


class ErrorShown(Carried):
    rule: Rule


class ChangePressed(Carried):
    page: Identifier


class Active(Carried):
    """A burst of keys, pointer and scrolling."""

    since_ms: Milliseconds
    until_ms: Milliseconds | None = None


class Visible(Carried):
    hidden_ms: Milliseconds


class ClockGap(Carried):
    gap_ms: Difference


class StreamEnded(Carried):
    last_seq: Seq


CARRIED: Mapping[str, type[Carried]] = {
    EventKind.PAGE_SHOWN: PageShown,
    EventKind.PAGE_LEFT: PageLeft,
    EventKind.FIELD_FOCUSED: Carried,
    EventKind.FIELD_LEFT: FieldLeft,
    EventKind.FIRST_INPUT: FirstInput,
    EventKind.FIELD_CHANGED: FieldChanged,
    EventKind.ERROR_SHOWN: ErrorShown,
    EventKind.FIELD_IN_VIEW: Carried,
    EventKind.HINT_IN_VIEW: Carried,
    EventKind.ERROR_IN_VIEW: ErrorShown,
    EventKind.SUBMIT_IN_VIEW: Carried,
    EventKind.SCROLLED: Scrolled,
    EventKind.INPUT_MODE: InputMode,
    EventKind.RAGE_CLICK: Carried,
    EventKind.DEAD_CLICK: Carried,
    EventKind.TOOLTIP_SHOWN: Carried,
    EventKind.HELP_OPENED: Carried,
    EventKind.HELP_CLOSED: Carried,
    EventKind.TASK_CARD_OPENED: Carried,
    EventKind.TASK_CARD_CLOSED: Carried,
    EventKind.BACK_PRESSED: Carried,
    EventKind.CHANGE_PRESSED: ChangePressed,
    EventKind.SUBMIT_PRESSED: Carried,
    EventKind.DELETE_ALL_PRESSED: Carried,
    EventKind.LEAVE_PRESSED: Carried,
    EventKind.ACTIVE: Active,
    EventKind.HIDDEN: Carried,
    EventKind.VISIBLE: Visible,
    EventKind.CLOCK_GAP: ClockGap,
    EventKind.STREAM_ENDED: StreamEnded,
}

OF_A_FIELD = frozenset(
    {
        EventKind.FIELD_FOCUSED,
        EventKind.FIELD_LEFT,
        EventKind.FIRST_INPUT,
        EventKind.FIELD_CHANGED,
        EventKind.ERROR_SHOWN,
        EventKind.FIELD_IN_VIEW,
        EventKind.HINT_IN_VIEW,
        EventKind.ERROR_IN_VIEW,
        EventKind.TOOLTIP_SHOWN,
        EventKind.HELP_OPENED,
        EventKind.HELP_CLOSED,
    }
)
MAYBE_OF_A_FIELD = frozenset({EventKind.RAGE_CLICK, EventKind.DEAD_CLICK})
