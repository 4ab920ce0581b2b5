"""A device that sends captured events, as far as the store can tell."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from lab.sessions.wire import StreamToken
from lab.store import attempts
from lab.store.database import Store
from lab.store.ingest import Ingest, Reply

NOW = datetime(2026, 3, 2, 9, 30, 15, tzinfo=UTC)


def read_token(token: str) -> StreamToken | None:
    """Stands for the signature: `session/attempt/page`."""
    parts = token.split("/")
    return StreamToken(*parts) if len(parts) == 3 else None


def ingest(store: Store) -> Ingest:
    return Ingest(store, read_token)


def first_attempt(store: Store, session_id: str) -> str:
    with store.read() as db:
        return attempts.of_session(db, session_id)[0].id


def event(seq: int, length: int = 3) -> list[object]:
    told = {"dwell_ms": 10.5, "length": length, "blank": False, "changed": True}
    return [seq, 100.25 + seq, "field_left", "name", told]


def ended(seq: int) -> list[object]:
    return [seq, 100.25 + seq, "stream_ended", "", {"last_seq": seq}]


@dataclass
class Device:
    """One loaded page of one attempt."""

    session: str
    attempt: str
    stream: str = field(default_factory=lambda: secrets.token_hex(16))
    page: str = "person"
    head: Mapping[str, object] = field(default_factory=dict)

    @property
    def token(self) -> str:
        return f"{self.session}/{self.attempt}/{self.page}"

    def body(self, events: Iterable[object]) -> bytes:
        message = {
            "v": 1,
            "token": self.token,
            "stream": self.stream,
            "page": self.page,
            "opened_at": 1_770_000_000_000,
            "clock": [500.5, 1_770_000_000_500],
            "events": list(events),
            **self.head,
        }
        return json.dumps(message).encode()

    def send(self, to: Ingest, *events: object, now: datetime = NOW) -> Reply:
        return to.receive(self.body(events), now)


def told(reply: Reply) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(reply.body)
    return content
