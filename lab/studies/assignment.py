"""Who gets which version with which task first? Pure: protocol, seed and number decide."""

import random
from dataclasses import dataclass

from lab.studies.protocol import Study, VersionId

CELLS = 4
"""Two orders of the versions times two orders of the tasks."""


@dataclass(frozen=True, slots=True)
class Going:
    """One attempt to come: this version with this task."""

    version: VersionId
    task: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a participant does first and second; order is "AB" (original first) or "BA"."""

    number: int
    order: str
    goings: tuple[Going, Going]


def assign(study: Study, number: int) -> Assignment:
    """The assignment of the participant with this number (from 0), in permuted blocks of 4."""
    block, place = divmod(number, CELLS)
    cells = list(range(CELLS))
    random.Random(f"{study.seed}:{study.study}:{block}").shuffle(cells)
    swap_versions, swap_tasks = divmod(cells[place], 2)
    versions: tuple[VersionId, VersionId] = ("original", "revised")
    tasks = (study.tasks[0].id, study.tasks[1].id)
    first, second = versions[::-1] if swap_versions else versions
    first_task, second_task = tasks[::-1] if swap_tasks else tasks
    return Assignment(
        number=number,
        order="BA" if swap_versions else "AB",
        goings=(Going(first, first_task), Going(second, second_task)),
    )
