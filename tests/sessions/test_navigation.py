import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.errors import NotEstimable
from lab.sessions.navigation import lostness, navigation
from tests.sessions.telling import served, server


def started(shortest):
    return ("attempt_started", "", "", {"shortest": shortest})


def test_the_shortest_way_is_not_lost():
    found = navigation(server(started(2), served("a"), served("b")))

    assert found.visits == ("a", "b")
    assert found.lostness == 0.0


@pytest.mark.parametrize(
    ("visits", "shortest", "expected"),
    [
        ("abab", 2, 0.5),
        ("abcd", 2, 0.5),
        ("aabbccdd", 2, 0.7071),
        ("a", 5, 0.0),
    ],
)
def test_lostness_follows_smith(visits, shortest, expected):
    assert lostness(tuple(visits), shortest) == pytest.approx(expected, abs=1e-4)


@given(st.lists(st.sampled_from("abcdef"), min_size=1), st.integers(1, 10))
def test_lostness_lies_between_0_and_the_square_root_of_2(visits, shortest):
    lost = lostness(visits, shortest)

    assert not isinstance(lost, NotEstimable)
    assert 0 <= lost < 2**0.5


def test_without_a_known_shortest_way_lostness_cannot_be_had():
    assert isinstance(navigation(server(served("a"))).lostness, NotEstimable)


@pytest.mark.parametrize("reason", ["errors", "reload", "resume"])
def test_the_same_page_shown_again_is_no_new_visit(reason):
    assert navigation(server(started(1), served("a"), served("a", reason))).visits == ("a",)


def test_an_attempt_that_ended_early_tells_where():
    ended = ("attempt_ended", "", "", {"outcome": "gave_up"})

    assert navigation(server(started(2), served("a"), served("b"), ended)).left_at == "b"


def test_a_submitted_attempt_was_left_nowhere():
    ended = ("attempt_ended", "", "", {"outcome": "submitted"})

    assert navigation(server(started(1), served("a"), ended)).left_at is None
