"""Which events of a stream have arrived, which are missing, and is a session complete?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

Gap = tuple[int, int]
"""First and last missing seq."""

NOTHING = -1
"""No seq yet: seqs begin with 0."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every seq from 0 to `max_seq` has arrived, but the gaps.

    `end_seq` is the last seq the stream will ever have, as far as the device has said.
    """

    max_seq: int = NOTHING
    gaps: tuple[Gap, ...] = ()
    end_seq: int = NOTHING

    @property
    def upto(self) -> int:
        """Every seq up to and with this one has arrived."""
        return self.gaps[0][0] - 1 if self.gaps else self.max_seq

    @property
    def missing(self) -> tuple[Gap, ...]:
        """The gaps, and the tail that the end marker promises."""
        if self.end_seq <= self.max_seq:
            return self.gaps
        return (*self.gaps, (self.max_seq + 1, self.end_seq))

    @property
    def ended(self) -> bool:
        """The device said where the stream ends, and nothing came after it."""
        return self.end_seq >= self.max_seq and self.end_seq != NOTHING

    def has(self, seq: int) -> bool:
        return 0 <= seq <= self.max_seq and not any(a <= seq <= b for a, b in self.gaps)


def arrive(ledger: Ledger, seqs: Iterable[int]) -> Ledger:
    """The ledger after these seqs, in any order, known ones included."""
    ordered = sorted(set(seqs))
    if not ordered:
        return ledger
    if ordered[0] == ledger.max_seq + 1 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return Ledger(ordered[-1], ledger.gaps, ledger.end_seq)
    late = [seq for seq in ordered if seq <= ledger.max_seq]
    gaps = _close(ledger.gaps, late) if late else ledger.gaps
    top = ledger.max_seq
    opened: list[Gap] = []
    for seq in ordered[len(late) :]:
        if seq > top + 1:
            opened.append((top + 1, seq - 1))
        top = seq
    return Ledger(top, (*gaps, *opened), ledger.end_seq)


def _close(gaps: tuple[Gap, ...], seqs: Sequence[int]) -> tuple[Gap, ...]:
    """The gaps without these seqs; both in order."""
    left: list[Gap] = []
    for first, last in gaps:
        start = first
        for seq in seqs:
            if start <= seq <= last:
                left += [(start, seq - 1)] if seq > start else []
                start = seq + 1
        left += [(start, last)] if start <= last else []
    return tuple(left)


def end(ledger: Ledger, last_seq: int) -> Ledger:
    """The device says that this is the stream's last seq; a page shown again may say more."""
    if last_seq <= ledger.end_seq:
        return ledger
    return Ledger(ledger.max_seq, ledger.gaps, last_seq)


@dataclass(frozen=True, slots=True)
class StreamRecord:
    """What the store knows of one stream of a device.

    `prev` is the stream before it on the same device ("" when it is the first) and `prev_last`
    the last seq of that one, when the device still knew it (else -1). `buffer` says where the
    device keeps what is not sent yet: on its disk, or in memory only.
    """

    id: str
    attempt: str
    page: str
    device: str
    buffer: str
    prev: str
    prev_last: int
    dropped: int
    ledger: Ledger
    stored: int
    quarantined: int
    conflicts: int


class Completion(StrEnum):
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    NOT_CAPTURED = "not_captured"


@dataclass(frozen=True, slots=True)
class Completeness:
    """How whole the record of a session is; all counts but the first two are what is wrong.

    missing: seqs that were never received. open_tails: streams whose end is not known.
    unknown_streams: named by a successor, never seen. dropped: given up by a full device.
    """

    streams: int
    events: int
    missing: int
    open_tails: int
    unknown_streams: int
    quarantined: int
    conflicts: int
    dropped: int

    @property
    def state(self) -> Completion:
        if self.streams == 0:
            return Completion.NOT_CAPTURED
        faults = self.missing + self.open_tails + self.unknown_streams
        aside = self.quarantined + self.conflicts + self.dropped
        return Completion.INCOMPLETE if faults + aside else Completion.COMPLETE


def completeness(streams: Sequence[StreamRecord]) -> Completeness:
    """Of all streams that the devices of one session sent."""
    known = {stream.id for stream in streams}
    named = {stream.prev for stream in streams if stream.prev}
    ledgers = [_with_successor(stream, streams) for stream in streams]
    return Completeness(
        streams=len(streams),
        events=sum(stream.stored for stream in streams),
        missing=sum(last - first + 1 for ledger in ledgers for first, last in ledger.missing),
        open_tails=sum(not ledger.ended for ledger in ledgers),
        unknown_streams=len(named - known),
        quarantined=sum(stream.quarantined for stream in streams),
        conflicts=sum(stream.conflicts for stream in streams),
        dropped=sum(stream.dropped for stream in streams),
    )


def _with_successor(stream: StreamRecord, streams: Sequence[StreamRecord]) -> Ledger:
    """A following page that knows the last seq of this one is as good as its end marker."""
    told = [other.prev_last for other in streams if other.prev == stream.id]
    return end(stream.ledger, max(told, default=NOTHING))
