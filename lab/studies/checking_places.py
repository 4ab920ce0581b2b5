"""Do the study's facts and answers point at fields and options that the versions have?"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from lab.forms.broken_rules import option_values
from lab.forms.condition import Answer
from lab.forms.faults import Objection
from lab.forms.model import AnswerField, ChoiceField, FileField, Version, YesNoField
from lab.forms.plain_words import nearest
from lab.forms.spots import Spot
from lab.forms.values import read_date
from lab.studies.answer_key import facts_by_field, is_box_ticked, key_values, place_in
from lab.studies.protocol import Fact, Place, Study, Task, VersionId

Versions = Mapping[VersionId, Version]


def check_places(study: Study, versions: Versions) -> Iterator[Objection]:
    for number, fact in enumerate(study.facts):
        for version_id, version in versions.items():
            place = place_in(fact, version_id)
            if place is not None:
                spot: Spot = ("facts", number, version_id)
                yield from _check_place(place, version, spot)
    for number, task in enumerate(study.tasks):
        for version_id, version in versions.items():
            yield from _check_key(study, task, version_id, version, ("tasks", number))
            yield from _check_also(study, task, version_id, version, ("tasks", number))


def _fields(version: Version) -> dict[str, AnswerField]:
    return {field.id: field for field in version.answer_fields}


def _unknown_field(name: str, version: Version, spot: Spot) -> Objection:
    what = f"The {version.version} version has no field “{name}”."
    return Objection(spot, what, nearest(name, tuple(_fields(version))))


def _check_place(place: Place, version: Version, spot: Spot) -> Iterator[Objection]:
    field = _fields(version).get(place.field)
    if field is None:
        yield _unknown_field(place.field, version, (*spot, "field"))
        return
    for value, option in place.values.items():
        yield from _check_option(field, option, (*spot, "values", value))


def _check_option(field: AnswerField, option: str, spot: Spot) -> Iterator[Objection]:
    if not option or not isinstance(field, ChoiceField | YesNoField | FileField):
        return
    options = option_values(field)
    if option not in options:
        what = f"“{field.id}” has no option “{option}”."
        yield Objection(spot, what, nearest(option, options))


def _check_key(
    study: Study, task: Task, version_id: VersionId, version: Version, spot: Spot
) -> Iterator[Objection]:
    fields = _fields(version)
    for field_id, facts in facts_by_field(study, task, version_id).items():
        field = fields.get(field_id)
        for fact in facts if field else ():
            yield from _check_values(task, fact, version_id, field, (*spot, "key", fact.id))
        if field and not is_box_ticked(field):
            yield from _check_one_choice(task, facts, version_id, field, spot)


def _check_values(
    task: Task, fact: Fact, version_id: VersionId, field: AnswerField | None, spot: Spot
) -> Iterator[Objection]:
    named = task.key[fact.id]
    given = (named,) if isinstance(named, str) else named
    place = place_in(fact, version_id)
    words = place.values if place else {}
    for value in given:
        if fact.compare == "date" and value and isinstance(read_date(value), str):
            yield Objection(spot, f"“{value}” is no date.", "Write it as 31.03.2026.")
        elif words and value and value not in words:
            what = f"“{value}” is no value of the fact “{fact.id}” in the {version_id} version."
            yield Objection(spot, what, nearest(value, tuple(words)))
        elif not words and field is not None:
            yield from _check_option(field, value, spot)


def _check_one_choice(
    task: Task, facts: Sequence[Fact], version_id: VersionId, field: AnswerField, spot: Spot
) -> Iterator[Objection]:
    """Facts that share one single choice have to agree on its option."""
    if not isinstance(field, ChoiceField | YesNoField | FileField):
        return
    for before, fact in pairwise(facts):
        agreed = {*key_values(task, before, version_id)} & {*key_values(task, fact, version_id)}
        if not agreed:
            what = f"“{before.id}” and “{fact.id}” need different options of “{field.id}”."
            cure = "Only one can be chosen: correct the values, or make it checkboxes."
            yield Objection((*spot, "key", fact.id), what, cure)


def _check_also(
    study: Study, task: Task, version_id: VersionId, version: Version, spot: Spot
) -> Iterator[Objection]:
    fields = _fields(version)
    of_facts = facts_by_field(study, task, version_id)
    for name, answer in task.also.get(version_id, {}).items():
        here: Spot = (*spot, "also", version_id, name)
        field = fields.get(name)
        if field is None:
            yield _unknown_field(name, version, here)
            continue
        if name in of_facts and not is_box_ticked(field):
            what = f"“{name}” is filled in from the facts already."
            yield Objection(here, what, "Delete it here.")
        for value in _each(answer):
            yield from _check_option(field, value, here)


def _each(answer: Answer) -> tuple[str, ...]:
    return (answer,) if isinstance(answer, str) else answer
