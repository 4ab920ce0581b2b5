"""Messages as the capture script sends them: 20 events each, of the most frequent kinds."""

import json
import secrets
import time
from collections.abc import Iterator

EVENTS = 20
BATCHES_OF_A_PAGE = 10

Told = dict[str, str | float | bool]
KINDS: tuple[tuple[str, str], ...] = (
    ("field_focused", "street"),
    ("first_input", "street"),
    ("field_changed", "street"),
    ("active", ""),
    ("field_left", "street"),
)


def event(seq: int) -> tuple[int, float, str, str, Told]:
    """seq, t_ms, kind, field and what it carries; no two are alike."""
    kind, field = KINDS[seq % len(KINDS)]
    t_ms = 1000.5 + 137.25 * seq
    told: dict[str, Told] = {
        "first_input": {"after_ms": 312.5 + seq},
        "field_changed": {"how": "typed", "length": 1 + seq % 40, "deletes": seq % 3},
        "active": {"since_ms": t_ms - 100.5, "until_ms": t_ms},
        "field_left": {
            "dwell_ms": 812.5 + seq,
            "length": 1 + seq % 40,
            "blank": False,
            "changed": True,
        },
    }
    return seq, t_ms, kind, field, told.get(kind, {})


def messages(token: str, page: str, batches: int) -> Iterator[tuple[bytes, int]]:
    """Of one sender: a page document of some batches, then the next. Bytes, and the last seq."""
    streams = [secrets.token_hex(16) for _ in range(0, batches, BATCHES_OF_A_PAGE)]
    for number in range(batches):
        page_number, part = divmod(number, BATCHES_OF_A_PAGE)
        stream, first = streams[page_number], part * EVENTS
        yield message(token, page, stream, first), first + EVENTS - 1


def message(token: str, page: str, stream: str, first: int) -> bytes:
    events = [event(seq) for seq in range(first, first + EVENTS)]
    head = {"v": 1, "token": token, "stream": stream, "page": page, "prev": ""}
    now = time.time() * 1000
    clock = {"opened_at": now - 5000, "clock": [5000.0, now], "dropped": 0}
    told = {**head, **clock, "device": "touch", "buffer": "disk", "events": events}
    return json.dumps(told, separators=(",", ":")).encode()
