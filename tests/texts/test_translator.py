import gettext
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from lab.texts.translator import Translator, translator


def _translator(**messages):
    catalogue = Catalog(locale="de")
    for message, translation in messages.items():
        catalogue.add(message, translation)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translator("de", gettext.GNUTranslations(compiled))


def test_a_message_is_found_by_its_english():
    assert translator("form", "de")("Continue") == "Weiter"


def test_english_is_the_message_itself():
    assert translator("form", "en")("Continue") == "Continue"


def test_very_easy_german_falls_back_to_german():
    assert translator("form", "de_easy")("Continue") == "Weiter"


def test_names_in_a_message_are_filled_in():
    say = _translator(**{"Step %(n)s": "Schritt %(n)s"})

    assert say("Step %(n)s", n=2) == "Schritt 2"


def test_a_percent_sign_alone_is_only_a_percent_sign():
    assert _translator()("100 % sure") == "100 % sure"


@pytest.mark.parametrize(("n", "text"), [(1, "1 person"), (2, "2 people"), (0, "0 people")])
def test_the_number_chooses_the_form(n, text):
    assert translator("form", "en").ngettext("%(n)s person", "%(n)s people", n) == text


def test_a_domain_without_a_catalogue_speaks_english():
    assert translator("no_such_domain", "de")("Go on") == "Go on"
