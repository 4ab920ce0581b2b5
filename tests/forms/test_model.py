"""The pieces of a version."""

import pytest
from pydantic import ValidationError

from lab.forms.model import NumberField, Text, version_hash
from tests.builders import a_form, a_version


def test_a_plain_text_is_german():
    assert a_version().title == Text(de="Ausweis beantragen")


@pytest.mark.parametrize(
    ("language", "text"), [("de", "D"), ("en", "E"), ("de_easy", "D"), ("fr", "D")]
)
def test_a_text_falls_back_to_german(language, text):
    assert Text(de="D", en="E").in_language(language) == text


def test_pages_and_fields_are_found_by_their_ids():
    version = a_version()

    assert version.page("car").answer_fields == (version.field("plate"),)
    assert [field.id for field in version.pages[0].fields][:2] == ["last_name", "first_name"]


@pytest.mark.parametrize("find", [a_version().page, a_version().field])
def test_an_unknown_id_is_a_key_error(find):
    with pytest.raises(KeyError, match="nothing"):
        find("nothing")


def test_definitions_cannot_be_changed():
    with pytest.raises(ValidationError):
        a_version().form = "other"  # type: ignore[misc]


@pytest.mark.parametrize("limit", ["nan", "inf", "-inf"])
def test_limits_are_numbers_one_can_reach(limit):
    with pytest.raises(ValidationError):
        NumberField(id="a", kind="number", label=Text(de="A"), min=limit)


def test_the_hash_depends_on_every_word():
    field = {"id": "a", "kind": "text", "label": "A"}

    assert version_hash(a_form(field)) == version_hash(a_form(field))
    assert version_hash(a_form(field)) != version_hash(a_form(field | {"hint": "B"}))
