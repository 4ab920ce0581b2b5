"""What a simulated participant does in one attempt, decided before the browser starts."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from lab.forms.condition import Answer, Answers
from lab.forms.journey import path, shown_fields
from lab.forms.model import AnswerField, Page, StaticText, Version
from lab.rehearsal.mistakes import accepted_but_wrong, rejected_answer, wrong_beginning
from lab.rehearsal.person import Habits
from lab.studies.protocol import Study, Task, VersionId

Leaving = Literal["submit", "back", "give_up"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Filling in one field: perhaps help first, perhaps a wrong beginning, then the answer."""

    field: str
    answer: Answer
    seconds: float
    opens_help: bool = False
    beginning: Answer | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at one page, and how it is left."""

    page: str
    entries: tuple[Entry, ...]
    leaving: Leaving = "submit"


@dataclass(frozen=True, slots=True)
class AttemptPlan:
    """All visits in order, and the answers they end in."""

    version: VersionId
    task: str
    visits: tuple[Visit, ...]
    answers: Answers
    gives_up: bool


@dataclass(slots=True)
class _Hand:
    """What the planning functions share: who acts, and with which luck."""

    study: Study
    task: Task
    version_id: VersionId
    version: Version
    habits: Habits
    rng: random.Random
    filled: dict[str, Answer] = field(default_factory=dict)

    def happens(self, chance: float) -> bool:
        return self.rng.random() < chance


def plan_attempt(
    study: Study, task: Task, version_id: VersionId, version: Version, habits: Habits, seed: int
) -> AttemptPlan:
    """The whole attempt. The same arguments give the same plan."""
    rng = random.Random(f"{seed}:{version_id}:{task.id}")
    hand = _Hand(study, task, version_id, version, habits, rng)
    intended = accepted_but_wrong(
        study, task, version_id, version, chance=habits.silent_slips, rng=rng
    )
    pages = path(version, intended)
    visits = tuple(
        visit
        for place, page in enumerate(pages)
        for visit in _visits(hand, page, intended, pages[place - 1] if place else None)
    )
    gives_up = hand.happens(habits.giving_up)
    if gives_up:
        visits = _cut_short(visits, rng)
    return AttemptPlan(version_id, task.id, visits, intended, gives_up)


def _answerable(page: Page, answers: Answers) -> tuple[AnswerField, ...]:
    return tuple(
        item
        for item in shown_fields(page, answers)
        if not isinstance(item, StaticText) and item.id in answers
    )


def _visits(hand: _Hand, page: Page, intended: Answers, before: Page | None) -> Iterator[Visit]:
    if before is not None and hand.happens(hand.habits.back_steps):
        yield Visit(page.id, (), "back")
        yield Visit(before.id, ())
    entries = tuple(_entry(hand, item, intended) for item in _answerable(page, intended))
    slips = tuple(_slip(hand, page, entry, intended) for entry in entries)
    if slips != entries:
        yield Visit(page.id, slips)
        entries = tuple(
            replace(right, opens_help=False, beginning=None)
            for right, slip in zip(entries, slips, strict=True)
            if right != slip
        )
    yield Visit(page.id, entries)


def _entry(hand: _Hand, item: AnswerField, intended: Answers) -> Entry:
    habits = hand.habits
    answer = intended[item.id]
    begins_wrong = hand.happens(habits.changed_answers)
    return Entry(
        field=item.id,
        answer=answer,
        seconds=hand.rng.expovariate(1 / habits.seconds_per_field),
        opens_help=item.help is not None and hand.happens(habits.help_openings),
        beginning=wrong_beginning(item, answer, hand.rng) if begins_wrong else None,
    )


def _slip(hand: _Hand, page: Page, entry: Entry, intended: Answers) -> Entry:
    if not hand.happens(hand.habits.slips):
        return entry
    rejected = rejected_answer(hand.version, page, entry.field, intended, hand.rng)
    return entry if rejected is None else replace(entry, answer=rejected, beginning=None)


def _cut_short(visits: tuple[Visit, ...], rng: random.Random) -> tuple[Visit, ...]:
    last = rng.randrange(len(visits))
    given_up = visits[last]
    some = given_up.entries[: rng.randint(0, len(given_up.entries))]
    return (*visits[:last], replace(given_up, entries=some, leaving="give_up"))
