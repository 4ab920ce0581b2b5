import pytest

from lab.sessions.events import Event, EventKind
from lab.sessions.measures import measure


def server(*events):
    """events: (kind, page, data), a second apart."""
    return tuple(
        Event("server-a", seq, seq * 1000.0, EventKind(kind), page, "", data)
        for seq, (kind, page, data) in enumerate(events)
    )


def served(*pages):
    """pages: (page, reason)."""
    return server(*[("page_served", page, {"reason": reason}) for page, reason in pages])


def judged(*outcomes, ended="submitted"):
    facts = [("fact_judged", "", {"fact": str(n), "outcome": o}) for n, o in enumerate(outcomes)]
    return server(("attempt_started", "", {}), *facts, ("attempt_ended", "", {"outcome": ended}))


@pytest.mark.parametrize(
    ("outcomes", "correct", "wrong", "blank"),
    [
        (("right", "right"), True, 0, 0),
        (("right", "wrong"), False, 1, 0),
        (("blank", "right"), False, 0, 1),
        (("wrong", "blank", "wrong"), False, 2, 1),
    ],
)
def test_an_attempt_is_correct_when_no_fact_is_wrong_or_blank(outcomes, correct, wrong, blank):
    measures = measure(judged(*outcomes), 30)

    assert measures.finished
    assert measures.submitted_correctly is correct
    assert (measures.wrong_facts, measures.blank_facts) == (wrong, blank)


def test_an_attempt_given_up_is_neither_finished_nor_correct():
    measures = measure(judged(ended="gave_up"), 30)

    assert not measures.finished
    assert not measures.submitted_correctly
    assert measures.wrong_facts is None


def test_every_rejected_answer_is_a_validation_error():
    sent = ("page_submitted", "address", {"number": 1})
    rejected = ("validation_error", "address", {"rule": "required"})

    assert measure(server(sent, rejected, rejected), 30).validation_errors == 2


@pytest.mark.parametrize(
    ("pages", "count"),
    [
        ([("a", "next"), ("b", "next")], 0),
        ([("a", "next"), ("b", "next"), ("a", "back")], 1),
        ([("a", "next"), ("b", "next"), ("a", "back"), ("b", "next")], 1),
        ([("a", "next"), ("b", "next"), ("c", "next"), ("b", "back"), ("a", "back")], 2),
        ([("a", "next"), ("a", "errors"), ("a", "reload")], 0),
        ([("a", "next"), ("check", "next"), ("a", "change"), ("check", "next")], 0),
        ([("a", "next"), ("b", "next"), ("a", "other")], 1),
        ([("a", "next"), ("b", "next"), ("a", "back"), ("b", "other")], 1),
        ([("a", "next"), ("b", "next"), ("b", "resume")], 0),
    ],
)
def test_a_participant_who_goes_back_has_a_backtrack(pages, count):
    assert measure(served(*pages), 30).backtracks == count


def test_a_page_taken_back_from_the_browsers_memory_is_a_backtrack():
    back = Event("s1", 3, 9000.0, EventKind.PAGE_SHOWN, "a", "", {"restored": True})
    forth = Event("s2", 3, 9000.0, EventKind.PAGE_SHOWN, "b", "", {"restored": True})

    assert measure((*served(("a", "next"), ("b", "next")), back, forth), 30).backtracks == 1


def test_the_order_in_which_events_arrive_does_not_matter():
    events = judged("right", "wrong") + served(("a", "next"), ("b", "next"), ("a", "back"))

    assert measure(events[::-1], 30) == measure(events, 30)


def test_active_time_is_the_sum_of_the_pages():
    measures = measure(served(("a", "next"), ("b", "next"), ("c", "next")), 30)

    assert measures.active_seconds == pytest.approx(2.0)
    assert [page.page for page in measures.pages] == ["a", "b"]
