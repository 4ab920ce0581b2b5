"""Both looks of a form, rendered and read back."""

from typing import Any

import pytest

from lab.forms.loader import load_version
from lab.forms.model import Rule
from lab.forms.validation import FieldError, validate_page
from lab.pages.frame import Capture, Frame, TaskCard
from lab.pages.prose import blocks
from lab.pages.render import render_check, render_confirmation, render_page
from tests.builders import KITCHEN_SINK, a_form, a_version
from tests.visiting import read_page

CARD = TaskCard("anna", "Umzug", blocks("Sie sind Anna."), (("Name", "Anna Berg"),))
FRAME = Frame(
    language="de",
    csrf_token="token",
    action="/form/page",
    back="/form/before",
    change="/form/",
    go_on="/seq",
    stop="/stop",
    give_up="/give-up",
    task_card=CARD,
    capture=Capture("/events", "session-id", "signed", "page"),
)
LOOKS = pytest.mark.parametrize("look", ["kern", "dated"])
TEXT = {"id": "name", "kind": "text", "label": "Ihr Name"}


def page_of(version, answers=None, errors=(), language="de", frame=FRAME, page=0):
    html = render_page(version, version.pages[page], answers or {}, errors, language, frame)
    return read_page(html)


def a_page(*fields, answers=None, errors=(), frame=FRAME, **changes):
    return page_of(a_form(*fields, **changes), answers, errors, frame=frame)


def text_of(tag: Any) -> str:
    return " ".join(tag.get_text(" ", strip=True).split())


@pytest.mark.parametrize("file", ["original", "revised"])
@pytest.mark.parametrize("language", ["de", "en", "de_easy"])
def test_every_page_of_the_kitchen_sink_is_a_sound_document(file, language):
    version = load_version(KITCHEN_SINK / f"{file}.yaml")
    frame = Frame(language, "token", "/form/page", task_card=CARD, stop="/stop", give_up="/x")

    for number, page in enumerate(version.pages):
        errors = validate_page(version, page, {}, language)
        page_of(version, {}, (), language, frame, number)
        page_of(version, {}, errors, language, frame, number)
    read_page(render_check(version, {}, language, frame))
    read_page(render_confirmation(version, language, frame))


@LOOKS
@pytest.mark.parametrize(
    ("field", "answer", "controls"),
    [
        (TEXT, "Anna", [("f-name", "name", "text", "Anna")]),
        ({**TEXT, "kind": "email"}, "a@b.de", [("f-name", "name", "email", "a@b.de")]),
        ({**TEXT, "kind": "telephone"}, "030", [("f-name", "name", "tel", "030")]),
        ({**TEXT, "kind": "number"}, "7", [("f-name", "name", "text", "7")]),
        ({**TEXT, "kind": "date", "boxes": "one"}, "1.2.", [("f-name", "name", "text", "1.2.")]),
        (
            {**TEXT, "kind": "date"},
            "24.12.2026",
            [
                ("f-name-day", "name-day", "text", "24"),
                ("f-name-month", "name-month", "text", "12"),
                ("f-name-year", "name-year", "text", "2026"),
            ],
        ),
    ],
)
def test_what_was_typed_stands_in_its_box_again(look, field, answer, controls):
    page = a_page(field, answers={"name": answer}, look=look)

    boxes = page.select('[data-field="name"] input')
    assert [(one["id"], one["name"], one["type"], one["value"]) for one in boxes] == controls


@LOOKS
def test_a_long_text_keeps_its_first_blank_line(look):
    page = a_page({**TEXT, "kind": "long_text"}, answers={"name": "\nzweite"}, look=look)

    assert page.select_one("textarea#f-name").get_text() == "\n\nzweite"


@LOOKS
@pytest.mark.parametrize(
    ("field", "answer", "chosen"),
    [
        ({"kind": "radios"}, "b", ["f-name-b"]),
        ({"kind": "checkboxes"}, ("a", "b"), ["f-name-a", "f-name-b"]),
        ({"kind": "checkboxes"}, (), []),
        ({"kind": "yes_no"}, "no", ["f-name-no"]),
        ({"kind": "file"}, "a", ["f-name-a"]),
        ({"kind": "file", "required": False}, "", ["f-name-"]),
    ],
)
def test_what_was_chosen_is_chosen_again(look, field, answer, chosen):
    options = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]
    more = {"radios": "options", "checkboxes": "options", "file": "samples"}.get(field["kind"])
    field = {**TEXT, **field, **({more: options} if more else {})}

    page = a_page(field, answers={"name": answer}, look=look)

    assert [one["id"] for one in page.select('[data-field="name"] input[checked]')] == chosen


@LOOKS
def test_a_select_offers_nothing_chosen_first(look):
    field = {**TEXT, "kind": "select", "options": [{"value": "a", "label": "A"}]}

    options = a_page(field, look=look).select("select#f-name option")

    assert [(one["value"], one.get_text()) for one in options] == [("", "Bitte wählen"), ("a", "A")]


@LOOKS
def test_an_error_is_tied_to_its_field(look):
    error = FieldError("name", Rule.REQUIRED, "Schreiben Sie Ihren Namen.")

    page = a_page({**TEXT, "hint": "Wie im Ausweis"}, errors=[error], look=look)

    box, shown = page.select_one("#f-name"), page.select_one("#f-name-error")
    assert box["aria-describedby"] == "f-name-hint f-name-error"
    assert box["aria-invalid"] == "true"
    assert (shown["data-error-field"], shown["data-error-rule"]) == ("name", "required")
    assert "Schreiben Sie Ihren Namen." in text_of(shown)


@LOOKS
@pytest.mark.parametrize(
    ("field", "target"),
    [
        (TEXT, "f-name"),
        ({**TEXT, "kind": "date"}, "f-name-day"),
        ({**TEXT, "kind": "yes_no"}, "f-name-yes"),
        ({**TEXT, "kind": "select", "options": [{"value": "a", "label": "A"}]}, "f-name"),
    ],
)
def test_the_error_summary_leads_to_the_first_control_and_takes_the_focus(look, field, target):
    error = FieldError("name", Rule.REQUIRED, "Fehlt.")

    page = a_page(field, errors=[error], look=look)

    summary = page.select_one("[role=alert]")
    assert summary.has_attr("autofocus")
    assert [link["href"] for link in summary.select("a")] == [f"#{target}"]
    assert text_of(page.title).startswith("Fehler: ")


@LOOKS
def test_without_a_summary_only_a_general_message_stands_on_top(look):
    error = FieldError("name", Rule.REQUIRED, "Fehlt.")

    page = a_page(TEXT, errors=[error], look=look, error_summary=False)

    assert "Bitte überprüfen Sie Ihre Eingaben." in text_of(page.main)
    assert page.select("main a[href^='#']") == []


@LOOKS
@pytest.mark.parametrize(
    ("marking", "required", "label"),
    [
        ("optional", True, "Ihr Name"),
        ("optional", False, "Ihr Name freiwillig"),
        ("asterisk", True, "Ihr Name *"),
        ("asterisk", False, "Ihr Name"),
        ("none", True, "Ihr Name"),
        ("none", False, "Ihr Name"),
    ],
)
def test_required_and_optional_are_marked_as_the_version_says(look, marking, required, label):
    page = a_page({**TEXT, "required": required}, look=look, marking=marking)

    shown = page.select_one("label[for=f-name]").get_text(" ", strip=True)
    assert " ".join(shown.strip(")").replace("(", "").replace("–", "").split()) == label


@LOOKS
def test_hint_help_and_tooltip_are_shown_where_the_definition_has_them(look):
    page = a_page({**TEXT, "hint": "H1", "help": "H2", "tooltip": "H3"}, look=look)

    assert text_of(page.select_one("#f-name-hint")) == "H1"
    assert text_of(page.select_one("details[data-help=name] p")) == "H2"
    assert page.select_one("#f-name")["title"] == "H3"


@LOOKS
def test_the_button_to_delete_all_is_there_only_if_the_version_has_it(look):
    without, with_it = (
        a_page(TEXT, look=look, delete_all_button=wanted) for wanted in (False, True)
    )

    assert without.select("button[value=delete_all]") == []
    assert text_of(with_it.select_one("button[value=delete_all]")) == "Alle Eingaben löschen"


@LOOKS
def test_the_first_button_is_the_one_that_enter_presses(look):
    page = a_page(TEXT, look=look, delete_all_button=True)

    assert page.select("#page-form button")[0]["value"] == "continue"


@LOOKS
def test_the_last_page_of_a_version_without_check_page_submits(look):
    page = a_page(TEXT, look=look, check_answers=False)

    button = page.select_one("#page-form button")
    assert (button["value"], text_of(button)) == ("submit", "Antrag absenden")


@LOOKS
def test_back_link_and_progress_are_left_out_when_the_version_says_so(look):
    shown = a_page(TEXT, look=look)
    hidden = a_page(TEXT, look=look, back_link=False, progress=False)

    assert shown.select_one("a[data-back]")["href"] == "/form/before"
    assert "Schritt 1 von 2" in text_of(shown.main)
    assert hidden.select("a[data-back]") == []
    assert "Schritt" not in text_of(hidden.main)


@LOOKS
def test_static_text_becomes_paragraphs_lists_and_headings(look):
    static = {"id": "info", "kind": "static", "text": "Bringen Sie:\n- einen Ausweis\n- ein Foto"}
    heading = {"id": "part", "kind": "static", "style": "heading", "text": "Zu Ihnen"}

    page = a_page(static, heading, TEXT, look=look)

    assert [text_of(item) for item in page.select("#page-form li")] == ["einen Ausweis", "ein Foto"]
    assert text_of(page.select_one("#page-form h2, #page-form legend")) == "Zu Ihnen"


@LOOKS
def test_text_of_a_definition_cannot_become_markup(look):
    nasty = '"><script>alert(1)</script>'
    field = {**TEXT, "label": nasty, "hint": nasty, "help": nasty, "tooltip": nasty}
    error = FieldError("name", Rule.REQUIRED, nasty)

    page = a_page(field, answers={"name": nasty}, errors=[error], look=look, title=nasty)

    assert all(script.has_attr("src") for script in page.select("script"))
    assert page.select_one("#f-name")["value"] == nasty


@LOOKS
def test_the_check_page_tells_answers_in_the_words_of_the_form(look):
    version = a_version(look=look)
    answers = {"last_name": "Berg", "first_name": "", "moved": "no", "old_zone": "3"}

    page = read_page(render_check(version, answers, "de", FRAME))

    told = {text_of(dt): text_of(dt.find_next("dd")) for dt in page.select("dt")}
    assert told.pop("Name") == "Anna Berg"  # the task card
    assert told == {
        "Nachname": "Berg",
        "Vorname": "Keine Angabe",
        "Sind Sie umgezogen?": "Nein",
        "Kennzeichen": "Keine Angabe",
    }
    links = page.select("a[data-change]")
    assert [(one["data-change"], one["href"]) for one in links] == [
        (name, f"/form/{name}") for name in ("person", "move", "car")
    ]


@LOOKS
def test_the_confirmation_leads_on_to_the_questions(look):
    page = read_page(render_confirmation(a_version(look=look), "de", FRAME))

    assert text_of(page.h1) == "Abgeschickt"
    assert [link["href"] for link in page.select("a[data-next]")] == ["/seq"]


def test_the_bar_is_the_same_beside_both_looks():
    kern, dated = (
        a_page(TEXT, look=look).select_one("header.lab-bar") for look in ("kern", "dated")
    )

    assert str(kern) == str(dated)


@LOOKS
def test_the_capture_script_is_told_page_and_token(look):
    script = a_page(TEXT, look=look).select_one("script[data-endpoint]")

    told = {name: script.get(f"data-{name}") for name in ("endpoint", "session", "token", "page")}
    assert told == {
        "endpoint": "/events",
        "session": "session-id",
        "token": "signed",
        "page": "page",
    }


@LOOKS
def test_a_preview_has_no_script_and_says_that_nothing_is_recorded(look):
    page = a_page(TEXT, look=look, frame=Frame("de", "token", "/preview", preview=True))

    assert page.select("script") == []
    assert "Vorschau" in text_of(page.select_one("header.lab-bar"))


def test_the_labs_own_words_say_which_language_they_are_in():
    frame = Frame("en", "token", "/form/page", task_card=CARD)

    page = a_page(TEXT, languages=["de"], frame=frame)

    assert page.html["lang"] == "de"
    assert page.select_one("header.lab-bar")["lang"] == "en"
