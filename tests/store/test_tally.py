"""What was received is what was stored, was there already, was set aside or was refused."""

import random
from datetime import datetime

import sqlalchemy as sa

from lab.sessions.model import Session
from lab.store import sessions
from lab.store.database import Store
from lab.store.ingest import Ingest
from lab.store.tally import Tally, Tallying
from tests.store.device import Device, event, first_attempt, read_token


def count(store: Store, table: str, where: str = "") -> int:
    with store.read() as db:
        return db.scalar(sa.text(f"SELECT count(*) FROM {table} {where}")) or 0


def test_every_event_is_accounted_for_and_the_database_agrees(
    store: Store, session: Session
) -> None:
    tallying, dice = Tallying(), random.Random(6)
    to = Ingest(store, read_token, tallying)
    devices = [Device(session.id, first_attempt(store, session.id)) for _ in range(3)]
    for _ in range(60):
        device = dice.choice(devices)
        seqs = [dice.randrange(40) for _ in range(dice.randrange(1, 8))]
        bad = [[99, 1, "unheard_of", "", {}]] * dice.randrange(2)
        contrary = [event(0, length=77)] * dice.randrange(2)
        device.send(to, *(event(seq) for seq in seqs), *bad, *contrary)
    found = tallying.sum
    assert found.unaccounted == 0
    assert found.stored == count(store, "event")
    assert found.repeated > 0
    assert found.quarantined >= count(store, "quarantine", "WHERE seq = 99") > 0
    assert found.contradicting >= count(store, "quarantine", "WHERE seq = 0") > 0
    assert found.refused == 0


def test_what_is_turned_away_is_counted_too(store: Store, session: Session, now: datetime) -> None:
    tallying = Tallying()
    to = Ingest(store, read_token, tallying)
    device = Device(session.id, first_attempt(store, session.id))
    stranger = Device("nobody/at/all", device.attempt)
    store.write(lambda db: sessions.withdraw(db, session.id, now))
    device.send(to, event(0), event(1))
    stranger.send(to, event(0))
    assert tallying.sum == Tally(received=3, refused=3)
    assert "3 events received: 0 stored" in str(tallying.sum)
