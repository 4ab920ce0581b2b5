import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from lab.sessions.events import Event, EventKind
from lab.sessions.ledger import Completion
from lab.sessions.model import Session, SessionState
from lab.store import events, quarantine, sessions, streams
from lab.store.database import Store
from lab.store.failures import StoreBusy
from lab.store.ingest import Ingest
from tests.store.device import NOW, Device, ended, event, first_attempt, ingest, told


@pytest.fixture
def to(store: Store) -> Ingest:
    return ingest(store)


@pytest.fixture
def device(store: Store, session: Session) -> Device:
    return Device(session.id, first_attempt(store, session.id))


def stored_seqs(store: Store, attempt: str) -> list[int]:
    with store.read() as db:
        return [found.seq for found in events.of_attempt(db, attempt)]


def test_a_batch_is_stored_and_acknowledged(store: Store, to: Ingest, device: Device) -> None:
    reply = device.send(to, event(0), event(1))
    assert reply.status == 200
    assert told(reply) == {
        "v": 1,
        "acks": {device.stream: {"upto": 1, "also": []}},
        "missing": {},
        "quarantined": [],
        "conflicts": [],
        "server_time": int(NOW.timestamp() * 1000),
        "state": "active",
    }
    with store.read() as db:
        found = events.of_attempt(db, device.attempt)
    data = {"dwell_ms": 10.5, "length": 3, "blank": False, "changed": True}
    kind = EventKind.FIELD_LEFT
    assert found == tuple(
        Event(device.stream, seq, 100.25 + seq, kind, "person", "name", data) for seq in (0, 1)
    )


def test_the_same_events_again_are_acknowledged_and_not_stored_twice(
    store: Store, to: Ingest, device: Device
) -> None:
    first = device.send(to, event(0), event(1))
    again = device.send(to, event(1), event(0), event(1))
    assert told(again)["acks"] == told(first)["acks"]
    assert told(again)["conflicts"] == []
    assert stored_seqs(store, device.attempt) == [0, 1]


def test_gaps_are_named_until_they_are_closed(store: Store, to: Ingest, device: Device) -> None:
    reply = told(device.send(to, event(0), event(3), event(5)))
    assert reply["acks"][device.stream] == {"upto": 0, "also": [3, 5]}
    assert reply["missing"] == {device.stream: [[1, 2], [4, 4]]}
    reply = told(device.send(to, event(2), event(4), event(1)))
    assert reply["acks"][device.stream] == {"upto": 5, "also": []}
    assert reply["missing"] == {}
    assert stored_seqs(store, device.attempt) == [0, 1, 2, 3, 4, 5]


def test_the_end_marker_makes_the_missing_tail_known(to: Ingest, device: Device) -> None:
    last = [4, 9.5, "stream_ended", "", {"last_seq": 4}]
    reply = told(device.send(to, event(0), last))
    assert reply["missing"] == {device.stream: [[1, 3]]}


def test_a_bad_event_is_quarantined_and_the_others_are_stored(
    store: Store, to: Ingest, device: Device
) -> None:
    bad = [1, 5, "field_left", "name", {"value": "Erika"}]
    reply = told(device.send(to, event(0), bad, event(2)))
    assert reply["quarantined"] == [1]
    assert reply["acks"][device.stream]["upto"] == 2
    assert reply["missing"] == {}
    device.send(to, bad)
    with store.read() as db:
        (aside,) = quarantine.of_session(db, device.session)
        assert sessions.completeness(db, device.session).quarantined == 1
    assert (aside.stream, aside.seq) == (device.stream, 1)
    assert "Erika" not in aside.body
    assert stored_seqs(store, device.attempt) == [0, 2]


def test_the_first_of_two_different_events_with_one_number_stands(
    store: Store, to: Ingest, device: Device
) -> None:
    device.send(to, event(0, length=3))
    reply = device.send(to, event(0, length=4), event(1))
    assert reply.status == 200
    assert told(reply)["conflicts"] == [0]
    assert told(reply)["acks"][device.stream]["upto"] == 1
    device.send(to, event(0, length=4))
    with store.read() as db:
        assert [found.data["length"] for found in events.of_attempt(db, device.attempt)] == [3, 3]
        (aside,) = quarantine.of_session(db, device.session)
        assert sessions.completeness(db, device.session).conflicts == 1
    assert '"length":4' in aside.body.replace("\\", "")


def test_two_different_events_with_one_number_in_one_message_are_a_conflict(
    to: Ingest, device: Device
) -> None:
    assert told(device.send(to, event(0, length=3), event(0, length=4)))["conflicts"] == [0]


def test_a_stream_belongs_to_the_attempt_that_opened_it(
    store: Store, to: Ingest, device: Device
) -> None:
    with store.read() as db:
        other = streams.of_attempt(db, device.attempt)
    assert other == ()
    device.send(to, event(0))
    stranger = replace(device, attempt="another")
    assert stranger.send(to, event(1)).status == 401
    assert device.send(to, event(1)).status == 200
    assert stored_seqs(store, device.attempt) == [0, 1]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"token": "forged"}, 401),
        ({"token": "no-such/attempt/person"}, 401),
        ({"v": 2}, 400),
        ({"stream": "short"}, 400),
        ({"events": [event(seq) for seq in range(201)]}, 413),
    ],
)
def test_what_cannot_be_taken_is_answered_as_the_protocol_says(
    to: Ingest, device: Device, change: dict[str, object], status: int
) -> None:
    reply = replace(device, head=change).send(to, event(0))
    assert reply.status == status
    assert told(reply)["error"]


def test_after_a_withdrawal_late_events_are_answered_gone(
    store: Store, to: Ingest, device: Device
) -> None:
    device.send(to, event(0))
    assert store.write(lambda db: sessions.withdraw(db, device.session, NOW))
    assert device.send(to, event(1)).status == 410
    assert replace(device, stream="f" * 32).send(to, event(0)).status == 410
    assert stored_seqs(store, device.attempt) == []


def test_a_session_that_has_ended_still_takes_what_is_late(
    store: Store, to: Ingest, device: Device
) -> None:
    store.write(lambda db: sessions.end(db, device.session, SessionState.STOPPED, NOW))
    reply = device.send(to, event(0))
    assert (reply.status, told(reply)["state"]) == (200, "stopped")


def test_a_session_is_complete_when_every_stream_has_arrived_whole(
    store: Store, to: Ingest, device: Device
) -> None:
    def state() -> Completion:
        with store.read() as db:
            return sessions.completeness(db, device.session).state

    assert state() == Completion.NOT_CAPTURED
    device.send(to, event(0), ended(2))
    assert state() == Completion.INCOMPLETE
    device.send(to, event(1))
    assert state() == Completion.COMPLETE
    following = Device(device.session, device.attempt, head={"prev": device.stream})
    following.send(to, event(0))
    assert state() == Completion.INCOMPLETE
    following.send(to, ended(1))
    assert state() == Completion.COMPLETE


def test_what_a_device_says_of_itself_is_kept(store: Store, to: Ingest, device: Device) -> None:
    head = {"device": "touch", "buffer": "memory", "prev": "e" * 32, "prev_last": 9, "dropped": 2}
    replace(device, head=head).send(to, event(0))
    with store.read() as db:
        (found,) = streams.of_session(db, device.session)
    assert (found.device, found.buffer, found.prev_last, found.dropped) == ("touch", "memory", 9, 2)
    assert found.prev == "e" * 32


def test_the_quickest_delivery_dates_the_stream(store: Store, to: Ingest, device: Device) -> None:
    for seq, delay in enumerate((3, 1, 2)):
        device.send(to, event(seq), now=NOW + timedelta(seconds=delay))
    found = store.write(lambda db: streams.lock(db, [device.stream]))[device.stream]
    assert found.zero_ms == (NOW + timedelta(seconds=1)).timestamp() * 1000 - 500.5


def test_fifty_identical_uploads_at_once_leave_one_copy(
    store: Store, to: Ingest, device: Device
) -> None:
    batch = [event(seq) for seq in range(100)]
    replies: list[tuple[int, object]] = []
    together = threading.Barrier(50)

    def send() -> None:
        together.wait()
        reply = device.send(to, *batch)
        replies.append((reply.status, told(reply)["acks"][device.stream]["upto"]))

    threads = [threading.Thread(target=send) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert replies == [(200, 99)] * 50
    assert stored_seqs(store, device.attempt) == list(range(100))


def test_many_devices_at_once_each_get_their_own_answer(
    store: Store, to: Ingest, session: Session
) -> None:
    attempt = first_attempt(store, session.id)
    devices = [Device(session.id, attempt) for _ in range(20)]
    answers: dict[str, object] = {}

    def send(device: Device) -> None:
        for first in range(0, 40, 4):
            reply = device.send(to, *(event(first + step) for step in range(4)))
            answers[device.stream] = told(reply)["acks"]

    threads = [threading.Thread(target=send, args=(device,)) for device in devices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {
        device.stream: {device.stream: {"upto": 39, "also": []}} for device in devices
    }
    assert len(stored_seqs(store, attempt)) == 20 * 40


def test_a_database_that_cannot_keep_it_is_no_acknowledgement(store: Store, device: Device) -> None:
    def too_busy(_work: object) -> None:
        raise StoreBusy

    reply = device.send(ingest(replace(store, written=too_busy)), event(0))
    assert reply.status == 503
    assert ("Retry-After", "2") in reply.headers
    assert stored_seqs(store, device.attempt) == []
