"""What can go wrong, as values and as exceptions that say where, what, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NotEstimable:
    """A number that cannot be had, with the reason; `n` are the group sizes it was asked for."""

    reason: str
    n: tuple[int, ...] = ()


class LabError(Exception):
    """Something a person can put right. The command line prints it without a traceback."""

    def __init__(self, what: str, *, where: str = "", cure: str = "") -> None:
        self.what = what
        self.where = where
        self.cure = cure
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        cure = f" {self.cure}" if self.cure else ""
        return f"{place}{self.what}{cure}"


@contextmanager
def writing(where: Path) -> Iterator[None]:
    """Around the writing of files that somebody named: what the machine refuses is a LabError."""
    try:
        yield
    except OSError as error:
        raise LabError(
            f"this cannot be written ({error.strerror or error}).",
            where=str(error.filename or where),
            cure="Name another place with --out, or see to its rights and to free space.",
        ) from error
