"""The way through the pages, forwards and backwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.forms.broken_rules import option_values
from lab.forms.journey import page_after, page_before, path, reachable_answers
from lab.forms.loader import load_version
from lab.forms.model import ChoiceField, YesNoField
from tests.builders import KITCHEN_SINK, a_version

KITCHEN = load_version(KITCHEN_SINK / "revised.yaml")
ALL_PAGES = [page.id for page in KITCHEN.pages]


def ids(pages):
    return [page.id for page in pages]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ["start", "person", "stall", "remarks_page"]),
        ({"goods": "food"}, ["start", "person", "stall", "hygiene", "remarks_page"]),
        ({"has_car": "yes", "square": "north"}, ["start", "person", "stall", "remarks_page"]),
        (
            {"has_car": "yes", "square": "south", "goods": "food"},
            ["start", "person", "stall", "hygiene", "car", "remarks_page"],
        ),
    ],
)
def test_answers_decide_which_pages_come(answers, expected):
    pages = path(KITCHEN, answers)

    assert ids(pages) == expected
    forwards = [page_after(KITCHEN, page, answers) for page in expected]
    backwards = [page_before(KITCHEN, page, answers) for page in expected]
    assert ids(page for page in forwards if page) == expected[1:]
    assert ids(page for page in backwards if page) == expected[:-1]
    assert forwards[-1] is None
    assert backwards[0] is None


def test_a_page_that_is_no_longer_shown_still_has_neighbours():
    """A citizen changes an answer in another window and then presses continue on the old page."""
    after = page_after(a_version(), "zones_page", {"moved": "no"})
    before = page_before(a_version(), "zones_page", {"moved": "no"})

    assert after is not None
    assert before is not None
    assert (after.id, before.id) == ("car", "move")


def test_an_answer_on_a_hidden_page_opens_no_other_page():
    pages = [
        {"id": "one", "title": "1", "fields": [{"id": "a", "kind": "yes_no", "label": "A"}]},
        {
            "id": "two",
            "title": "2",
            "show_if": {"field": "a", "equals": "yes"},
            "fields": [{"id": "b", "kind": "yes_no", "label": "B"}],
        },
        {"id": "three", "title": "3", "show_if": {"field": "b", "equals": "yes"}},
    ]
    version = a_version(pages=pages)

    assert ids(path(version, {"a": "yes", "b": "yes"})) == ["one", "two", "three"]
    assert ids(path(version, {"a": "no", "b": "yes"})) == ["one"]
    assert reachable_answers(version, {"a": "no", "b": "yes"}) == {"a": "no"}


def _choices(version):
    answers = {}
    for field in version.answer_fields:
        if isinstance(field, ChoiceField | YesNoField):
            one = st.sampled_from(("", *option_values(field)))
            several = st.lists(st.sampled_from(option_values(field)), unique=True).map(tuple)
            is_several = isinstance(field, ChoiceField) and field.kind == "checkboxes"
            answers[field.id] = several if is_several else one
        else:
            answers[field.id] = st.sampled_from(("", "etwas"))
    return st.fixed_dictionaries({}, optional=answers)


@given(_choices(KITCHEN))
def test_going_back_after_going_on_returns(answers):
    for page in path(KITCHEN, answers)[:-1]:
        following = page_after(KITCHEN, page.id, answers)
        assert following is not None
        assert page_before(KITCHEN, following.id, answers) == page


@given(_choices(KITCHEN))
def test_going_on_from_the_first_page_visits_the_whole_path(answers):
    pages = [KITCHEN.pages[0]]
    while following := page_after(KITCHEN, pages[-1].id, answers):
        pages.append(following)

    assert tuple(pages) == path(KITCHEN, answers)


@given(_choices(KITCHEN))
def test_reachable_answers_are_reachable(answers):
    once = reachable_answers(KITCHEN, answers)

    assert reachable_answers(KITCHEN, once) == once
    assert path(KITCHEN, once) == path(KITCHEN, answers)
    assert set(once.items()) <= set(answers.items())
