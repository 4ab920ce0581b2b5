"""The data package: its files, and what a line of each says; docs/data-package.md describes it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from lab.errors import LabError
from lab.sessions.events import EventKind
from lab.sessions.model import Outcome, Step
from lab.studies.protocol import VersionId

FORMAT = 1
MANIFEST = "manifest.json"

Id = Annotated[str, Meta(min_length=1, max_length=80)]
Number = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Seq = Annotated[int, Meta(ge=-1, le=2**31 - 1)]
Moment = Annotated[datetime, Meta(tz=True)]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Told = TypeVar("Told")


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of a file."""


class SessionRow(Row, frozen=True):
    id: Id
    pin: Digest
    number: Number
    language: str
    simulated: bool
    state: Literal["finished", "stopped"]
    step: Step
    position: Number
    consent_hash: str
    started_at: Moment
    ended_at: Moment | None = None


class AttemptRow(Row, frozen=True):
    id: Id
    session: Id
    position: Number
    version: VersionId
    version_hash: str
    task: str
    started_at: Moment | None = None
    ended_at: Moment | None = None
    outcome: Outcome | None = None
    current_page: str | None = None


class StreamRow(Row, frozen=True):
    """Of a device, or of the server; opened_ms, zero_ms, received_ms are unix milliseconds."""

    id: Id
    attempt: Id
    page: str
    device: str
    buffer: str
    prev: str
    prev_last: Seq
    dropped: Number
    max_seq: Seq
    gaps: tuple[tuple[Seq, Seq], ...]
    end_seq: Seq
    stored: Number
    quarantined: Number
    conflicts: Number
    opened_ms: float
    zero_ms: float
    received_ms: int


class EventRow(Row, frozen=True):
    """What is empty is left out."""

    stream: Id
    seq: Number
    t_ms: float
    kind: EventKind
    page: str = ""
    field: str = ""
    data: dict[str, str | int | float | bool] = {}


class RatingRow(Row, frozen=True):
    session: Id
    position: Number
    item: str
    value: str
    saved_at: Moment


class Pin(Row, frozen=True):
    """A definition that sessions began with; the files study-N.json and versions-N.json hold it."""

    hash: Digest
    pinned_at: Moment


class Counts(Row, frozen=True):
    sessions: int
    attempts: int
    streams: int
    events: int
    ratings: int


class Tally(Row, frozen=True):
    """What is known of people of whom nothing is kept, of one lab: sessions that were begun and
    are over or erased since, and how many people said no."""

    people: Number = 0
    rehearsed: Number = 0
    refusals: Number = 0


class Manifest(Row, frozen=True):
    """simulated: whether rehearsals made the sessions. labs: by each lab's random id."""

    format: int
    study: Id
    simulated: Literal["all", "some", "none"]
    counts: Counts
    labs: Mapping[str, Tally]
    pins: tuple[Pin, ...]
    files: Mapping[str, Digest]


ROWS: Mapping[str, type[Row]] = {
    "sessions.jsonl": SessionRow,
    "attempts.jsonl": AttemptRow,
    "streams.jsonl": StreamRow,
    "events.jsonl": EventRow,
    "ratings.jsonl": RatingRow,
}


class Recorded(msgspec.Struct, frozen=True):
    """A session with all that belongs to it, in the order of the files."""

    session: SessionRow
    attempts: tuple[AttemptRow, ...]
    streams: tuple[StreamRow, ...]
    events: tuple[EventRow, ...]
    ratings: tuple[RatingRow, ...]


def definition_files(number: int) -> tuple[str, str]:
    """Where the pin with this number, from 1, keeps the study and its versions."""
    return f"study-{number}.json", f"versions-{number}.json"


def file_names(pins: int) -> tuple[str, ...]:
    """Every file of a package with so many pins, but the manifest."""
    definitions = (name for number in range(pins) for name in definition_files(number + 1))
    return (*definitions, *ROWS)


def told(text: bytes, kind: type[Told], where: str) -> Told:
    """Raises LabError for what is not of this kind."""
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LabError(
            f"this does not belong into a data package ({error}).",
            where=where,
            cure="Take the package again from the lab that exported it.",
        ) from error
