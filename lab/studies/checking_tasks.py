"""Can each task be done with each version, and does the lab then judge it as done?

Every task is filled in with its own answer key: no validation error may come up, every fact
has to be judged right, and the card has to say what the key asks for.
"""

from collections.abc import Iterator
from itertools import product

from lab.forms.condition import Answers
from lab.forms.faults import Objection, Severity
from lab.forms.model import Version
from lab.forms.plain_words import list_of
from lab.forms.spots import Spot
from lab.forms.validation import validate_all
from lab.forms.walk import shortest_path
from lab.studies.boxes import judge_box
from lab.studies.checking_places import Versions
from lab.studies.judging import Expected, Verdict
from lab.studies.protocol import Study, Task, VersionId
from lab.studies.tasks import correct_answers, judge


def check_tasks(study: Study, versions: Versions) -> Iterator[Objection]:
    for number, (version_id, version) in product(range(len(study.tasks)), versions.items()):
        task, spot = study.tasks[number], ("tasks", number)
        answers = correct_answers(study, task, version_id, version)
        rejected = tuple(_check_accepted(version, answers, task, spot))
        yield from rejected or _check_judged(study, task, version_id, version, answers, spot)
    for number, task in enumerate(study.tasks):
        yield from _check_card(study, task, ("tasks", number))
    yield from _check_same_way(study, versions)


def _check_accepted(
    version: Version, answers: Answers, task: Task, spot: Spot
) -> Iterator[Objection]:
    for error in validate_all(version, answers, "en"):
        given = answers.get(error.field, "")
        entry = f"“{given if isinstance(given, str) else list_of(given)}”" if given else "nothing"
        what = (
            f"With the right answers the {version.version} version rejects {entry} in "
            f"“{error.field}” (rule {error.rule})."
        )
        cure = f"Correct the key, or answer the field under “also: {version.version}:”."
        yield Objection((*spot, "key"), what, cure)


def _check_judged(
    study: Study,
    task: Task,
    version_id: VersionId,
    version: Version,
    answers: Answers,
    spot: Spot,
) -> Iterator[Objection]:
    for judged in judge(study, task, version_id, version, answers):
        if judged.outcome is not Verdict.RIGHT:
            what = (
                f"The right answers to the {version_id} version would be judged "
                f"{judged.outcome} ({judged.deviation}) for “{judged.fact}”."
            )
            cure = (
                "The field is not reached with these answers: correct them or its condition."
                if judged.deviation == "not_asked"
                else "Compare the facts that share this field, their order and separators."
            )
            yield Objection((*spot, "key", judged.fact), what, cure)


def _check_card(study: Study, task: Task, spot: Spot) -> Iterator[Objection]:
    """What is nowhere on the card, nobody can know. Choices are worded freely there."""
    lines = (f"{line.label.de} {line.value.de}" for line in task.card)
    told = " | ".join((task.scenario.de, *lines))
    for fact in study.facts:
        named = task.key.get(fact.id, "")
        values = (named,) if isinstance(named, str) else named
        if fact.compare == "choice" or "" in values:
            continue
        if judge_box([Expected(fact, values)], told, frozenset())[fact.id]:
            what = f"Neither card nor scenario says what to fill in for “{fact.id}”."
            cure = f"Put “{values[0]}” on the card of “{task.id}”."
            yield Objection((*spot, "card"), what, cure, Severity.WARNING)


def _check_same_way(study: Study, versions: Versions) -> Iterator[Objection]:
    first, second = study.tasks
    for version_id, version in versions.items():
        ways = [
            shortest_path(version, correct_answers(study, task, version_id, version))
            for task in (first, second)
        ]
        if ways[0] != ways[1]:
            what = f"The tasks take different ways through the {version_id} version."
            cure = "Let both persons be in the same situation, or the tasks are not matched."
            yield Objection(("tasks", 1), what, cure, Severity.WARNING)
