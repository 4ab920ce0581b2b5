"""Simulated participants against the lab as it is really served, in a real browser."""

import json
import signal
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from lab.errors import LabError
from lab.rehearsal.agreement import Recorded, agreements, time_agreement
from lab.rehearsal.person import Effect
from lab.rehearsal.recorded import recorded
from lab.rehearsal.runner import Rehearsal, rehearse
from lab.rehearsal.truth import ParticipantTruth
from lab.reports.overview import comparison
from lab.reports.recorded import read_recording
from lab.sessions.ledger import Completion
from lab.sessions.model import SessionState
from lab.statistics.plan import Measure
from lab.statistics.results import Comparison
from lab.statistics.verdicts import Word
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


@dataclass(frozen=True)
class Played:
    """A rehearsal that is over: the truth, what was recorded, and the comparison made of it."""

    truths: tuple[ParticipantTruth, ...]
    events: Recorded
    whole: frozenset[Completion]
    comparison: Comparison


def play(house, folder, effect):
    with serving(house, FORMS=str(FORMS)) as lab:
        asked = Rehearsal(folder, link(lab, house), participants=12, seed=20261122, effect=effect)
        truths = rehearse(asked)
    with closing(open_store(f"sqlite:///{house}/sessions/lab.sqlite3")) as store:
        with store.read() as db:
            whole = frozenset(sessions.completeness(db, one.session).state for one in truths)
        compared = comparison(read_recording(store, folder.study), simulated=True)
        assert compared is not None
        return Played(truths, recorded(store, truths), whole, compared)


@pytest.fixture(scope="module")
def better(tmp_path_factory, folder):
    """Twelve people who truly fare better with the revised version."""
    return play(tmp_path_factory.mktemp("better"), folder, Effect.BETTER)


def test_everything_simulated_people_do_is_recorded_as_they_did_it(better):
    found = agreements(better.truths, better.events)

    assert all(one.complete for one in found), found
    assert all(one.true for one in found), "a kind that never happened was not tried"


def test_active_time_is_that_of_the_browsers_own_clock(better):
    assert time_agreement(better.truths, better.events, 30).largest < 0.2


def test_every_session_of_a_quiet_rehearsal_is_proven_complete(better):
    assert better.whole == {Completion.COMPLETE}


def test_a_version_that_truly_is_better_is_reported_so(better):
    primary = better.comparison.outcome(Measure.SUBMITTED_CORRECTLY)

    assert primary.verdict.word in (Word.BETTER_BY_MARGIN, Word.BETTER)


def test_versions_without_a_difference_are_not_called_different(tmp_path, folder):
    same = play(tmp_path, folder, Effect.NONE)
    primary = same.comparison.outcome(Measure.SUBMITTED_CORRECTLY)

    assert primary.verdict.word in (Word.NOT_CLEAR, Word.AT_MOST_MARGIN_WORSE)


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
    with closing(open_store(f"sqlite:///{house}/sessions/lab.sqlite3")) as store:
        events = [event for told in recorded(store, truths).values() for event in told]
        with store.read() as db:
            states = {session.state for session in sessions.of_study(db, STUDY)}
            whole = [sessions.completeness(db, truth.session).state for truth in truths]
    keys = [(event.stream, event.seq) for event in events]

    assert set(acknowledged.keys()) <= set(keys)
    assert len(keys) == len(set(keys))
    assert states == {SessionState.FINISHED}
    assert set(whole) == {Completion.COMPLETE}


def test_a_browser_that_fails_ends_the_rehearsal_with_a_message(folder):
    asked = Rehearsal(
        folder,
        "http://127.0.0.1:1/s/nowhere",
        participants=2,
        seed=1,
        on_screen=lambda screen: screen.evaluate("neverDefined()"),
    )

    with pytest.raises(LabError, match="neverDefined"):
        rehearse(asked)
