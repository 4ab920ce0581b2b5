"""Rules in their order, and the words that citizens read about a broken one."""

import pytest

from lab.forms.broken_rules import LONGEST_ANSWER
from lab.forms.loader import load_version
from lab.forms.model import Rule
from lab.forms.rules import breakable_rules
from lab.forms.validation import FieldError, validate_all, validate_page
from tests.builders import KITCHEN_SINK, a_form

KITCHEN = load_version(KITCHEN_SINK / "revised.yaml")


def errors(answer, language="de", **field):
    version = a_form({"id": "a", "label": "Angabe", **field})
    return validate_page(version, version.pages[0], {"a": answer}, language)


def rule(answer, **field):
    found = errors(answer, **field)
    return found[0].rule if found else None


OPTIONS = [{"value": "x", "label": "X"}, {"value": "y", "label": "Y"}]
TEXT = {"kind": "text", "min_length": 3, "max_length": 5}
DATE = {"kind": "date", "min": "2026-01-01", "max": "2026-12-31"}
NUMBER = {"kind": "number", "min": 1, "max": 9.5}
RADIOS = {"kind": "radios", "options": OPTIONS}
BOXES = {"kind": "checkboxes", "options": OPTIONS}


@pytest.mark.parametrize(
    ("field", "answer", "expected"),
    [
        (TEXT, "", Rule.REQUIRED), (TEXT, "ab", Rule.TOO_SHORT), (TEXT, "abcdef", Rule.TOO_LONG),
        (TEXT, "abc", None), (TEXT | {"required": False}, "", None),
        (TEXT | {"pattern": "[a-z]+"}, "ABC", Rule.FORMAT),
        (TEXT | {"pattern": "[a-z]+"}, "abc", None),
        ({"kind": "long_text"}, "x" * LONGEST_ANSWER, None),
        ({"kind": "long_text"}, "x" * (LONGEST_ANSWER + 1), Rule.TOO_LONG),
        ({"kind": "text"}, ("a", "b"), None), (NUMBER, "9" * 99_999, Rule.TOO_LARGE),
        ({"kind": "date"}, "1." * 99_999, Rule.NOT_A_DATE),
        ({"kind": "pattern", "pattern": r"HY-\d{5}"}, "HY-1234", Rule.FORMAT),
        ({"kind": "pattern", "pattern": r"HY-\d{5}"}, "HY-12345", None),
        ({"kind": "email"}, "anna", Rule.FORMAT), ({"kind": "email"}, "a@b.de", None),
        ({"kind": "telephone"}, "abc", Rule.FORMAT), ({"kind": "telephone"}, "030/1234", None),
        ({"kind": "plate"}, "123", Rule.FORMAT), ({"kind": "plate"}, "b ab 12", None),
        ({"kind": "postcode"}, "1234", Rule.FORMAT), ({"kind": "postcode"}, "01 067", None),
        (NUMBER, "x", Rule.FORMAT), (NUMBER, "0,5", Rule.TOO_SMALL), (NUMBER, "9,5", None),
        (NUMBER, "9,6", Rule.TOO_LARGE), (NUMBER | {"unit": "km"}, "9 km", None),
        ({"kind": "number"}, "-1000", None),
        (DATE, "31.2.2026", Rule.NOT_A_DATE), (DATE, "31.12.2025", Rule.TOO_EARLY),
        (DATE, "1.1.2027", Rule.TOO_LATE), (DATE, "1.1.2026", None), (DATE, "31.12.2026", None),
        ({"kind": "date"}, "1.1.1066", None), (DATE, "", Rule.REQUIRED),
        (RADIOS, "", Rule.REQUIRED), (RADIOS, "z", Rule.NOT_AN_OPTION), (RADIOS, "x", None),
        (RADIOS, ("x", "y"), Rule.NOT_AN_OPTION),
        (BOXES, (), Rule.REQUIRED), (BOXES, ("x", "z"), Rule.NOT_AN_OPTION),
        (BOXES, ("x", "y"), None), (BOXES | {"required": False}, (), None),
        ({"kind": "yes_no"}, "maybe", Rule.NOT_AN_OPTION), ({"kind": "yes_no"}, "no", None),
        ({"kind": "file", "samples": OPTIONS}, "x", None),
        ({"kind": "file", "samples": OPTIONS}, "virus.exe", Rule.NOT_AN_OPTION),
    ],
)  # fmt: skip
def test_the_first_broken_rule_is_told(field, answer, expected):
    assert rule(answer, **field) == expected


@pytest.mark.parametrize(
    ("field", "answer", "message"),
    [
        ({"kind": "text"}, "", "Füllen Sie „Angabe“ aus."),
        ({"kind": "yes_no"}, "", "Wählen Sie bei „Angabe“ eine Antwort aus."),
        ({"kind": "file", "samples": OPTIONS}, "", "Wählen Sie bei „Angabe“ ein Dokument aus."),
        (TEXT, "abcdef", "Kürzen Sie „Angabe“ auf höchstens 5 Zeichen."),
        (TEXT, "a", "Schreiben Sie bei „Angabe“ mindestens 3 Zeichen."),
        (NUMBER, "10", "Schreiben Sie bei „Angabe“ eine Zahl bis 9,5."),
        (NUMBER, "0", "Schreiben Sie bei „Angabe“ eine Zahl ab 1."),
        ({"kind": "number"}, "x", "Schreiben Sie bei „Angabe“ eine Zahl, zum Beispiel 12."),
        (
            {"kind": "plate"},
            "x",
            "Schreiben Sie bei „Angabe“ ein Kennzeichen wie B-AB 1234.",
        ),
        (
            {"kind": "pattern", "pattern": "a"},
            "x",
            "Prüfen Sie „Angabe“. Die Schreibweise passt nicht.",
        ),
        (DATE, "1.1.2020", "Geben Sie bei „Angabe“ den 1.1.2026 oder ein späteres Datum an."),
        ({"kind": "date"}, "x.y.z", "Schreiben Sie bei „Angabe“ ein Datum wie 27.3.2026."),
        (DATE, "1.1.2030", "Geben Sie bei „Angabe“ den 31.12.2026 oder ein früheres Datum an."),
        (
            DATE,
            "3.27.2026",
            "Bei „Angabe“ muss der Monat zwischen 1 und 12 liegen. Der Tag steht zuerst.",
        ),
        (DATE, "27..2026", "Geben Sie bei „Angabe“ Tag, Monat und Jahr an."),
        (RADIOS, "z", "Wählen Sie bei „Angabe“ eine der angebotenen Antworten."),
    ],
)
def test_the_labs_own_message_names_the_field_and_the_cure(field, answer, message):
    assert errors(answer, **field)[0].message == message


def test_an_answer_too_long_for_any_field_has_a_message_with_a_number():
    (error,) = errors("x" * (LONGEST_ANSWER + 1), kind="long_text")

    assert error.message == "Kürzen Sie „Angabe“ auf höchstens 10000 Zeichen."


def test_the_labs_own_messages_come_in_the_language_of_the_session():
    assert errors("", "en", kind="text")[0].message == "Fill in “Angabe”."
    assert errors("", "de_easy", kind="text")[0].message.startswith("Hier fehlt etwas:")
    assert errors("", "fr", kind="text")[0].message == "Füllen Sie „Angabe“ aus."


def test_a_label_with_a_colon_is_named_without_it():
    assert errors("", kind="text", label="Name:")[0].message == "Füllen Sie „Name“ aus."


def test_a_fields_message_comes_before_the_versions_and_that_before_the_labs():
    own = {"id": "a", "kind": "text", "label": "A", "messages": {"required": "Vom Feld."}}
    other = {"id": "b", "kind": "plate", "label": "B"}
    of_version = {"required": {"de": "Von der Fassung.", "en": "By the version."}}
    version = a_form(own, other, messages=of_version)

    found = validate_page(version, version.pages[0], {}, "en")

    assert [error.message for error in found] == ["Vom Feld.", "By the version."]
    (broken,) = validate_page(version, version.pages[0], {"a": "x", "b": "1"}, "en")
    assert broken == FieldError("b", Rule.FORMAT, "Enter a number plate for “B”, like B-AB 1234.")


def test_errors_come_in_page_order_and_only_for_fields_that_are_shown():
    page = KITCHEN.page("remarks_page")

    assert [error.field for error in validate_page(KITCHEN, page, {}, "de")] == ["consent"]
    assert [error.field for error in validate_all(KITCHEN, {}, "de")] == [
        "last_name", "first_name", "birthday", "postcode", "town", "email",
        "goods", "days", "square", "length", "has_car", "consent",
    ]  # fmt: skip


def test_answers_that_open_a_page_have_that_page_validated():
    fields = {error.field for error in validate_all(KITCHEN, {"goods": "food"}, "de")}

    assert {"certificate_number", "certificate"} <= fields


@pytest.mark.parametrize(
    ("field", "rules"),
    [
        (TEXT | {"pattern": "a"}, ["required", "too_short", "too_long", "format"]),
        ({"kind": "text", "required": False}, []),
        ({"kind": "plate"}, ["required", "format"]),
        (NUMBER, ["required", "format", "too_small", "too_large"]),
        ({"kind": "number"}, ["required", "format"]),
        (DATE, ["required", "not_a_date", "too_early", "too_late"]),
        (RADIOS, ["required", "not_an_option"]),
        ({"kind": "yes_no"}, ["required", "not_an_option"]),
    ],
)
def test_every_field_knows_the_rules_it_can_break(field, rules):
    version = a_form({"id": "a", "label": "A", **field})

    assert [rule.value for rule in breakable_rules(version.field("a"))] == rules
