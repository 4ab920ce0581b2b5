"""The right answers to one task, field by field, in the terms of one version."""

from collections.abc import Iterable, Sequence

from lab.forms.broken_rules import option_values
from lab.forms.condition import Answer, Answers
from lab.forms.journey import reachable_answers
from lab.forms.model import AnswerField, ChoiceField, FileField, Version, YesNoField
from lab.forms.values import read_date
from lab.studies.protocol import Fact, Place, Study, Task, VersionId

OptionField = ChoiceField | YesNoField | FileField


def place_in(fact: Fact, version_id: VersionId) -> Place | None:
    return fact.original if version_id == "original" else fact.revised


def facts_by_field(study: Study, task: Task, version_id: VersionId) -> dict[str, list[Fact]]:
    """The facts that the task's key names and this version asks for, in the study's order."""
    grouped: dict[str, list[Fact]] = {}
    for fact in study.facts:
        place = place_in(fact, version_id)
        if place is not None and fact.id in task.key:
            grouped.setdefault(place.field, []).append(fact)
    return grouped


def key_values(task: Task, fact: Fact, version_id: VersionId) -> tuple[str, ...]:
    """The alternatives as this version words them; "" is: may stay blank."""
    named = task.key[fact.id]
    alternatives = (named,) if isinstance(named, str) else named
    place = place_in(fact, version_id)
    words = place.values if place else {}
    return tuple(words.get(value, value) for value in alternatives)


def is_box_ticked(field: AnswerField) -> bool:
    return isinstance(field, ChoiceField) and field.kind == "checkboxes"


def correct_answers(study: Study, task: Task, version_id: VersionId, version: Version) -> Answers:
    """What a careful person fills in: the first alternative, blank where the key allows it."""
    facts = facts_by_field(study, task, version_id)
    also = task.also.get(version_id, {})
    answers: dict[str, Answer] = {}
    for field in version.answer_fields:
        said = _said(field, task, facts.get(field.id, ()), version_id)
        answer = _joined(field, said, also.get(field.id, ""))
        if answer:
            answers[field.id] = answer
    return reachable_answers(version, answers)


def _said(
    field: AnswerField, task: Task, facts: Iterable[Fact], version_id: VersionId
) -> tuple[tuple[str, str], ...]:
    """Separator and value of each fact that is not left blank."""
    chosen = ((fact, _chosen(key_values(task, fact, version_id), field.required)) for fact in facts)
    return tuple((fact.separator, _written(fact, value)) for fact, value in chosen if value)


def _chosen(values: Sequence[str], required: bool) -> str:
    filled = next((value for value in values if value), "")
    return filled if required or not values else values[0]


def _written(fact: Fact, value: str) -> str:
    if fact.compare != "date":
        return value
    day = read_date(value)
    return value if isinstance(day, str) else f"{day:%d.%m.%Y}"


def _joined(field: AnswerField, said: tuple[tuple[str, str], ...], also: Answer) -> Answer:
    values = tuple(value for _, value in said)
    extra = (also,) if isinstance(also, str) else also
    if is_box_ticked(field) and isinstance(field, ChoiceField):
        ticked = {*values, *extra}
        return tuple(value for value in option_values(field) if value in ticked)
    if isinstance(field, ChoiceField | YesNoField | FileField):
        return next((value for value in (*values, *extra) if value), "")
    box = "".join(
        f"{separator if place else ''}{value}" for place, (separator, value) in enumerate(said)
    )
    return box or " ".join(extra)
