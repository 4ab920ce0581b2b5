"""Simulated participants against the lab as it is really served, in a real browser."""

import json
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lab.rehearsal.agreement import agreements, time_agreement
from lab.rehearsal.recorded import recorded
from lab.rehearsal.runner import Rehearsal, rehearse
from lab.rehearsal.truth import ParticipantTruth
from lab.sessions.ledger import Completion
from lab.sessions.model import SessionState
from lab.store import sessions
from lab.store.database import open_store
from lab.studies.loader import load_study
from lab.web.secret import lab_secret
from lab.web.tokens import Purpose, sign
from tests.served import serving

pytestmark = pytest.mark.browser

FORMS = Path(__file__).parents[2] / "forms"
STUDY = "bewohnerparkausweis"
TELL_ACKNOWLEDGEMENTS = """
const ask = window.fetch;
window.fetch = async (...asked) => {
  const answer = await ask(...asked);
  if (answer.ok && String(asked[0]).endsWith("/events")) {
    answer.clone().json().then(({ acks }) => console.info("acks " + JSON.stringify(acks)));
  }
  return answer;
};
"""


@pytest.fixture(scope="module")
def folder():
    return load_study(FORMS / STUDY)


def link(lab, house):
    token = sign(lab_secret(house / "sessions"), Purpose.SIMULATED, STUDY)
    return f"{lab.url}/s/{STUDY}?simulated={token}"


def test_everything_simulated_people_do_is_recorded_as_they_did_it(tmp_path, folder):
    with serving(tmp_path, FORMS=str(FORMS)) as lab:
        truths = rehearse(Rehearsal(folder, link(lab, tmp_path), participants=4, seed=3))
    store = open_store(f"sqlite:///{tmp_path}/sessions/lab.sqlite3")
    try:
        found = recorded(store, truths)
    finally:
        store.close()

    assert all(one.complete for one in agreements(truths, found)), agreements(truths, found)
    assert sum(one.true for one in agreements(truths, found)) > 0
    assert time_agreement(truths, found, 30).largest < 0.2


class Acknowledged:
    """What the server has promised to have, as the pages heard it."""

    def __init__(self) -> None:
        self.upto: dict[str, int] = {}
        self.enough = threading.Event()

    def listen(self, screen) -> None:
        screen.add_init_script(TELL_ACKNOWLEDGEMENTS)
        screen.on("console", lambda message: self.hear(message.text))

    def hear(self, text: str) -> None:
        if not text.startswith("acks "):
            return
        for stream, ack in json.loads(text.removeprefix("acks ")).items():
            self.upto[stream] = max(self.upto.get(stream, -1), ack["upto"])
        if len(self.upto) > 6:
            self.enough.set()

    def keys(self) -> Iterator[tuple[str, int]]:
        return ((stream, seq) for stream, last in self.upto.items() for seq in range(last + 1))


def test_a_server_killed_in_the_middle_loses_nothing_and_the_people_go_on(tmp_path, folder):
    acknowledged = Acknowledged()
    with serving(tmp_path, FORMS=str(FORMS)) as lab:
        asked = Rehearsal(
            folder,
            link(lab, tmp_path),
            participants=3,
            seed=5,
            on_screen=acknowledged.listen,
        )
        truths: list[ParticipantTruth] = []
        people = threading.Thread(target=lambda: truths.extend(rehearse(asked)))
        people.start()
        assert acknowledged.enough.wait(120)
        lab.process.send_signal(signal.SIGKILL)
        lab.process.wait(10)
        with serving(tmp_path, lab.port, FORMS=str(FORMS)):
            people.join(240)

    assert len(truths) == 3
    assert sum(truth.interruptions for truth in truths) > 0
    assert_nothing_lost_or_doubled(tmp_path, truths, acknowledged)


def assert_nothing_lost_or_doubled(house, truths, acknowledged):
    store = open_store(f"sqlite:///{house}/sessions/lab.sqlite3")
    try:
        events = [event for told in recorded(store, truths).values() for event in told]
        with store.read() as db:
            states = {session.state for session in sessions.of_study(db, STUDY)}
            whole = [sessions.completeness(db, truth.session).state for truth in truths]
    finally:
        store.close()
    keys = [(event.stream, event.seq) for event in events]

    assert set(acknowledged.keys()) <= set(keys)
    assert len(keys) == len(set(keys))
    assert states == {SessionState.FINISHED}
    assert set(whole) == {Completion.COMPLETE}
