"""A process that sends events into a database and says what was acknowledged, to be killed.

Arguments: database URL, session, attempt, "careful" or "careless". Lines written: "sent STREAM
SEQ" before a batch goes out, "acked STREAM SEQ" after its answer.
"""

import os
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lab.store.database import Store, open_store
from lab.store.engines import sqlite_writer
from tests.store.device import Device, event, ingest, told

SENDERS = 6
BATCH = 5


def say(*words: object) -> None:
    # One write of a short line is whole even when the process is killed next.
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def send(device: Device, store: Store) -> None:
    to = ingest(store)
    first = 0
    while True:
        last = first + BATCH - 1
        say("sent", device.stream, last)
        reply = device.send(to, *(event(seq) for seq in range(first, last + 1)))
        if reply.status == 200:
            say("acked", device.stream, told(reply)["acks"][device.stream]["upto"])
            first = last + 1


def careless(store: Store) -> Store:
    """What must be found out: it answers first and commits now and then."""
    store.close()
    db = sqlite_writer(Path(str(store.readers.url.database))).connect()
    door = threading.Lock()
    counted = [0]

    def write(work: Callable[[sa.Connection], Any]) -> Any:
        with door:
            result = work(db)
            counted[0] += 1
            if counted[0] % 50 == 0:
                db.commit()
            return result

    return replace(store, written=write)


def main(url: str, session: str, attempt: str, manner: str) -> None:
    store = open_store(url)
    if manner == "careless":
        store = careless(store)
    for _ in range(SENDERS):
        threading.Thread(target=send, args=(Device(session, attempt), store)).start()


if __name__ == "__main__":
    main(*sys.argv[1:])
