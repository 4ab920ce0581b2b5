"""A writing process is killed at any moment: what it acknowledged is there, once."""

import random
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from lab.sessions.model import Session
from lab.store import events
from lab.store.database import Store, open_store
from tests.store.device import NOW, Device, event, first_attempt, ingest
from tests.store.samples import begin_session

Seqs = Mapping[str, int]
"""Last seq by stream."""


@dataclass(frozen=True)
class Sitting:
    url: str
    session: Session
    attempt: str


@pytest.fixture
def sitting(database_url: str) -> Sitting:
    store = open_store(database_url)
    session = store.write(lambda db: begin_session(db, NOW))
    found = Sitting(database_url, session, first_attempt(store, session.id))
    store.close()
    return found


def killed_while_writing(
    sitting: Sitting, after_seconds: float, manner: str = "careful"
) -> tuple[Seqs, Seqs]:
    """What the process sent, and what it acknowledged, until it was killed."""
    arguments = (sitting.url, sitting.session.id, sitting.attempt, manner)
    command = [sys.executable, "-m", "tests.store.writing", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        begun = [process.stdout.readline() for _ in range(20)]
        time.sleep(after_seconds)
        process.kill()
        lines = [*begun, *process.stdout.readlines()]
    return _last(lines, "sent"), _last(lines, "acked")


def _last(lines: Sequence[str], word: str) -> Seqs:
    words = [line.split() for line in lines]
    return {stream: int(seq) for said, stream, seq in words if said == word}


def stored(store: Store, attempt: str) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    with store.read() as db:
        for one in events.of_attempt(db, attempt):
            found.setdefault(one.stream, []).append(one.seq)
    return found


def lost(acked: Seqs, found: Mapping[str, list[int]]) -> int:
    """How many acknowledged events are not there."""
    return sum(
        len(set(range(last + 1)) - set(found.get(stream, []))) for stream, last in acked.items()
    )


def kill_and_look(sitting: Sitting, seconds: float) -> None:
    sent, acked = killed_while_writing(sitting, seconds)
    store = open_store(sitting.url)
    found = stored(store, sitting.attempt)
    assert acked
    assert lost(acked, found) == 0
    assert all(found.get(stream, [-1])[-1] <= last for stream, last in sent.items())
    to = ingest(store)
    for stream, last in sent.items():
        again = replace(Device(sitting.session.id, sitting.attempt), stream=stream)
        for first in range(0, last + 1, 100):
            again.send(to, *(event(seq) for seq in range(first, min(first + 100, last + 1))))
    complete = stored(store, sitting.attempt)
    assert all(complete[stream] == list(range(last + 1)) for stream, last in sent.items())
    store.close()


def test_nothing_acknowledged_is_lost_or_doubled_by_a_kill(sitting: Sitting) -> None:
    for seed in range(2):
        kill_and_look(sitting, random.Random(seed).uniform(0.05, 0.5))


@pytest.mark.soak
def test_nothing_acknowledged_is_lost_or_doubled_by_a_hundred_kills(sitting: Sitting) -> None:
    for seed in range(100):
        kill_and_look(sitting, random.Random(seed).uniform(0.05, 1))


def test_this_test_would_find_a_store_that_answers_before_it_commits(sqlite_file: Path) -> None:
    url = f"sqlite:///{sqlite_file}"
    store = open_store(url)
    session = store.write(lambda db: begin_session(db, NOW))
    sitting = Sitting(url, session, first_attempt(store, session.id))
    store.close()
    _, acked = killed_while_writing(sitting, 0.3, "careless")
    store = open_store(url)
    assert lost(acked, stored(store, sitting.attempt)) > 0
    store.close()
