"""Every way through a version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.forms.journey import path, shown_fields
from lab.forms.loader import load_version
from lab.forms.walk import TooManyWaysError, shortest_path, ways
from tests.builders import KITCHEN_SINK, a_version

KITCHEN = load_version(KITCHEN_SINK / "revised.yaml")


def pages_of(*conditions, field="a", **of_field):
    """A first page that asks, and a page for each condition."""
    asked = {"id": field, "label": "?", **of_field}
    first = {"id": "first", "title": "1", "fields": [asked]}
    others = [
        {"id": f"page_{number}", "title": "x", "show_if": condition}
        for number, condition in enumerate(conditions)
    ]
    return a_version(pages=[first, *others])


def found(version):
    return {way.pages for way in ways(version)}


def test_a_version_without_conditions_has_one_way():
    (way,) = ways(a_version("original"))

    assert way.pages == ("application",)
    assert way.fields == ("full_name", "plate", "reason", "zones")


def test_the_kitchen_sink_has_a_way_for_each_combination():
    assert found(KITCHEN) == {
        ("start", "person", "stall", *hygiene, *car, "remarks_page")
        for hygiene in ((), ("hygiene",))
        for car in ((), ("car",))
    }


def test_the_answers_of_a_way_lead_along_it():
    for way in ways(KITCHEN):
        walked = path(KITCHEN, way.answers)
        fields = [field.id for page in walked for field in shown_fields(page, way.answers)]
        assert tuple(page.id for page in walked) == way.pages
        assert tuple(fields) == way.fields


OPTIONS = [{"value": value, "label": value} for value in "xyz"]
IS_X, IS_Y = {"field": "a", "equals": "x"}, {"field": "a", "equals": "y"}


@pytest.mark.parametrize(
    ("of_field", "expected"),
    [
        ({"kind": "radios", "options": OPTIONS}, {(0,), (1,), ()}),
        ({"kind": "select", "options": OPTIONS[:2]}, {(0,), (1,)}),
        ({"kind": "select", "options": OPTIONS[:2], "required": "false"}, {(0,), (1,), ()}),
        ({"kind": "checkboxes", "options": OPTIONS}, {(0,), (1,), (0, 1), ()}),
        ({"kind": "file", "samples": OPTIONS}, {(0,), (1,), ()}),
        ({"kind": "text"}, {(0,), (1,), ()}),
    ],
)
def test_every_answer_that_makes_a_difference_is_tried(of_field, expected):
    version = pages_of(IS_X, IS_Y, **of_field)

    pages = {tuple(f"page_{number}" for number in way) for way in expected}
    assert found(version) == {("first", *way) for way in pages}


def test_asking_whether_it_was_answered_makes_two_ways():
    optional = {"kind": "number", "required": "false"}
    version = pages_of({"field": "a", "answered": "true"}, **optional)

    assert found(version) == {("first",), ("first", "page_0")}


def test_of_many_boxes_none_each_and_all_are_tried():
    options = [{"value": f"v{number}", "label": str(number)} for number in range(9)]
    conditions = [{"field": "a", "equals": f"v{number}"} for number in range(9)]
    version = pages_of(*conditions, kind="checkboxes", options=options, required="false")

    assert len(found(version)) == 1 + 9 + 1


def test_too_many_ways_are_told_instead_of_walked_for_ever():
    asked = [{"id": f"f{number}", "kind": "yes_no", "label": "?"} for number in range(12)]
    shown = [
        {"id": f"p{number}", "title": "x", "show_if": {"field": f"f{number}", "equals": "yes"}}
        for number in range(12)
    ]
    version = a_version(pages=[{"id": "first", "title": "1", "fields": asked}, *shown])

    with pytest.raises(TooManyWaysError, match="more than 2000 ways") as told:
        ways(version)
    assert "fewer fields" in told.value.cure


def test_the_shortest_path_is_what_nobody_can_avoid():
    assert shortest_path(a_version(), {"moved": "no"}) == ("person", "move", "car", "check")
    assert shortest_path(a_version("original"), {}) == ("application",)


@given(st.fixed_dictionaries({}, optional={
    "goods": st.sampled_from(["food", "crafts"]),
    "square": st.sampled_from(["north", "south", "west"]),
    "has_car": st.sampled_from(["yes", "no"]),
    "days": st.sampled_from([(), ("saturday",), ("saturday", "sunday")]),
    "telephone": st.sampled_from(["", "030 123456"]),
}))  # fmt: skip
def test_no_answers_lead_along_a_way_that_was_not_found(answers):
    assert tuple(page.id for page in path(KITCHEN, answers)) in found(KITCHEN)
