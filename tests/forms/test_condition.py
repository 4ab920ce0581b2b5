"""Conditions decide what is shown."""

import pytest
from pydantic import ValidationError

from lab.forms.condition import Condition, holds, leaves

A_IS_X = {"field": "a", "equals": "x"}
B_IS_ANSWERED = {"field": "b", "answered": "true"}


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (A_IS_X, {"a": "x"}, True),
        (A_IS_X, {"a": "y"}, False),
        (A_IS_X, {}, False),
        (A_IS_X, {"a": ("w", "x")}, True),
        ({"field": "a", "equals": ""}, {"a": ()}, True),
        ({"field": "a", "one_of": ["x", "y"]}, {"a": "y"}, True),
        ({"field": "a", "one_of": ["x", "y"]}, {"a": "z"}, False),
        (B_IS_ANSWERED, {"b": "anything"}, True),
        (B_IS_ANSWERED, {"b": ""}, False),
        (B_IS_ANSWERED, {"b": ()}, False),
        ({"field": "b", "answered": "false"}, {}, True),
        ({"not": A_IS_X}, {"a": "x"}, False),
        ({"all": [A_IS_X, B_IS_ANSWERED]}, {"a": "x"}, False),
        ({"all": [A_IS_X, B_IS_ANSWERED]}, {"a": "x", "b": "1"}, True),
        ({"any": [A_IS_X, B_IS_ANSWERED]}, {"a": "x"}, True),
        ({"any": [A_IS_X, B_IS_ANSWERED]}, {}, False),
    ],
)
def test_a_condition_holds_for_answers(condition, answers, expected):
    assert holds(Condition.model_validate(condition), answers) is expected


def test_no_condition_always_holds():
    assert holds(None, {})


def test_a_condition_names_its_fields_however_deep():
    nested = {"all": [A_IS_X, {"not": {"any": [B_IS_ANSWERED, {"field": "c", "equals": "y"}]}}]}

    assert [leaf.field for leaf in leaves(Condition.model_validate(nested))] == ["a", "b", "c"]
    assert list(leaves(None)) == []


@pytest.mark.parametrize(
    "says_nothing_or_too_much",
    [
        {},
        {"field": "a"},
        {"equals": "x"},
        {"field": "a", "equals": "x", "answered": True},
        {"field": "a", "equals": "x", "not": A_IS_X},
        {"all": [A_IS_X], "any": [A_IS_X]},
        {"all": []},
    ],
)
def test_a_condition_says_exactly_one_thing(says_nothing_or_too_much):
    with pytest.raises(ValidationError):
        Condition.model_validate(says_nothing_or_too_much)
