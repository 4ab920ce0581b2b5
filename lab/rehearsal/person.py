"""Who takes part in a rehearsal: seeded people with a pace, a rate of mistakes and a mood."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lab.studies.protocol import VersionId


class Effect(StrEnum):
    """What is true of the simulated people, so that the report can be held against it."""

    BETTER = "better"
    NONE = "none"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Habits:
    """How one person fares with one version; the shares are chances between 0 and 1."""

    slips: float
    """Per field: a first answer that the form rejects, where it can reject one."""
    silent_slips: float
    """Per fact: an accepted answer that is wrong or blank."""
    back_steps: float
    """Per page: going back one page and on again."""
    changed_answers: float
    """Per field: a wrong beginning, put right before the page is sent."""
    help_openings: float
    """Per field that has help: opening it."""
    giving_up: float
    """Per attempt: leaving before the end."""
    seconds_per_field: float
    satisfaction: float
    """From 0 to 1; the ratings scatter around it."""


@dataclass(frozen=True, slots=True)
class Person:
    """A simulated participant; `seed` makes everything they do repeatable."""

    number: int
    seed: int
    habits: Mapping[VersionId, Habits]
    prefers: VersionId | None


EASY = Habits(
    slips=0.02,
    silent_slips=0.01,
    back_steps=0.10,
    changed_answers=0.03,
    help_openings=0.30,
    giving_up=0.0,
    seconds_per_field=0.06,
    satisfaction=0.85,
)
HARD = Habits(
    slips=0.12,
    silent_slips=0.12,
    back_steps=0.10,
    changed_answers=0.08,
    help_openings=0.30,
    giving_up=0.12,
    seconds_per_field=0.12,
    satisfaction=0.45,
)
MIDDLING = Habits(
    slips=0.07,
    silent_slips=0.06,
    back_steps=0.10,
    changed_answers=0.05,
    help_openings=0.20,
    giving_up=0.06,
    seconds_per_field=0.09,
    satisfaction=0.65,
)

_HABITS: Mapping[Effect, tuple[Habits, Habits]] = {
    Effect.BETTER: (HARD, EASY),
    Effect.NONE: (MIDDLING, MIDDLING),
    Effect.WORSE: (EASY, HARD),
}


def draw_person(number: int, seed: int, effect: Effect, pace: float = 1.0) -> Person:
    """The person with this number. `pace` stretches every pause: 10 is ten times slower."""
    rng = random.Random(f"{seed}:person:{number}")
    temper = rng.uniform(0.5, 1.5)
    original, revised = _HABITS[effect]
    preferred: Mapping[Effect, VersionId | None] = {
        Effect.BETTER: "revised" if rng.random() < 0.85 else "original",
        Effect.NONE: rng.choice(("original", "revised", None)),
        Effect.WORSE: "original" if rng.random() < 0.85 else "revised",
    }
    return Person(
        number=number,
        seed=rng.getrandbits(48),
        habits={
            "original": _tempered(original, temper, pace),
            "revised": _tempered(revised, temper, pace),
        },
        prefers=preferred[effect],
    )


def _tempered(habits: Habits, temper: float, pace: float) -> Habits:
    # One person's clumsiness shows in both versions; that is what pairing takes out.
    return Habits(
        slips=habits.slips * temper,
        silent_slips=habits.silent_slips * temper,
        back_steps=habits.back_steps,
        changed_answers=habits.changed_answers * temper,
        help_openings=habits.help_openings,
        giving_up=habits.giving_up * temper,
        seconds_per_field=habits.seconds_per_field * temper * pace,
        satisfaction=max(0.0, min(1.0, habits.satisfaction + (1 - temper) * 0.2)),
    )


def rating(rng: random.Random, satisfaction: float, steps: int) -> int:
    """An answer on a scale from 1 to `steps` around this satisfaction."""
    place = 1 + satisfaction * (steps - 1) + rng.gauss(0, 0.15 * (steps - 1))
    return max(1, min(steps, round(place)))
