"""What is wrong with a study by itself: facts, keys that do not match, texts that are missing."""

from collections.abc import Iterable, Iterator

from lab.forms.checking_texts import check_texts
from lab.forms.condition import Answer
from lab.forms.faults import Objection, Severity
from lab.forms.plain_words import list_of, nearest
from lab.forms.spots import Spot
from lab.studies.checking_looks import check_looks
from lab.studies.protocol import Study

# Names and addresses read the same in every language.
_UNTRANSLATED = ("controller", "contact", "data_protection_officer", "value")
# Only what people read before and while taking part has to exist in very easy German.
_NOT_EASY = (*_UNTRANSLATED, "facts", "title", "label")


def check_study(study: Study) -> tuple[Objection, ...]:
    return (
        *_check_twice("fact", "facts", [fact.id for fact in study.facts]),
        *_check_twice("task", "tasks", [task.id for task in study.tasks]),
        *_check_places(study),
        *_check_keys(study),
        *_check_pair(study),
        *check_looks(study),
        *_check_secondary(study),
        *check_texts(study, (each for each in study.languages if each != "de_easy"), _UNTRANSLATED),
        *check_texts(study, (each for each in study.languages if each == "de_easy"), _NOT_EASY),
    )


def _check_twice(what: str, key: str, ids: Iterable[str]) -> Iterator[Objection]:
    seen: set[str] = set()
    for place, name in enumerate(ids):
        if name in seen:
            spot = (key, place, "id")
            yield Objection(spot, f"The {what} “{name}” is there twice.", "Give each its own id.")
        seen.add(name)


def _check_places(study: Study) -> Iterator[Objection]:
    for place, fact in enumerate(study.facts):
        if fact.original is None and fact.revised is None:
            what = f"No version asks for the fact “{fact.id}”."
            cure = "Add “original: { field: … }” and “revised: { field: … }”."
            yield Objection(("facts", place), what, cure)


def _check_secondary(study: Study) -> Iterator[Objection]:
    asked = {"sus": study.after_version, "seq": study.after_attempt}
    for place, name in enumerate(study.secondary_outcomes):
        spot: Spot = ("secondary_outcomes", place)
        if name in study.secondary_outcomes[:place]:
            yield Objection(spot, f"“{name}” is there twice.", "Name each outcome once.")
        if name in asked and not asked[name]:
            what = f"“{name}” is to be tested, but the study does not ask for it."
            yield Objection(spot, what, "Ask for it after each form, or take it out here.")


def _check_keys(study: Study) -> Iterator[Objection]:
    facts = tuple(fact.id for fact in study.facts)
    for number, task in enumerate(study.tasks):
        for name, value in task.key.items():
            spot: Spot = ("tasks", number, "key", name)
            if name not in facts:
                what = f"The key names “{name}”, which is no fact of this study."
                yield Objection(spot, what, nearest(name, facts))
            elif value == ():
                yield Objection(spot, f"“{name}” has no right value.", 'Write one; "" is: blank.')


def _check_pair(study: Study) -> Iterator[Objection]:
    """The second task has to be as much work as the first."""
    first, second = study.tasks
    spot: Spot = ("tasks", 1, "key")
    if lacking := [name for name in first.key if name not in second.key]:
        what = f"The task “{second.id}” does not use the facts {list_of(tuple(lacking))}."
        yield Objection(spot, what, f"Add them to its key; “{first.id}” uses them.")
    for name, value in second.key.items():
        if name not in first.key:
            what = f"Only the task “{second.id}” uses the fact “{name}”."
            cure = f"Add it to the key of “{first.id}”, or delete it here."
            yield Objection((*spot, name), what, cure)
        elif _stays_blank(value) != _stays_blank(first.key[name]):
            what = f"“{name}” stays blank in one task and is filled in in the other."
            cure = "Let both tasks be the same amount of work."
            yield Objection((*spot, name), what, cure, Severity.WARNING)


def _stays_blank(value: Answer) -> bool:
    return value in ("", ("",))
