"""Counts captured events and what became of them, so that none can vanish in between."""

import threading
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Tally:
    """Events since the server was opened.

    repeated: were there already. contradicting: another event has their number. refused: not
    stored because the person has withdrawn, the token is not good or the database was busy.
    """

    received: int = 0
    stored: int = 0
    repeated: int = 0
    quarantined: int = 0
    contradicting: int = 0
    refused: int = 0

    @property
    def unaccounted(self) -> int:
        """Still under way, or lost by a fault of the program."""
        fates = self.stored + self.repeated + self.quarantined + self.contradicting + self.refused
        return self.received - fates

    def __add__(self, other: "Tally") -> "Tally":
        names = [one.name for one in fields(self)]
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in names})

    def __str__(self) -> str:
        return (
            f"{self.received} events received: {self.stored} stored, {self.repeated} repeated, "
            f"{self.quarantined} unreadable, {self.contradicting} contradicting, "
            f"{self.refused} refused, {self.unaccounted} unaccounted for"
        )


class Tallying:
    """For many threads at once."""

    def __init__(self) -> None:
        self._door = threading.Lock()
        self._sum = Tally()

    def add(self, tally: Tally) -> None:
        with self._door:
            self._sum += tally

    @property
    def sum(self) -> Tally:
        return self._sum
