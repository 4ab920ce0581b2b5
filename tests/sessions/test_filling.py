import pytest

from lab.sessions import filling
from lab.sessions.events import Event, EventKind
from tests.builders import a_version

PERSON = {"last_name": "Muster", "first_name": "Anna"}
MOVED = {**PERSON, "moved": "yes"}
STAYED = {**PERSON, "moved": "no"}
ALL = {**MOVED, "old_zone": "3", "new_zone": "7", "plate": "MU-AB 12"}


def events(*kinds_and_pages):
    return tuple(
        Event("server-a", seq, float(seq), kind, page, "", {})
        for seq, (kind, page) in enumerate(kinds_and_pages)
    )


SERVED, ACCEPTED, SUBMITTED = (
    EventKind.PAGE_SERVED,
    EventKind.PAGE_ACCEPTED,
    EventKind.PAGE_SUBMITTED,
)


@pytest.mark.parametrize(
    ("answers", "pages"),
    [
        ({}, ("person", "move", "car", "check")),
        (STAYED, ("person", "move", "car", "check")),
        (MOVED, ("person", "move", "zones_page", "car", "check")),
    ],
)
def test_the_way_follows_the_answers_and_ends_with_the_check(answers, pages):
    assert filling.way(a_version(), answers) == pages


def test_a_version_without_a_check_page_ends_with_its_last_page():
    assert filling.way(a_version("original"), {}) == ("application",)


@pytest.mark.parametrize(
    ("answers", "page"),
    [({}, "person"), (PERSON, "move"), (MOVED, "zones_page"), (STAYED, "car"), (ALL, "check")],
)
def test_one_may_go_as_far_as_the_first_page_that_is_not_in_order(answers, page):
    assert filling.furthest(a_version(), answers, "de") == page


@pytest.mark.parametrize(
    ("answers", "page", "allowed"),
    [
        (PERSON, "person", True),
        (PERSON, "move", True),
        (PERSON, "car", False),
        (PERSON, "check", False),
        (ALL, "check", True),
        (STAYED, "zones_page", False),
        (ALL, "no_such_page", False),
    ],
)
def test_a_page_further_on_or_off_the_way_is_not_shown(answers, page, allowed):
    assert filling.may_show(a_version(), answers, "de", page) is allowed


@pytest.mark.parametrize(
    ("page", "before"), [("person", None), ("move", "person"), ("check", "car")]
)
def test_back_leads_to_the_page_before(page, before):
    assert filling.page_before(a_version(), ALL, page) == before


def next_page(answers, page, history=()):
    return filling.page_next(a_version(), answers, "de", history, page)


def test_an_accepted_page_leads_to_the_next():
    assert next_page(PERSON, "person") == "move"
    assert next_page(ALL, "car") == "check"
    assert next_page(ALL, "check") is None


def test_who_changes_an_answer_returns_to_the_check_page():
    every_page = ("person", "move", "zones_page", "car", "check")
    history = events(*((SERVED, page) for page in every_page))

    assert next_page(ALL, "person", history) == "check"


def test_who_changes_an_answer_first_sees_the_pages_it_opened():
    history = events(*((SERVED, page) for page in ("person", "move", "car", "check")))
    now_moved = {**STAYED, "moved": "yes", "plate": "MU-AB 12"}

    assert next_page(now_moved, "move", history) == "zones_page"


@pytest.mark.parametrize(
    ("last", "page", "reason"),
    [
        ((EventKind.ATTEMPT_STARTED, ""), "person", "next"),
        ((ACCEPTED, "person"), "move", "next"),
        ((ACCEPTED, "person"), "person", "other"),
        ((EventKind.VALIDATION_ERROR, "person"), "person", "errors"),
        ((EventKind.VALIDATION_ERROR, "move"), "person", "other"),
        ((SERVED, "move"), "move", "reload"),
        ((SERVED, "move"), "person", "back"),
        ((SERVED, "check"), "person", "change"),
        ((SERVED, "person"), "move", "other"),
        ((SERVED, "left_the_way"), "person", "other"),
    ],
)
def test_what_happened_last_says_why_a_page_is_served(last, page, reason):
    pages = filling.way(a_version(), ALL)
    current = "person" if last[0] == EventKind.ATTEMPT_STARTED else "move"

    assert filling.why_served(events(last), pages, current, page) == reason


def test_nothing_is_known_of_a_page_served_before_anything_happened():
    assert filling.why_served((), ("person",), None, "person") == "other"


def test_visits_and_submissions_are_counted_page_by_page():
    history = events(
        *((SERVED, "person"), (SUBMITTED, "person"), (SERVED, "person"), (SERVED, "move"))
    )

    assert filling.visits(history, "person") == 2
    assert filling.submissions(history, "person") == 1
    assert filling.submissions(history, "move") == 0
