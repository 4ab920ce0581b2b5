"""What a simulated participant really did, seen from outside and written beside the recording."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec


class SeenError(msgspec.Struct, frozen=True):
    """A validation error as it stood on the page."""

    page: str
    field: str
    rule: str


class PageVisit(msgspec.Struct, frozen=True):
    """One page as long as it was on the screen; left_by: submit, back, give_up, broken."""

    page: str
    seconds: float
    left_by: str


class AttemptTruth(msgspec.Struct, frozen=True):
    """wrong_facts: wrong or blank in what was submitted; empty when nothing was submitted."""

    version: str
    task: str
    finished: bool
    visits: tuple[PageVisit, ...]
    errors: tuple[SeenError, ...]
    back_steps: int
    changed_answers: int
    help_openings: int
    wrong_facts: tuple[str, ...]


class ParticipantTruth(msgspec.Struct, frozen=True):
    """ratings: item to answer, per attempt as "seq/original".

    interruptions: how often the server could not be reached; then a visit may be doubled.
    """

    number: int
    session: str
    attempts: tuple[AttemptTruth, ...]
    ratings: Mapping[str, str]
    interruptions: int = 0


def write_truth(path: Path, truths: Iterable[ParticipantTruth]) -> None:
    """One JSON line a participant, in the order of their numbers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [msgspec.json.encode(truth) for truth in sorted(truths, key=lambda t: t.number)]
    path.write_bytes(b"".join(line + b"\n" for line in lines))
