"""What a browser posts becomes the answers of one page, and nothing else does."""

import unicodedata

from lab.forms.answers import read_answers
from lab.forms.loader import load_version
from tests.builders import KITCHEN_SINK, a_form

KITCHEN = load_version(KITCHEN_SINK / "revised.yaml")


def test_typed_answers_are_stripped():
    answers = read_answers(KITCHEN.page("person"), {"last_name": ["  Berg \n"]}, {})

    assert answers["last_name"] == "Berg"


def test_a_field_left_alone_has_an_empty_answer():
    answers = read_answers(KITCHEN.page("stall"), {}, {})

    assert answers == {"goods": "", "days": (), "square": "", "length": "", "has_car": ""}


def test_three_boxes_make_one_date():
    posted = {"birthday-day": ["4"], "birthday-month": ["11."], "birthday-year": ["1979"]}

    assert read_answers(KITCHEN.page("person"), posted, {})["birthday"] == "4.11.1979"


def test_a_date_in_one_box_stays_as_typed():
    assert read_answers(KITCHEN.page("car"), {"arrival": ["27/3/26"]}, {})["arrival"] == "27/3/26"


def test_boxes_ticked_are_kept_once_each_in_their_order():
    posted = {"days": ["sunday", "saturday", "", "sunday"]}

    assert read_answers(KITCHEN.page("stall"), posted, {})["days"] == ("sunday", "saturday")


def test_what_belongs_to_no_field_of_the_page_is_dropped():
    posted = {"csrf": ["x"], "plate": ["B-AB 1"], "start_list": ["x"], "goods": ["food"]}

    assert set(read_answers(KITCHEN.page("stall"), posted, {})) == {
        "goods", "days", "square", "length", "has_car",
    }  # fmt: skip


def test_a_field_that_is_not_shown_takes_no_answer():
    version = a_form(
        {"id": "more", "kind": "text", "label": "?", "show_if": {"field": "a", "equals": "x"}}
    )

    assert read_answers(version.pages[0], {"more": ["y"]}, {"a": "z"}) == {}
    assert read_answers(version.pages[0], {"more": ["y"]}, {"a": "x"}) == {"more": "y"}


def test_the_same_text_from_any_device_is_the_same_answer():
    decomposed = unicodedata.normalize("NFD", "Müller\r\nGärtnerei\0")

    answers = read_answers(KITCHEN.page("remarks_page"), {"remarks": [decomposed]}, {})

    assert answers["remarks"] == "Müller\nGärtnerei"
