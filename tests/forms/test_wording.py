"""Every text that citizens read, once, with its place and kind."""

from collections import Counter

import pytest

from lab.forms.checking_texts import texts_in
from lab.forms.loader import load_version
from lab.forms.wording import TextUnit, UnitKind, units
from tests.builders import KITCHEN_SINK, a_form

KITCHEN = load_version(KITCHEN_SINK / "revised.yaml")
ORIGINAL = load_version(KITCHEN_SINK / "original.yaml")


@pytest.mark.parametrize("version", [KITCHEN, ORIGINAL])
@pytest.mark.parametrize("language", ["de", "en", "de_easy"])
def test_no_text_is_left_out_and_none_comes_twice(version, language):
    written = Counter(unit.text for unit in units(version, language))
    there = Counter(text.in_language(language) for _, text in texts_in(version))

    assert written + Counter([version.authority.in_language(language)]) == there


def test_places_are_unique():
    places = [unit.place for unit in units(KITCHEN, "de")]

    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    "unit",
    [
        TextUnit("title", UnitKind.HEADING, None, "", "Register a stall"),
        TextUnit("person.title", UnitKind.HEADING, None, "person", "Who are you?"),
        TextUnit("start.continue_label", UnitKind.BUTTON, None, "start", "Start now"),
        TextUnit(
            "start.start_legal.text",
            UnitKind.LEGAL,
            "start_legal",
            "start",
            "Under section 1 of the market rules.",
        ),
        TextUnit("person.last_name.label", UnitKind.LABEL, "last_name", "person", "Last name"),
        TextUnit(
            "person.last_name.messages.required",
            UnitKind.MESSAGE,
            "last_name",
            "person",
            "Enter your last name.",
        ),
        TextUnit(
            "stall.goods.options.crafts.hint", UnitKind.HINT, "goods", "stall", "Made by yourself"
        ),
        TextUnit("submit_label", UnitKind.BUTTON, None, "", "Send registration"),
        TextUnit("confirmation.text", UnitKind.TEXT, None, "", "We answer within 2 weeks."),
    ],
)
def test_a_unit_says_where_it_stands_and_what_it_is(unit):
    assert unit in units(KITCHEN, "en")


def test_a_text_without_english_is_no_english_unit_but_a_german_one():
    version = a_form({"id": "a", "kind": "text", "label": "Angabe"})

    assert "page.a.label" not in {unit.place for unit in units(version, "en")}
    assert "page.a.label" in {unit.place for unit in units(version, "de_easy")}
