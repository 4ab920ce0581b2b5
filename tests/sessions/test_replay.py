"""What was recorded is what is played: pages in order, every event, and every gap as a gap."""

import random

import pytest

from lab.sessions.events import Event, EventKind
from lab.sessions.ledger import Ledger, StreamRecord
from lab.sessions.replay import replay, used
from lab.sessions.replay_lines import Kind, Mark
from lab.sessions.replay_order import Seen
from tests.sessions.telling import browser, sent, served, server

START = 1_790_000_000_000.0
STARTED = ("attempt_started", "", "", {"version": "revised"})
SHOWN = ("page_shown", "", {"restored": False})
IDLE = 30


def seen(stream, opened_s, *, last=None, missing=(), ended=True, prev="", **aside):
    """A stream whose t_ms = 0 is so many seconds after the start of the attempt."""
    ledger = Ledger(last, missing, last if ended else -1) if last is not None else Ledger(9, (), 9)
    found = {"quarantined": 0, "conflicts": 0, "dropped": 0} | aside
    record = StreamRecord(
        *(stream, "a", "a", "mouse", "disk", prev, -1, found["dropped"], ledger, 0),
        *(found["quarantined"], found["conflicts"]),
    )
    return Seen(record, START + opened_s * 1000)


def played(events, *streams):
    return replay(events, (seen("server-a", 0), *streams), IDLE)


def of_kind(scene, *kinds):
    return [line for line in (*scene.lines, *scene.afterwards) if line.kind in kinds]


def told_at(stream, *events, page="a"):
    """events: (ms, kind, field, data)."""
    return tuple(
        Event(stream, seq, float(t_ms), EventKind(kind), page, field, data)
        for seq, (t_ms, kind, field, data) in enumerate(events)
    )


def test_every_event_is_played_once_whatever_order_they_arrived_in():
    events = (
        *server(STARTED, served("a"), *sent("a", 1, ("name", "required")), served("a", "errors")),
        *browser("x", SHOWN, ("field_focused", "name", {}), ("submit_pressed", "", {})),
        *browser("y", SHOWN, ("error_shown", "name", {"rule": "required"})),
    )
    shuffled = random.Random(7).sample(events, len(events))

    one = played(shuffled, seen("x", 1), seen("y", 5))

    lines = [*one.before, *(line for s in one.scenes for line in (*s.lines, *s.afterwards))]
    heads = [scene.served for scene in one.scenes]
    told = [line.event for line in lines if line.event] + [head for head in heads if head]
    assert sorted(told, key=str) == sorted(events, key=str)
    assert one == played(events, seen("x", 1), seen("y", 5))


def test_the_servings_say_the_order_even_when_the_estimates_are_wrong():
    """The first page's events came late, from a later page: its estimate is far too late."""
    events = (
        *server(STARTED, served("a"), *sent("a", 1), ("page_accepted", "a", "", {}), served("b")),
        *browser("x", SHOWN),
        *browser("y", SHOWN, page="b"),
    )

    one = played(events, seen("y", 4), seen("x", 300))

    assert [scene.page for scene in one.scenes] == ["a", "b"]
    assert [line.kind for line in one.scenes[0].afterwards] == ["page_submitted", "page_accepted"]


def test_a_page_of_which_nothing_arrived_is_shown_as_such():
    events = (*server(STARTED, served("a"), served("a", "reload")), *browser("y", SHOWN))

    first, second = played(events, seen("y", 2)).scenes

    assert (first.recorded, first.lines, first.length_ms) == (False, (), 0)
    assert second.recorded
    assert second.served.data["reason"] == "reload"


def test_without_javascript_the_servers_words_are_all():
    events = server(
        STARTED, served("a"), *sent("a", 1, ("name", "required")), served("a", "errors")
    )

    first, second = played(events).scenes

    assert [line.mark for line in first.afterwards] == [None, Mark.ERROR]
    assert [(e.field, e.rule, e.message) for e in second.errors] == [("name", "required", "Nein.")]


def test_errors_are_shown_on_the_page_that_followed_them_and_gone_when_repaired():
    events = (
        *server(
            *(STARTED, served("a"), *sent("a", 1, ("name", "required"), ("plate", "format"))),
            *(served("a", "errors"), *sent("a", 2, ("plate", "format")), served("a", "errors")),
        ),
    )

    shown = [[error.field for error in scene.errors] for scene in played(events).scenes]

    assert shown == [[], ["name", "plate"], ["plate"]]


def test_a_page_from_the_browsers_memory_is_a_showing_of_its_own_at_its_time():
    first = told_at(
        "x",
        (0, "page_shown", "", {"restored": False}),
        (900, "page_left", "", {"reason": "submit"}),
        (9000, "page_shown", "", {"restored": True}),
        (9500, "help_opened", "name", {}),
    )
    second = told_at("y", (0, "page_shown", "", {}), (500, "page_left", "", {}), page="b")
    events = (*server(STARTED, served("a"), served("b")), *first, *second)

    one = played(events, seen("x", 1, last=3), seen("y", 2))

    assert [scene.page for scene in one.scenes] == ["a", "b", "a"]
    assert [scene.length_ms for scene in one.scenes] == [900, 500, 500]
    assert one.scenes[2].served is None
    assert of_kind(one.scenes[2], "help_opened")[0].at_ms == 500


def test_times_are_those_of_the_pages_own_clock():
    one = played(
        (
            *server(STARTED, served("a")),
            *told_at("x", (120, "page_shown", "", {}), (2120, "field_focused", "name", {})),
        ),
        seen("x", 1),
    )

    assert [line.at_ms for line in one.scenes[0].lines] == [0, 2000]


@pytest.mark.parametrize(
    ("seconds", "kinds"),
    [(4.9, []), (5, [Kind.HESITATION]), (30, [Kind.HESITATION]), (30.1, [Kind.IDLE])],
)
def test_a_stretch_without_a_sign_of_life_is_a_hesitation_then_a_pause(seconds, kinds):
    stream = told_at(
        "x",
        (0, "page_shown", "", {}),
        (100, "field_focused", "name", {}),
        (100 + seconds * 1000, "field_changed", "name", {"length": 3, "how": "typed"}),
    )

    scene = played((*server(STARTED, served("a")), *stream), seen("x", 0)).scenes[0]

    assert [line.kind for line in scene.lines if line.event is None] == kinds


@pytest.mark.parametrize(
    "between",
    [
        [(0, "hidden", "", {}), (20_000, "visible", "", {"hidden_ms": 20_000})],
        [(20_000, "active", "", {"since_ms": 200})],
        [(100, "submit_pressed", "", {}), (20_000, "page_left", "", {"reason": "submit"})],
    ],
    ids=["hidden", "at work", "waiting for the server"],
)
def test_what_has_another_reason_is_no_hesitation(between):
    stream = told_at("x", (0, "page_shown", "", {}), *between)

    scene = played((*server(STARTED, served("a")), *stream), seen("x", 0)).scenes[0]

    assert of_kind(scene, Kind.HESITATION, Kind.IDLE) == []


def test_missing_events_are_a_line_of_their_own_and_never_a_hesitation():
    stream = told_at(
        "x",
        (0, "page_shown", "", {}),
        (500, "field_focused", "name", {}),
        (600, "field_left", "name", {}),
        (20_000, "submit_pressed", "", {}),
    )
    arrived = (stream[0], stream[1], stream[3])

    scene = played(
        (*server(STARTED, served("a")), *arrived), seen("x", 0, last=3, missing=((2, 2),))
    ).scenes[0]

    (missing,) = of_kind(scene, Kind.MISSING)
    assert (missing.at_ms, missing.until_ms, missing.count) == (500, 20_000, 1)
    assert missing.mark is Mark.GAP
    assert of_kind(scene, Kind.HESITATION, Kind.IDLE) == []


def test_each_gap_is_in_the_showing_that_it_came_before():
    """Seqs 1, 3 and 5 are missing, the page came back with seq 4, and its end is not known."""
    kinds = ["page_shown", "active", "hidden", "active", "page_shown", "active", "hidden"]
    stream = told_at("x", *((seq * 1000, kind, "", {}) for seq, kind in enumerate(kinds)))
    restored = Event("x", 4, 4000.0, EventKind.PAGE_SHOWN, "a", "", {"restored": True})
    arrived = (stream[0], stream[2], restored, stream[6])
    missing = ((1, 1), (3, 3), (5, 5))

    one = played(
        (*server(STARTED, served("a")), *arrived),
        seen("x", 0, last=6, missing=missing, ended=False),
    )

    assert [len(of_kind(scene, Kind.MISSING)) for scene in one.scenes] == [1, 2]
    assert [len(of_kind(scene, Kind.OPEN_END)) for scene in one.scenes] == [0, 1]


def test_a_stream_whose_end_did_not_arrive_says_so():
    events = (*server(STARTED, served("a")), *browser("x", SHOWN))

    open_end = played(events, seen("x", 0, last=0, ended=False)).scenes[0]
    followed = played(events, seen("x", 0, last=0)).scenes[0]

    assert len(of_kind(open_end, Kind.OPEN_END)) == 1
    assert of_kind(followed, Kind.OPEN_END) == []


def test_refused_events_and_lost_pages_are_counted():
    events = (*server(STARTED, served("a")), *browser("x", SHOWN))

    one = played(events, seen("x", 0, last=0, quarantined=2, dropped=1, prev="lost"))

    assert of_kind(one.scenes[0], Kind.ASIDE)[0].count == 3
    assert one.lost_streams == 1


def test_a_page_that_belongs_to_the_other_attempt_is_not_lost():
    events = (*server(STARTED, served("a")), *browser("x", SHOWN))
    streams = (seen("server-a", 0), seen("x", 0, prev="before"))

    assert replay(events, streams, IDLE).lost_streams == 1
    assert replay(events, streams, IDLE, frozenset({"before"})).lost_streams == 0


def test_two_tabs_of_one_page_are_two_showings():
    events = (
        *server(STARTED, served("a"), served("a", "reload")),
        *browser("x", SHOWN, ("field_focused", "name", {})),
        *browser("y", SHOWN),
    )

    first, second = played(events, seen("y", 2), seen("x", 1)).scenes

    assert (first.key, second.key) == ("x-0", "y-0")


def test_a_mark_for_each_error_and_each_opened_help():
    events = (
        *server(STARTED, served("a"), *sent("a", 1, ("name", "required"), ("plate", "format"))),
        *browser("x", SHOWN, ("help_opened", "name", {}), ("help_closed", "name", {})),
    )

    (scene,) = played(events, seen("x", 1)).scenes

    marks = [line.mark for line in (*scene.lines, *scene.afterwards) if line.mark]
    assert marks == [Mark.HELP, Mark.ERROR, Mark.ERROR]


def test_what_was_used_was_there():
    events = (
        *server(STARTED, served("a"), ("fact_judged", "", "never_shown", {"outcome": "blank"})),
        *browser("x", SHOWN, ("field_focused", "name", {}), page="b"),
    )

    assert used(events) == (frozenset({"a", "b"}), frozenset({"name"}))
