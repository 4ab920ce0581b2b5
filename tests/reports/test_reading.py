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


def test_the_hardest_text_comes_first_and_once_a_group():
    field = {"id": "car", "kind": "text", "label": "Auto", "hint": HARD, "help": HARD}
    made = a_pair(field, {**field, "hint": "Ihr Auto."})
    related = field_map(made["original"], made["revised"], ())

    found = reading(made, related, "de").hardest["original"]

    groups = [group for group, _ in found if group is not None]
    assert found[0][1].unit.field == "car"
    assert len(groups) == len(set(groups))


def test_long_running_text_has_formulas():
    field = {"id": "text", "kind": "static", "text": " ".join([HARD] * 5)}
    made = a_pair(field, field)

    original, _ = reading(made, (), "de").versions

    assert isinstance(original.formulas["amstad"], float)
