"""Holds what a database has against what its devices know: lost, doubled, made up?"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass

import sqlalchemy as sa

from lab.sessions.ledger import Completion
from lab.store import sessions
from lab.store.database import open_store
from tests.reliability.sender import Sender

OF_DEVICES = (
    "SELECT stream.id, seq, t_ms, kind, field, data FROM event"
    " JOIN stream ON stream.key = event.stream WHERE stream.id NOT LIKE 'server-%'"
)
Key = tuple[str, int]


@dataclass(frozen=True)
class Verdict:
    """lost: acknowledged, not there. phantom: there, never made (or made otherwise).

    forgotten: acknowledged once, and later said to be missing. unsent: never acknowledged.
    """

    made: int
    acked: int
    stored: int
    lost: int
    doubled: int
    phantom: int
    forgotten: int
    unsent: int
    incomplete: int

    @property
    def sound(self) -> bool:
        return not any(astuple(self)[3:]) and self.made == self.acked == self.stored

    def __str__(self) -> str:
        return (
            f"{self.made} events made, {self.acked} acknowledged, {self.stored} stored: "
            f"{self.lost} lost, {self.doubled} doubled, {self.phantom} phantom, "
            f"{self.forgotten} forgotten, {self.unsent} unsent, "
            f"{self.incomplete} sessions incomplete"
        )


def judge(url: str, devices: Iterable[Sender]) -> Verdict:
    devices = tuple(devices)
    streams = [stream for device in devices for stream in device.streams]
    made = {(one.id, seq): tuple(event) for one in streams for seq, event in one.made.items()}
    acked = {(one.id, seq) for one in streams for seq in one.acked}
    counted, contents = stored(url)
    return Verdict(
        made=len(made),
        acked=len(acked),
        stored=len(contents),
        lost=len(acked - contents.keys()),
        doubled=sum(count - 1 for count in counted.values()),
        phantom=sum(made.get(key) != content for key, content in contents.items()),
        forgotten=sum(device.forgotten for device in devices),
        unsent=sum(device.waiting for device in devices),
        incomplete=_incomplete(url, {device.seat.session for device in devices}),
    )


def stored(url: str) -> tuple[Counter[Key], Mapping[Key, tuple[object, ...]]]:
    """How often each event is there, and what it says."""
    engine = sa.create_engine(url)
    with engine.connect() as db:
        rows = db.exec_driver_sql(OF_DEVICES.replace("%", "%%" if "postgres" in url else "%")).all()
    engine.dispose()
    contents = {(row[0], row[1]): (*row[1:5], json.loads(row[5])) for row in rows}
    return Counter((row[0], row[1]) for row in rows), contents


def _incomplete(url: str, ids: Iterable[str]) -> int:
    store = open_store(url)
    with store.read() as db:
        states = [sessions.completeness(db, one).state for one in ids]
    store.close()
    return sum(state != Completion.COMPLETE for state in states)
