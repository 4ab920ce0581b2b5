"""Reads what a browser sends: one stream a message, each event judged by itself."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import not_
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from lab.errors import LabError
from lab.sessions.carried import (
    CARRIED,
    LAST_SEQ,
    MAYBE_OF_A_FIELD,
    OF_A_FIELD,
    Carried,
    Count,
    Identifier,
    Milliseconds,
    StreamEnded,
)
from lab.sessions.ledger import NOTHING

MOST_EVENTS = 200
MOST_BYTES = 128 * 1024

StreamId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
UnixMilliseconds = Annotated[float, Meta(ge=0, le=1e14)]
Row = tuple[int, float, str, str, str]
"""seq, t_ms, kind, field, and what it carries as JSON."""


class UnreadableMessage(LabError):  # noqa: N818
    """Nothing of it can be read."""


class MessageTooLarge(LabError):  # noqa: N818
    """The sender should try again with fewer events."""


class Message(msgspec.Struct, frozen=True):
    """The envelope. Keys that are not named here are left unread."""

    v: Literal[1]
    token: Annotated[str, Meta(max_length=1000)]
    stream: StreamId
    page: Identifier
    opened_at: UnixMilliseconds
    clock: tuple[Milliseconds, UnixMilliseconds]
    events: list[msgspec.Raw]
    prev: Annotated[str, Meta(pattern=r"^([0-9a-f]{32})?\Z")] = ""
    prev_last: Annotated[int, Meta(ge=NOTHING, le=LAST_SEQ)] = NOTHING
    device: Literal["touch", "mouse", "unknown"] = "unknown"
    buffer: Literal["disk", "memory", "unknown"] = "unknown"
    dropped: Count = 0


class _Event(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    seq: Annotated[int, Meta(ge=0, le=LAST_SEQ)]
    t_ms: Milliseconds
    kind: str
    field: str
    data: msgspec.Raw


@dataclass(frozen=True, slots=True)
class StreamToken:
    """What the server signed into the page: whose events these are."""

    session: str
    attempt: str
    page: str


@dataclass(frozen=True, slots=True)
class Refused:
    """One event that cannot be read. `shape` is what it looked like, without its contents."""

    seq: int
    digest: bytes
    reason: str
    shape: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The events of a message: good ones, bad ones, and where the stream ends (-1: unsaid)."""

    rows: tuple[Row, ...]
    refused: tuple[Refused, ...]
    end_seq: int


_MESSAGE = msgspec.json.Decoder(Message)
_EVENT = msgspec.json.Decoder(_Event)
_ENCODER = msgspec.json.Encoder()
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,59}\Z")


@lru_cache(maxsize=4096)
def _a_field(field: str) -> bool:
    return _FIELD.match(field) is not None


def _maybe_a_field(field: str) -> bool:
    return not field or _a_field(field)


def _fitting(kind: str) -> Callable[[str], bool]:
    if kind in OF_A_FIELD:
        return _a_field
    return _maybe_a_field if kind in MAYBE_OF_A_FIELD else not_


_KINDS = {
    str(kind): (msgspec.json.Decoder(carried), _fitting(kind)) for kind, carried in CARRIED.items()
}
_UNKNOWN = (None, not_)
_KNOWN_KEYS = frozenset(key for carried in CARRIED.values() for key in carried.__struct_fields__)


def read_message(body: bytes) -> Message:
    """Raises UnreadableMessage or MessageTooLarge; single events are not looked at yet."""
    if len(body) > MOST_BYTES:
        raise MessageTooLarge(f"more than {MOST_BYTES} bytes.")
    try:
        message = _MESSAGE.decode(body)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnreadableMessage(_without_contents(error)) from error
    if len(message.events) > MOST_EVENTS:
        raise MessageTooLarge(f"more than {MOST_EVENTS} events.")
    return message


def read_events(message: Message) -> Reading:
    """A bad event never keeps a good one from being stored."""
    rows: list[Row] = []
    refused: list[Refused] = []
    end_seq = NOTHING
    for raw in message.events:
        try:
            row, carried = _read_event(raw)
        except (msgspec.MsgspecError, RecursionError) as error:
            refused.append(_refuse(bytes(raw), _without_contents(error)))
            continue
        rows.append(row)
        if isinstance(carried, StreamEnded):
            end_seq = max(end_seq, row[0], carried.last_seq)
    return Reading(tuple(rows), tuple(refused), end_seq)


def _read_event(raw: msgspec.Raw) -> tuple[Row, Carried]:
    event = _EVENT.decode(raw)
    kind, field = event.kind, event.field
    decoder, fits = _KINDS.get(kind, _UNKNOWN)
    if decoder is None:
        raise msgspec.ValidationError("this kind of event is not known")
    if not fits(field):
        raise msgspec.ValidationError("no such field can belong to this kind of event")
    carried = decoder.decode(event.data)
    return (event.seq, event.t_ms, kind, field, _ENCODER.encode(carried).decode()), carried


def _refuse(raw: bytes, reason: str) -> Refused:
    try:
        content = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, RecursionError):
        content = None
    first = content[0] if isinstance(content, list) and content else None
    seq = first if type(first) is int and 0 <= first < 2**53 else NOTHING
    shape = _ENCODER.encode(shape_of(content)).decode()[:1000]
    # Of the shape, not of the contents: those could be guessed from a digest.
    return Refused(seq, hashlib.sha256(shape.encode()).digest(), reason, shape)


def _without_contents(error: Exception) -> str:
    """The reason, cut off where it quotes what was sent."""
    reason = str(error).split("'")[0].strip()
    return "there is a key that is not known" if "unknown field" in reason else reason


def shape_of(content: Any) -> Any:
    """What a refused event looked like, with every text and number taken out of it.

    A faulty sender might have put into it what somebody typed.
    """
    if isinstance(content, dict):
        return {key if key in _KNOWN_KEYS else "?": shape_of(v) for key, v in content.items()}
    if isinstance(content, list):
        return [shape_of(part) for part in content[:10]]
    if isinstance(content, str) and content in CARRIED:
        return str(content)
    return content if content is None or content is True else type(content).__name__
