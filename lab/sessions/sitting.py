"""What comes next in a sitting: task, form, questions, then the second version, then the end."""

from dataclasses import dataclass

from lab.sessions.model import Step
from lab.studies.protocol import Study

ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A step of the sitting; position is 0 in the first attempt, 1 in the second."""

    step: Step
    position: int


def first() -> Place:
    return Place(Step.TASK, 0)


def next_place(study: Study, place: Place) -> Place:
    """Where a participant goes from here; after the receipt there is nothing more."""
    way = places(study)
    return way[min(way.index(place) + 1, len(way) - 1)]


def places(study: Study) -> tuple[Place, ...]:
    """All steps of a sitting in order."""
    attempts = [
        Place(step, position) for position in range(ATTEMPTS) for step in _attempt_steps(study)
    ]
    closing = [Step.PREFERENCE] if study.ask_preference else []
    last = ATTEMPTS - 1
    return (*attempts, *(Place(step, last) for step in (*closing, Step.RECEIPT)))


def _attempt_steps(study: Study) -> tuple[Step, ...]:
    steps = [Step.TASK, Step.FORM]
    if "seq" in study.after_attempt:
        steps.append(Step.SEQ)
    if "sus" in study.after_version:
        steps.append(Step.SUS)
    return tuple(steps)
