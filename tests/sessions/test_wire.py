import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.sessions import wire
from lab.sessions.carried import CARRIED, MAYBE_OF_A_FIELD, OF_A_FIELD
from lab.sessions.events import SERVER_KINDS, EventKind
from lab.sessions.wire import (
    MessageTooLarge,
    Reading,
    UnreadableMessage,
    read_events,
    read_message,
)

HEAD: Mapping[str, Any] = {
    "v": 1,
    "token": "signed",
    "stream": "0" * 32,
    "page": "person",
    "opened_at": 1_700_000_000_000,
    "clock": [20.5, 1_700_000_000_020],
    "prev": "",
    "device": "mouse",
    "dropped": 0,
}
LEFT = {"dwell_ms": 812.5, "length": 4, "blank": False, "changed": True}
GOOD = [3, 20.5, "field_left", "name", LEFT]
CANARY = "Erika"

EXAMPLES: Mapping[str, Mapping[str, object]] = {
    "page_shown": {
        "width": 320,
        "height": 480,
        "input": "touch",
        "errors": 0,
        "navigation": "navigate",
        "restored": False,
    },
    "page_left": {"reason": "submit"},
    "field_focused": {},
    "field_left": LEFT,
    "first_input": {"after_ms": 12},
    "field_changed": {"how": "pasted", "length": 4, "deletes": 0},
    "error_shown": {"rule": "required"},
    "field_in_view": {},
    "hint_in_view": {},
    "error_in_view": {"rule": "required"},
    "submit_in_view": {},
    "scrolled": {"percent": 100},
    "input_mode": {"mode": "keyboard"},
    "rage_click": {},
    "dead_click": {},
    "tooltip_shown": {},
    "help_opened": {},
    "help_closed": {},
    "task_card_opened": {},
    "task_card_closed": {},
    "back_pressed": {},
    "change_pressed": {"page": "person"},
    "submit_pressed": {},
    "delete_all_pressed": {},
    "leave_pressed": {},
    "active": {"since_ms": 5.5},
    "hidden": {},
    "visible": {"hidden_ms": 100},
    "clock_gap": {"gap_ms": -5000},
    "stream_ended": {"last_seq": 7},
}


def message(*events: object, **head: object) -> bytes:
    return json.dumps({**HEAD, **head, "events": events}).encode()


def reading(*events: object) -> Reading:
    return read_events(read_message(message(*events)))


def test_every_kind_a_browser_may_send_has_its_contents_named() -> None:
    assert set(CARRIED) == set(EventKind) - SERVER_KINDS == set(EXAMPLES)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_an_event_of_each_kind_is_read(kind: str) -> None:
    field = "name" if kind in OF_A_FIELD else ""
    found = reading([0, 1.5, kind, field, EXAMPLES[kind]])
    assert found.refused == ()
    ((seq, t_ms, read_kind, read_field, told),) = found.rows
    assert (seq, t_ms, read_kind, read_field) == (0, 1.5, kind, field)
    assert json.loads(told) == EXAMPLES[kind]


@pytest.mark.parametrize("field", ["", "name"])
@pytest.mark.parametrize("kind", MAYBE_OF_A_FIELD)
def test_some_events_may_be_of_a_field(kind: str, field: str) -> None:
    found = reading([0, 1.5, kind, field, {}])
    assert [row[3] for row in found.rows] == [field]


def test_bursts_and_pastes_may_be_told_of_an_answer() -> None:
    carried = {"how": "typed", "length": 4, "deletes": 2, "bursts": 1, "pastes": 1}
    ((*_, told),) = reading([0, 1.5, "field_changed", "name", carried]).rows
    assert json.loads(told) == carried


@pytest.mark.parametrize(
    "bad",
    [
        ["3", 1, "hidden", "", {}],
        [-1, 1, "hidden", "", {}],
        [50_001, 1, "hidden", "", {}],
        [3, -1, "hidden", "", {}],
        [3, 1, "page_served", "", {}],
        [3, 1, CANARY, "", {}],
        [3, 1, "hidden", CANARY, {}],
        [3, 1, "hidden", "name", {}],
        [3, 1, "field_focused", "", {}],
        [3, 1, "field_focused", "na me", {}],
        [3, 1, "field_focused", "name\n", {}],
        [3, 1, "field_left", "name", {**LEFT, "value": CANARY}],
        [3, 1, "field_left", "name", {**LEFT, "length": CANARY}],
        [3, 1, "field_left", "name", {**LEFT, CANARY: 1}],
        [3, 1, "field_changed", "name", {"how": CANARY, "length": 1, "deletes": 0}],
        [3, 1, "error_shown", "name", {"rule": CANARY}],
        [3, 1, "error_in_view", "name", {"rule": CANARY}],
        [3, 1, "input_mode", "", {"mode": CANARY}],
        [3, 1, "scrolled", "", {"percent": 101}],
        [3, 1, "rage_click", CANARY, {}],
        [3, 1, "hidden", "", CANARY],
        [3, 1, "hidden", "", None],
        [3, 1, "hidden", ""],
        [3, 1, "hidden", "", {}, CANARY],
        [[[[CANARY]]]],
        {CANARY: CANARY},
        CANARY,
        None,
        17,
    ],
)
def test_a_bad_event_is_set_aside_without_its_contents_and_blocks_nothing(bad: object) -> None:
    found = reading(GOOD, bad, [4, 30, "hidden", "", {}])
    assert [row[0] for row in found.rows] == [3, 4]
    (refused,) = found.refused
    assert CANARY not in refused.shape + refused.reason
    assert refused.reason


@pytest.mark.parametrize(
    ("event", "seq"),
    [
        ([3, 1, "unheard_of", "", {}], 3),
        ([60_000, 1, "hidden", "", {}], 60_000),
        ([True, 1, "hidden", "", {}], -1),
        ([-4, 1, "hidden", "", {}], -1),
        ([2**60, 1, "hidden", "", {}], -1),
        ("x", -1),
        ([], -1),
    ],
)
def test_a_refused_event_keeps_its_number_where_it_has_one(event: object, seq: int) -> None:
    assert reading(event).refused[0].seq == seq


def test_numbers_are_taken_out_of_what_is_set_aside() -> None:
    (refused,) = reading([3, 1, "field_left", "name", {**LEFT, "phone": 3012345}]).refused
    assert "3012345" not in refused.shape


def test_the_end_of_the_stream_is_the_greater_of_what_is_said_and_what_is_there() -> None:
    assert reading([7, 1, "stream_ended", "", {"last_seq": 7}]).end_seq == 7
    assert reading([8, 1, "stream_ended", "", {"last_seq": 7}]).end_seq == 8
    assert reading(GOOD).end_seq == -1


def test_keys_a_later_script_may_add_to_the_envelope_are_left_unread() -> None:
    assert read_message(message(GOOD, session="x", future=[1])).page == "person"


@pytest.mark.parametrize(
    "head",
    [
        {"v": 2},
        {"token": None},
        {"stream": "0" * 31},
        {"stream": "0" * 31 + "G"},
        {"stream": "0" * 32 + "\n"},
        {"page": "Person"},
        {"opened_at": -1},
        {"clock": [1]},
        {"clock": [-1, 1]},
        {"prev": "x"},
        {"device": "fridge"},
        {"dropped": -1},
        {"events": None},
    ],
)
def test_a_message_that_cannot_be_read_as_a_whole_says_so(head: dict[str, object]) -> None:
    body = json.dumps({**HEAD, "events": [GOOD], **head}).encode()
    with pytest.raises(UnreadableMessage):
        read_message(body)


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"v":1', b'"' + b"x" * 1000),
        *(b"[" * 60_000, b'{"events":' + b"[" * 60_000),
    ],
)
def test_anything_else_is_unreadable_not_a_failure(body: bytes) -> None:
    with pytest.raises(UnreadableMessage):
        read_message(body)


def test_too_many_events_or_bytes_are_too_large() -> None:
    with pytest.raises(MessageTooLarge):
        read_message(message(*[GOOD] * (wire.MOST_EVENTS + 1)))
    with pytest.raises(MessageTooLarge):
        read_message(message(padding="x" * wire.MOST_BYTES))
    assert len(read_message(message(*[GOOD] * wire.MOST_EVENTS)).events) == wire.MOST_EVENTS


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=8))
def test_whatever_is_sent_every_event_is_read_or_refused(events: list[object]) -> None:
    found = reading(*events)
    assert len(found.rows) + len(found.refused) == len(events)
