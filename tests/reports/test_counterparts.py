"""What became of a text in the other version."""

import pytest

from lab.forms.fieldmap import Asked, field_map
from lab.forms.wording import units
from lab.reports.counterparts import Counterpart, Fate, counterpart, other_version
from lab.studies.protocol import Fact
from tests.builders import a_form

OPTIONS = ({"value": "case_1", "label": "I. Erstantrag"}, {"value": "case_2", "label": "II. Umzug"})
NEW_OPTIONS = (
    {"value": "new", "label": "Ich habe noch keinen."},
    {"value": "moved", "label": "Ich bin umgezogen."},
)
BEFORE = a_form(
    {"id": "notice", "kind": "static", "text": "Die Gebühr bemisst sich nach der Marktordnung."},
    {"id": "law", "kind": "static", "text": "Das Widerspruchsverfahren bleibt unberührt."},
    {"id": "same", "kind": "static", "text": "Wir antworten in zwei Wochen."},
    {"id": "case", "kind": "radios", "label": "Ich beantrage", "options": OPTIONS},
    {"id": "full_name", "kind": "text", "label": "Name, Vorname"},
    messages={"required": "Eingabe fehlerhaft."},
    title="Antrag auf Standgenehmigung",
)
AFTER = a_form(
    {"id": "fee", "kind": "static", "text": "Die Marktordnung nennt Ihnen auch die Gebühr."},
    {"id": "same", "kind": "static", "text": "wir antworten in zwei Wochen"},
    {"id": "request", "kind": "radios", "label": "Warum?", "options": NEW_OPTIONS},
    {
        "id": "last_name",
        "kind": "text",
        "label": "Nachname",
        "messages": {"required": "Geben Sie Ihren Nachnamen ein."},
    },
    {"id": "first_name", "kind": "text", "label": "Vorname"},
    title="Stand beantragen",
)
FACTS = (
    Fact.model_validate(
        {
            "id": "request",
            "label": "Anliegen",
            "compare": "choice",
            "original": {"field": "case", "values": {"new": "case_1", "moved": "case_2"}},
            "revised": {"field": "request", "values": {"new": "new", "moved": "moved"}},
        }
    ),
)
RELATED = field_map(
    BEFORE,
    AFTER,
    (
        Asked("request", "case", "request"),
        Asked("last_name", "full_name", "last_name"),
        Asked("first_name", "full_name", "first_name"),
    ),
)


def became(place, *, asked="original"):
    mine, theirs = (BEFORE, AFTER) if asked == "original" else (AFTER, BEFORE)
    unit = next(one for one in units(mine, "de") if one.place == place)
    titles = [BEFORE.title.de, AFTER.title.de]
    other = other_version(units(theirs, "de"), titles, RELATED, FACTS, asked)
    return counterpart(unit.text, unit, other)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("page.same.text", Counterpart(Fate.KEPT, ("Wir antworten in zwei Wochen.",))),
        ("page.case.options.case_2", Counterpart(Fate.REWRITTEN, ("Ich bin umgezogen.",))),
        ("page.case.label", Counterpart(Fate.REWRITTEN, ("Warum?",))),
        ("page.full_name.label", Counterpart(Fate.REWRITTEN, ("Nachname", "Vorname"))),
        ("messages.required", Counterpart(Fate.GONE)),
        ("title", Counterpart(Fate.REWRITTEN, ("Stand beantragen",))),
        (
            "page.notice.text",
            Counterpart(Fate.SIMILAR, ("Die Marktordnung nennt Ihnen auch die Gebühr.",)),
        ),
        ("page.law.text", Counterpart(Fate.GONE)),
    ],
)
def test_a_text_of_the_original_is_kept_rewritten_or_dropped(place, expected):
    assert became(place) == expected


def test_a_message_of_the_revised_version_stands_for_the_one_that_was_shown_for_all_fields():
    found = became("page.last_name.messages.required", asked="revised")

    assert found == Counterpart(Fate.REWRITTEN, ("Eingabe fehlerhaft.",))


def test_an_option_of_the_revised_version_is_led_back_by_the_answer_key():
    found = became("page.request.options.moved", asked="revised")

    assert found == Counterpart(Fate.REWRITTEN, ("II. Umzug",))
