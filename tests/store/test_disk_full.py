import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lab.store.database import Store
from tests.store.device import NOW, Device, event, first_attempt, ingest, told
from tests.store.samples import begin_session
from tests.store.test_crash import lost, stored

ROUNDS = 20
BATCH = 50


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    return sqlite_store


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """The disk is full for every file of this size: writing on fails."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


def test_a_full_disk_acknowledges_nothing_it_cannot_keep_and_resumes(
    store: Store, sqlite_file: Path
) -> None:
    """Twenty times full, also while the journal is brought into the database."""
    session = store.write(lambda db: begin_session(db, NOW))
    device = Device(session.id, first_attempt(store, session.id))
    to = ingest(store)
    journal = sqlite_file.with_name(sqlite_file.name + "-wal")
    acked, refused = -1, 0
    for number in range(ROUNDS):
        with no_file_larger_than(journal.stat().st_size + number * 5_000):
            for _ in range(30):
                batch = [event(seq) for seq in range(acked + 1, acked + 1 + BATCH)]
                reply = device.send(to, *batch)
                if reply.status != 200:
                    refused += 1
                    break
                acked = told(reply)["acks"][device.stream]["upto"]
        reply = device.send(to, *(event(seq) for seq in range(acked + 1, acked + 1 + BATCH)))
        assert reply.status == 200
        acked = told(reply)["acks"][device.stream]["upto"]
    found = stored(store, device.attempt)
    assert refused >= ROUNDS // 2
    assert lost({device.stream: acked}, found) == 0
    assert found[device.stream] == list(range(acked + 1))
