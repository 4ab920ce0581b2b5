"""docs/capture.md names every kind of event and everything it carries."""

from pathlib import Path

import pytest

from lab.sessions.carried import CARRIED, OF_A_FIELD
from lab.sessions.events import EventKind

LINES = (Path(__file__).parents[2] / "docs" / "capture.md").read_text().splitlines()


def row_of(kind: EventKind) -> str:
    return next(
        line for line in LINES if line.startswith("|") and f"`{kind}`" in line.split("|")[1]
    )


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_event_is_described(kind: EventKind) -> None:
    assert row_of(kind)


@pytest.mark.parametrize("kind", CARRIED)
def test_what_a_browsers_event_carries_is_described(kind: EventKind) -> None:
    row = row_of(kind)
    assert all(f"`{key}`" in row for key in CARRIED[kind].__struct_fields__)
    assert ("[field]" in row) == (kind in OF_A_FIELD)
