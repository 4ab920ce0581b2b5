import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.sessions.events import Event, EventKind
from lab.sessions.timing import TimeSource, page_times, wall_seconds

IDLE = 30


def stream(*events, page="address", name="s1"):
    """events: (milliseconds, kind) or (milliseconds, kind, data)."""
    return tuple(
        Event(name, seq, t_ms, EventKind(kind), page, "", data[0] if data else {})
        for seq, (t_ms, kind, *data) in enumerate(events)
    )


def server(*events):
    """events: (milliseconds, kind, page)."""
    return tuple(
        Event("server-a", seq, t_ms, EventKind(kind), page, "", {})
        for seq, (t_ms, kind, page) in enumerate(events)
    )


def active(events):
    return {time.page: time.active for time in page_times(events, IDLE)}


def test_a_page_counts_from_being_shown_to_being_left():
    assert active(stream((0, "page_shown"), (20_000, "page_left"))) == {"address": 20.0}


def test_a_page_that_was_never_left_counts_to_its_last_event():
    assert active(stream((0, "page_shown"), (12_000, "first_input"))) == {"address": 12.0}


def test_two_visits_to_a_page_are_added():
    first = stream((0, "page_shown"), (5_000, "page_left"))
    second = stream((100, "page_shown"), (2_100, "page_left"), name="s2")

    assert active(first + second) == {"address": 7.0}


def test_hidden_time_does_not_count():
    (time,) = page_times(
        stream((0, "page_shown"), (4_000, "hidden"), (14_000, "visible"), (15_000, "page_left")),
        IDLE,
    )

    assert (time.active, time.hidden, time.idle) == (5.0, 10.0, 0.0)


def test_a_page_opened_in_the_background_counts_from_being_seen():
    (time,) = page_times(stream((0, "page_shown"), (9_000, "visible"), (11_000, "page_left")), IDLE)

    assert (time.active, time.hidden) == (2.0, 9.0)


def test_a_page_left_while_hidden_stops_at_being_hidden():
    assert active(
        stream((0, "page_shown"), (3_000, "hidden"), (60_000, "page_left"), (60_001, "visible"))
    ) == {"address": 3.0}


def test_time_in_the_browsers_memory_does_not_count():
    events = stream(
        (0, "page_shown"),
        (2_000, "page_left"),
        (100_000, "page_shown", {"restored": True}),
        (101_000, "page_left"),
    )

    assert active(events) == {"address": 3.0}


@pytest.mark.parametrize(("pause", "counted"), [(29_000, 31.0), (30_000, 32.0), (30_001, 2.0)])
def test_a_pause_longer_than_the_idle_rule_does_not_count(pause, counted):
    events = stream(
        (0, "page_shown"),
        (1_000, "first_input"),
        (1_000 + pause, "field_changed"),
        (2_000 + pause, "page_left"),
    )

    assert active(events) == {"address": pytest.approx(counted, abs=0.01)}


def test_a_burst_of_activity_breaks_a_pause():
    events = stream(
        (0, "page_shown"),
        (30_500, "active", {"since_ms": 20_000, "until_ms": 29_500}),
        (50_000, "page_left"),
    )

    assert active(events) == {"address": 50.0}


def test_a_burst_without_its_end_ends_when_it_was_reported():
    events = stream(
        (0, "page_shown"), (25_000, "active", {"since_ms": 24_000}), (50_000, "page_left")
    )

    assert active(events) == {"address": 50.0}


def test_without_javascript_the_server_keeps_the_time():
    events = server(
        (0, "attempt_started", ""),
        (100, "page_served", "address"),
        (10_100, "page_submitted", "address"),
        (10_200, "page_served", "person"),
        (13_200, "page_served", "address"),
        (15_200, "page_submitted", "address"),
        (15_300, "page_served", "person"),
        (16_300, "attempt_ended", ""),
    )

    times = page_times(events, IDLE)

    assert {time.page: time.active for time in times} == pytest.approx(
        {"address": 12.0, "person": 4.0}
    )
    assert {time.source for time in times} == {TimeSource.SERVER}


def test_a_page_whose_recording_is_missing_is_timed_by_the_server():
    events = stream((0, "page_shown"), (3_000, "page_left")) + server(
        (0, "page_served", "address"),
        (4_000, "page_submitted", "address"),
        (4_000, "page_served", "person"),
        (9_000, "page_submitted", "person"),
    )

    assert [(time.page, time.active, time.source) for time in page_times(events, IDLE)] == [
        ("address", 3.0, TimeSource.BROWSER),
        ("person", 5.0, TimeSource.SERVER),
    ]


def test_wall_time_is_the_servers_from_start_to_end():
    events = server((500, "attempt_started", ""), (90_500, "attempt_ended", ""))

    assert wall_seconds(events + stream((0, "page_shown"), (999_999, "page_left"))) == 90.0


def test_no_events_take_no_time():
    assert wall_seconds(()) == 0.0
    assert page_times((), IDLE) == ()


BETWEEN = st.sampled_from(
    ["first_input", "hidden", "visible", "active", "page_left", "page_shown", "help_opened"]
)


@given(st.lists(st.tuples(st.floats(0, 60_000), BETWEEN), max_size=30), st.randoms())
def test_active_hidden_and_idle_time_never_exceed_the_streams_length(steps, random):
    moments, now = [(0.0, "page_shown")], 0.0
    for pause, kind in steps:
        now += pause
        moments.append((now, kind))
    events = list(stream(*moments))
    random.shuffle(events)

    (time,) = page_times(events, IDLE)

    assert min(time.active, time.hidden, time.idle) >= -1e-9
    assert time.active + time.hidden + time.idle <= now / 1000 + 1e-6


def test_waiting_for_the_next_page_is_not_the_persons_time():
    (time,) = page_times(
        stream(
            (0, "page_shown"), (5_000, "submit_pressed"), (5_000, "active"), (8_000, "page_left")
        ),
        IDLE,
    )

    assert (time.active, time.waiting) == (5.0, 3.0)


def test_who_goes_on_working_after_pressing_was_not_waiting():
    (time,) = page_times(
        stream(
            (0, "page_shown"),
            (5_000, "submit_pressed"),
            (7_000, "field_changed"),
            (8_000, "page_left"),
        ),
        IDLE,
    )

    assert (time.active, time.waiting) == (8.0, 0.0)
