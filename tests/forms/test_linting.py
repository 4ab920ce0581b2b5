"""Advice on what is well-formed and yet hard on people."""

from pathlib import Path

import pytest

from lab.forms.linting import RULES, Advice
from lab.forms.linting_version import lint
from lab.forms.loader import load_version
from lab.forms.model import Version
from tests.builders import KITCHEN_SINK, a_form

FORMS = Path(__file__).parents[2] / "forms"
HOLDER = {"id": "holder", "kind": "static", "style": "heading", "text": "Angaben zum Halter"}
APPLICANT = {"id": "head", "kind": "static", "style": "heading", "text": "Antragsteller"}
MORE = {"id": "car", "kind": "static", "style": "heading", "text": "Fahrzeug"}
OPTIONS = [{"value": f"v{number}", "label": f"Antwort {number}"} for number in range(14)]


def checks(version: Version, language: str = "de") -> set[str]:
    return {advice.check for advice in lint(version, language)}


def a_text(**keys: object) -> dict[str, object]:
    return {"id": "a", "kind": "text", "label": "Straße", **keys}


ALONE = [
    ("label_colon", a_text(label="Straße:")),
    ("label_two_questions", a_text(label="Name, Vorname")),
    ("label_two_questions", a_text(label="PLZ / Ort")),
    ("label_two_questions", a_text(label="Zone (neu / alt)")),
    ("label_two_questions", a_text(label="Telefon und/oder Fax")),
    ("condition_in_words", a_text(label="Altes Kennzeichen (nur bei Wechsel)")),
    ("condition_in_words", a_text(label="Falls ja, seit wann?")),
    ("hint_repeats_label", a_text(hint="straße.")),
    ("hint_long", a_text(hint=" ".join(["Wort"] * 21))),
    ("tooltip_only", a_text(tooltip="Ohne Hausnummer")),
    ("placeholder_as_hint", a_text(placeholder="Musterweg")),
    ("format_not_said", {"id": "a", "kind": "pattern", "pattern": "[A-Z]+", "label": "Zeichen"}),
    ("date_format_not_said", {"id": "a", "kind": "date", "boxes": "one", "label": "Beginn"}),
    ("select_few_options", {"id": "a", "kind": "select", "label": "Ort", "options": OPTIONS[:3]}),
    ("radios_many", {"id": "a", "kind": "radios", "label": "Ort", "options": OPTIONS}),
]


@pytest.mark.parametrize(("check", "field"), ALONE)
def test_what_is_hard_about_one_field_is_named(check, field):
    assert check in checks(a_form(field))


@pytest.mark.parametrize(
    "field",
    [
        a_text(),
        a_text(label="Bewohner/in"),
        a_text(label="Wie heißen Sie, und wie möchten Sie in Zukunft von uns genannt werden?"),
        a_text(label="Wie viele Kinder haben Sie?", hint="Nur Kinder unter 18 Jahren."),
        a_text(tooltip="Ohne Hausnummer", hint="Ohne Hausnummer"),
        a_text(label="Altes Kennzeichen (nur bei Wechsel)", show_if={"field": "b", "equals": "x"}),
        {"id": "a", "kind": "pattern", "pattern": "[A-Z]+", "label": "Z", "hint": "Wie AB."},
        {"id": "a", "kind": "date", "boxes": "three", "label": "Beginn"},
        {"id": "a", "kind": "radios", "label": "Ort", "options": OPTIONS[:3]},
    ],
)
def test_a_field_that_is_well_made_gets_no_advice(field):
    assert checks(a_form(field)) == set()


def test_the_same_label_twice_on_a_page_is_told_at_both_fields():
    version = a_form(a_text(), a_text(id="b"))

    spots = [one.spot[3] for one in lint(version, "de") if one.check == "label_twice"]

    assert spots == [0, 1]


@pytest.mark.parametrize(
    ("fields", "is_unclear"),
    [
        ((APPLICANT, a_text(label="Geburtsdatum"), HOLDER), False),
        ((APPLICANT, MORE, a_text(label="Geburtsdatum"), HOLDER), True),
        ((a_text(label="Name"), a_text(id="b", label="Name des Kindes"), HOLDER), True),
        ((a_text(label="Name des Kindes"), HOLDER), False),
        ((a_text(label="Name"), HOLDER), False),
    ],
)
def test_a_label_says_who_where_a_page_is_about_several_people(fields, is_unclear):
    assert ("label_without_who" in checks(a_form(*fields))) is is_unclear


@pytest.mark.parametrize(
    ("check", "keys"),
    [
        ("no_check_answers", {"check_answers": False}),
        ("no_error_summary", {"error_summary": False}),
        ("delete_all_button", {"delete_all_button": True}),
        ("button_says_nothing", {"submit_label": "Weiter"}),
    ],
)
def test_what_a_version_does_without_is_named(check, keys):
    assert check in checks(a_form(a_text(), **keys))


def test_it_is_named_when_nothing_tells_which_fields_are_optional():
    some = (a_text(), a_text(id="b", label="Haus", required=False))

    assert "required_not_said" in checks(a_form(*some, marking="none"))
    assert "required_not_said" not in checks(a_form(some[0], marking="none"))


def test_a_message_for_several_fields_names_none_of_them():
    messages = {"required": "Eingabe fehlerhaft."}

    assert "message_for_all" in checks(
        a_form(a_text(), a_text(id="b", label="Ort"), messages=messages)
    )
    assert "message_for_all" not in checks(a_form(a_text(), messages=messages))


def test_many_questions_on_one_page_are_told_with_their_number():
    version = a_form(*(a_text(id=f"f{n}", label=f"Frage {n}") for n in range(13)))

    told = [one for one in lint(version, "de") if one.check == "many_questions"]

    assert "13 Fragen" in told[0].reason.de


def test_pages_of_one_name_and_pages_without_a_way_back_are_named():
    version = load_version(KITCHEN_SINK / "revised.yaml")
    first, second, *others = version.pages
    spoilt = version.model_copy(
        update={
            "pages": (first, second.model_copy(update={"title": first.title}), *others),
            "back_link": False,
            "progress": False,
        }
    )

    assert {"page_title_twice", "no_back_link", "no_progress"} <= checks(spoilt)


@pytest.mark.parametrize("check", RULES)
def test_every_rule_speaks_both_languages_in_whole_sentences(check):
    values = dict.fromkeys(("times", "people", "words", "options", "questions", "optional"), "3")
    advice = Advice(check, (), "Name", values)

    for said in (*advice.reason, *advice.suggestion):
        assert said.endswith((".", ")."))
        assert "{" not in said


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_revised_form_that_ships_gets_no_advice_on_its_design(language):
    revised = load_version(FORMS / "bewohnerparkausweis" / "revised.yaml")

    assert lint(revised, language) == ()
