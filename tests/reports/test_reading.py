"""The texts of two versions side by side."""

import pytest

from lab.errors import NotEstimable
from lab.forms.fieldmap import field_map
from lab.forms.model import Version
from lab.reports.evidence import relations
from lab.reports.reading import reading
from lab.studies.protocol import VersionId
from tests.builders import a_form, a_study, versions

HARD = (
    "Das vorstehend bezeichnete Kraftfahrzeug wird mir von der nachstehend genannten Person "
    "nachweislich zur dauerhaften Nutzung überlassen."
)


def a_pair(before, after) -> dict[VersionId, Version]:
    return {"original": a_form(before), "revised": a_form(after)}


@pytest.fixture(scope="module")
def small():
    made = versions()
    return reading(made, relations(a_study(), made), "de")


def test_every_group_of_fields_has_the_difficulty_of_its_texts(small):
    by_relation = dict(zip((one.original for one in small.related), small.pairs, strict=True))

    names = by_relation["full_name",]
    assert names.original is not None
    assert names.revised is not None


def test_labels_alone_have_no_formula(small):
    original, _ = small.versions

    assert original.words > 0
    assert all(isinstance(value, NotEstimable) for value in original.formulas.values())


def test_the_change_is_of_the_groups_both_versions_have(small):
    shared = [one for one in small.pairs if None not in (one.original, one.revised)]

    assert small.change.n == (len(shared),)


def test_the_hardest_sentence_comes_first_and_each_once():
    field = {"id": "car", "kind": "text", "label": "Auto", "hint": HARD, "help": HARD}
    made = a_pair(field, {**field, "hint": "Nennen Sie uns hier bitte Ihr neues Auto."})
    related = field_map(made["original"], made["revised"], ())

    found = reading(made, related, "de").hardest["original"]

    assert found[0].text == HARD
    assert found[0].group == 0
    assert len({one.text for one in found}) == len(found)


def test_labels_are_no_sentences():
    field = {"id": "car", "kind": "text", "label": "Kraftfahrzeugzulassungsbescheinigung"}
    made = a_pair(field, field)

    found = reading(made, (), "de")

    assert found.hardest == {"original": (), "revised": ()}
    assert found.versions[0].worst is not None
    assert found.versions[0].worst.unit.place == "page.car.label"


def test_fewer_than_five_groups_have_no_interval_of_change():
    field = {"id": "car", "kind": "text", "label": "Auto"}
    made = a_pair(field, {**field, "label": "Kraftfahrzeug"})
    related = field_map(made["original"], made["revised"], ())

    change = reading(made, related, "de").change

    assert isinstance(change, NotEstimable)
    assert change.n == (1,)


def test_the_change_of_the_same_texts_is_the_same_each_time():
    made = versions()
    related = relations(a_study(), made)

    assert reading(made, related, "de").change == reading(made, related, "de").change


def test_every_page_has_its_difficulty_and_that_of_the_same_questions_in_the_other_version(small):
    application = next(one for one in small.pages if one.version == "original")
    person = next(one for one in small.pages if one.page == "person")

    assert application.difficulty is not None
    assert application.other is not None
    assert person.other is not None
    assert person.worst is not None


def test_long_running_text_has_formulas():
    field = {"id": "text", "kind": "static", "text": " ".join([HARD] * 5)}
    made = a_pair(field, field)

    original, _ = reading(made, (), "de").versions

    assert isinstance(original.formulas["amstad"], float)
