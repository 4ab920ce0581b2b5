"""Was the task done? Compares answers with the answer key, fact by fact."""

from collections.abc import Iterator, Sequence

from lab.forms.broken_rules import option_values
from lab.forms.condition import Answer, Answers
from lab.forms.journey import path, reachable_answers, shown_fields
from lab.forms.model import AnswerField, ChoiceField, FileField, Version, YesNoField
from lab.studies.answer_key import (
    OptionField,
    correct_answers,
    facts_by_field,
    key_values,
    place_in,
)
from lab.studies.boxes import judge_box
from lab.studies.comparing import folded_words
from lab.studies.judging import (
    Deviation,
    Expected,
    Finding,
    Judgement,
    Verdict,
    judge_text,
)
from lab.studies.protocol import Fact, Study, Task, VersionId

__all__ = ["Deviation", "Judgement", "Verdict", "correct_answers", "judge"]

_ALWAYS_FILLERS = frozenset({"frau", "herr", "nr", "no", "mr", "mrs", "ms"})


def judge(
    study: Study, task: Task, version_id: VersionId, version: Version, answers: Answers
) -> tuple[Judgement, ...]:
    """One judgement for each fact that counts: both versions ask for it and the key names it.

    Only what would be submitted is judged; a field that was never shown was not asked.
    """
    submitted = reachable_answers(version, answers)
    shown = _shown(version, submitted)
    judged: dict[str, Judgement] = {}
    for field_id, facts in facts_by_field(study, task, version_id).items():
        expected = [_expected(study, task, fact, version_id) for fact in facts]
        field = version.field(field_id)
        if field_id in shown:
            findings = _judge_field(field, expected, submitted.get(field_id, ""), version_id)
        else:
            findings = [None if each.may_be_blank else Deviation.NOT_ASKED for each in expected]
        for fact, finding in zip(facts, findings, strict=True):
            judged[fact.id] = _judgement(fact, field, finding)
    return tuple(judged[fact.id] for fact in study.facts if fact.id in judged and counts(fact))


def counts(fact: Fact) -> bool:
    """Versions are compared by what both of them ask for."""
    return fact.original is not None and fact.revised is not None


def _shown(version: Version, submitted: Answers) -> frozenset[str]:
    return frozenset(
        field.id for page in path(version, submitted) for field in shown_fields(page, submitted)
    )


def _judgement(fact: Fact, field: AnswerField, finding: Finding) -> Judgement:
    if finding is None:
        return Judgement(fact.id, field.id, Verdict.RIGHT)
    blank = finding in (Deviation.BLANK, Deviation.NOT_ASKED)
    return Judgement(fact.id, field.id, Verdict.BLANK if blank else Verdict.WRONG, finding)


def _expected(study: Study, task: Task, fact: Fact, version_id: VersionId) -> Expected:
    values = key_values(task, fact, version_id)
    others = tuple(
        value
        for other in study.facts
        if other.id in task.key and other.id != fact.id and other.compare != "choice"
        for value in key_values(task, other, version_id)
        if value and value not in values
    )
    return Expected(fact, values, others)


def _judge_field(
    field: AnswerField, expected: Sequence[Expected], answer: Answer, version_id: VersionId
) -> list[Finding]:
    if isinstance(field, ChoiceField | YesNoField | FileField):
        return [_judge_choice(field, each, answer, version_id) for each in expected]
    given = answer if isinstance(answer, str) else " ".join(answer)
    fillers = frozenset(_fillers(field, expected))
    if len(expected) == 1:
        return [judge_text(expected[0], given, fillers)]
    found = judge_box(expected, given, fillers)
    return [found[each.fact.id] for each in expected]


def _judge_choice(
    field: OptionField, expected: Expected, answer: Answer, version_id: VersionId
) -> Finding:
    place = place_in(expected.fact, version_id)
    managed = set(place.values.values()) if place and place.values else set(option_values(field))
    given = {answer} if isinstance(answer, str) else set(answer)
    # Of a single choice every option says something about the fact, managed or not.
    several = isinstance(field, ChoiceField) and field.kind == "checkboxes"
    chosen = (given & managed if several else given) - {""}
    if any(chosen == {value} - {""} for value in expected.values):
        return None
    if not chosen:
        return Deviation.BLANK
    return Deviation.WRONG_CHOICE if expected.filled else Deviation.UNEXPECTED


def _fillers(field: AnswerField, expected: Sequence[Expected]) -> Iterator[str]:
    """Words that people repeat from the label; they say nothing of their own."""
    yield from _ALWAYS_FILLERS
    for label in (field.label, *(each.fact.label for each in expected)):
        for language in ("de", "en", "de_easy"):
            yield from folded_words(label.in_language(language))
