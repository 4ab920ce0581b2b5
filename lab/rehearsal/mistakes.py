"""The mistakes simulated people make: answers the form rejects, and wrong ones it accepts."""

import random

from lab.forms.condition import Answer, Answers
from lab.forms.journey import path, reachable_answers
from lab.forms.model import AnswerField, ChoiceField, Page, TextField, Version, YesNoField
from lab.forms.validation import validate_all, validate_page
from lab.studies.protocol import Fact, Study, Task, VersionId
from lab.studies.tasks import correct_answers, judge

_NEVER_RIGHT = ("", "?", "x", "99", "32.13.2026", "keine", "siehe oben", "x" * 700)


def rejected_answer(
    version: Version, page: Page, field_id: str, answers: Answers, rng: random.Random
) -> Answer | None:
    """An answer that breaks a rule of this field; None when the form accepts anything."""
    candidates = list(_NEVER_RIGHT)
    rng.shuffle(candidates)
    if isinstance(version.field(field_id), ChoiceField | YesNoField):
        # A radio once chosen cannot be taken back, but at first it can be forgotten.
        candidates = [""]
    for candidate in candidates:
        errors = validate_page(version, page, {**answers, field_id: candidate}, "de")
        if field_id in {error.field for error in errors}:
            return candidate
    return None


def wrong_beginning(item: AnswerField, answer: Answer, rng: random.Random) -> Answer | None:
    """Something else entered first and then put right; None where that cannot be played."""
    if isinstance(item, ChoiceField) and isinstance(answer, str) and answer:
        others = [option.value for option in item.options if option.value != answer]
        return rng.choice(others)
    if isinstance(item, TextField) and isinstance(answer, str) and len(answer) > 2:
        return answer[: len(answer) // 2]
    return None


def accepted_but_wrong(
    study: Study,
    task: Task,
    version_id: VersionId,
    version: Version,
    *,
    chance: float,
    rng: random.Random,
) -> Answers:
    """The right answers, each fact with this chance made wrong in a way the form accepts."""
    right = correct_answers(study, task, version_id, version)
    answers = right
    for fact in study.facts:
        if rng.random() < chance:
            answers = _spoil(study, task, fact, version_id, version, answers, rng)
    return answers


def _spoil(
    study: Study,
    task: Task,
    fact: Fact,
    version_id: VersionId,
    version: Version,
    answers: Answers,
    rng: random.Random,
) -> Answers:
    place = fact.original if version_id == "original" else fact.revised
    if place is None or not answers.get(place.field):
        return answers
    for candidate in _near_misses(str(answers[place.field]), rng):
        spoilt = {**answers, place.field: candidate}
        same_way = path(version, spoilt) == path(version, answers)
        if same_way and not validate_all(version, reachable_answers(version, spoilt), "de"):
            judged = judge(study, task, version_id, version, reachable_answers(version, spoilt))
            if any(each.fact == fact.id and each.outcome != "right" for each in judged):
                return spoilt
    return answers


def _near_misses(answer: str, rng: random.Random) -> list[str]:
    """Blank, or one digit or letter changed as in a slip of the finger."""
    places = [place for place, letter in enumerate(answer) if letter.isalnum()]
    misses = [""]
    if places:
        place = rng.choice(places)
        new = "7" if answer[place] != "7" else "3"
        if answer[place].isalpha():
            new = "n" if answer[place] != "n" else "m"
        misses.append(answer[:place] + new + answer[place + 1 :])
    rng.shuffle(misses)
    return misses
