"""A disk that forgets: what files may hold after the power failed, by what was synced."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.reliability.system_calls import Cut, Gone, Step, Sync, Write

SECTOR = 512
Files = Mapping[str, bytes]


@dataclass
class Disk:
    """`safe` is on the disk for certain; `open` was written since, in order, and may be."""

    safe: dict[str, bytearray]
    open: dict[str, list[Write | Cut]] = field(default_factory=dict)

    def take(self, step: Step) -> bool:
        """False: the step is none of a disk."""
        if isinstance(step, Sync):
            for one in self.open.pop(step.file, ()):
                _apply(self.safe.setdefault(step.file, bytearray()), one)
        elif isinstance(step, Write | Cut):
            self.open.setdefault(step.file, []).append(step)
        elif isinstance(step, Gone):
            self.safe.pop(step.file, None)
            self.open.pop(step.file, None)
        else:
            return False
        return True

    def after_a_power_cut(self, dice: random.Random) -> Iterator[Files]:
        """Everything that was not synced is lost; kept; half of it; torn; half of it and torn."""
        yield {name: bytes(content) for name, content in self.safe.items()}
        if not self.open:
            return
        yield self._with({name: list(some) for name, some in self.open.items()})
        half = {name: [one for one in s if dice.random() < 0.5] for name, s in self.open.items()}
        yield self._with(half)
        yield self._with({name: _torn(some, dice) for name, some in self.open.items()})
        yield self._with({name: _torn(some, dice) for name, some in half.items()})

    def _with(self, kept: Mapping[str, list[Write | Cut]]) -> Files:
        files = {name: bytearray(content) for name, content in self.safe.items()}
        for name, some in kept.items():
            for one in some:
                _apply(files.setdefault(name, bytearray()), one)
        return {name: bytes(content) for name, content in files.items()}


def _torn(some: list[Write | Cut], dice: random.Random) -> list[Write | Cut]:
    """The last write reached the disk in part, by sectors."""
    if not some or isinstance(some[-1], Cut):
        return some
    last = some[-1]
    # At least one sector boundary of a page; a short write is lost or cut anywhere.
    whole = dice.randrange(0, max(1, len(last.data)), SECTOR if len(last.data) > SECTOR else 1)
    return [*some[:-1], Write(last.file, last.at, last.data[:whole])]


def _apply(content: bytearray, one: Write | Cut) -> None:
    if isinstance(one, Cut):
        _lengthen(content, one.size)
        del content[one.size :]
    else:
        _lengthen(content, one.at + len(one.data))
        content[one.at : one.at + len(one.data)] = one.data


def _lengthen(content: bytearray, size: int) -> None:
    content.extend(bytes(max(0, size - len(content))))
