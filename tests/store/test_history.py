"""Whatever happens on the way, the store has what was acknowledged, once, and knows the rest."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from lab.sessions.ledger import Completion
from lab.store import Connection, events, quarantine, schema, sessions
from lab.store.database import Store, open_store
from lab.store.failures import StoreFailed
from tests.store.device import NOW, Device, ended, event, first_attempt, ingest, told
from tests.store.samples import begin_session

STREAMS = st.integers(0, 2)
SEQS = st.lists(st.integers(0, 11), min_size=1, max_size=6)


@dataclass
class Page:
    """What one device knows of one page it showed."""

    device: Device
    created: int = 0
    ended: bool = False
    sent: set[int] = field(default_factory=set)
    acked: set[int] = field(default_factory=set)
    bad: set[int] = field(default_factory=set)
    contradicted: bool = False

    def made(self, seq: int) -> list[object]:
        if seq in self.bad:
            return [seq, 1, "unheard_of", "", {}]
        return ended(seq) if self.ended and seq == self.created - 1 else event(seq)


class History(RuleBasedStateMachine):
    """A device with three pages, a network that loses and repeats, a server that dies, a backup."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.file, self.backup = self.folder / "lab.sqlite3", self.folder / "backup"
        self.now = NOW
        self._start()
        session = self.store.write(lambda db: begin_session(db, NOW))
        self.session, self.attempt = session.id, first_attempt(self.store, session.id)
        self.pages = [Page(Device(self.session, self.attempt)) for _ in range(3)]
        self.then = deepcopy(self.pages)
        self.withdrawn = False

    def _start(self) -> None:
        self.store: Store = open_store(f"sqlite:///{self.file}")
        self.to = ingest(self.store)

    @rule(which=STREAMS, count=st.integers(1, 4), bad=st.booleans())
    def something_happens(self, which: int, count: int, bad: bool) -> None:
        page = self.pages[which]
        if not page.ended:
            page.bad |= {page.created} if bad else set()
            page.created += count

    @rule(which=STREAMS)
    def a_page_is_left(self, which: int) -> None:
        page = self.pages[which]
        if not page.ended:
            page.ended = True
            page.created += 1

    @rule(which=STREAMS, seqs=SEQS, answered=st.booleans())
    def some_events_are_sent_in_any_order(
        self, which: int, seqs: list[int], answered: bool
    ) -> None:
        """Also again; the answer may be lost on its way back."""
        page = self.pages[which]
        self._send(page, [seq for seq in seqs if seq < page.created], answered)

    @rule(which=STREAMS)
    def everything_unacknowledged_is_sent(self, which: int) -> None:
        page = self.pages[which]
        self._send(page, sorted(set(range(page.created)) - page.acked), answered=True)

    @rule(which=STREAMS, seq=st.integers(0, 11))
    def a_contradicting_event_is_sent(self, which: int, seq: int) -> None:
        page = self.pages[which]
        if seq in page.sent - page.bad:
            reply = page.device.send(self.to, event(seq, length=99))
            if not self.withdrawn:
                assert told(reply)["conflicts"] == [seq]
                page.contradicted = True

    @rule()
    def the_server_restarts(self) -> None:
        self.store.close()
        self._start()

    @rule(which=STREAMS, seqs=SEQS)
    def the_server_dies_before_its_commit(self, which: int, seqs: list[int]) -> None:
        page = self.pages[which]
        chosen = [page.made(seq) for seq in seqs if seq < page.created]

        def dying(work: Callable[[Connection], Any]) -> Any:
            def all_but_the_commit(db: Connection) -> None:
                work(db)
                raise StoreFailed("the power went")

            return self.store.write(all_but_the_commit)

        if chosen:
            reply = page.device.send(ingest(replace(self.store, written=dying)), *chosen)
            assert reply.status == 503
        self.the_server_restarts()

    @rule(which=STREAMS, seqs=SEQS)
    def the_server_dies_after_its_commit(self, which: int, seqs: list[int]) -> None:
        page = self.pages[which]
        self._send(page, [seq for seq in seqs if seq < page.created], answered=False)
        self.the_server_restarts()

    @rule(hours=st.sampled_from((-24, -1, 1, 24 * 365)))
    def the_clock_is_set(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def a_backup_is_made(self) -> None:
        self.backup.unlink(missing_ok=True)
        schema.back_up(self.file, self.backup)
        self.then = deepcopy(self.pages)

    @rule(really=st.integers(0, 3))
    def the_backup_is_put_back(self, really: int) -> None:
        """What came later is lost, and nobody who has withdrawn comes back."""
        if really or not self.backup.exists():
            return
        self.store.close()
        shutil.copy(self.backup, self.file)
        self._start()
        for page, then in zip(self.pages, self.then, strict=True):
            page.sent, page.acked = set(then.sent), set(then.acked)
            page.contradicted = then.contradicted

    @rule(really=st.integers(0, 5))
    def the_person_withdraws(self, really: int) -> None:
        if really == 0 and not self.withdrawn:
            assert self.store.write(lambda db: sessions.withdraw(db, self.session, self.now))
            self.withdrawn = True

    def _send(self, page: Page, seqs: Iterable[int], answered: bool) -> None:
        chosen = list(seqs)
        if not chosen:
            return
        reply = page.device.send(self.to, *(page.made(seq) for seq in chosen), now=self.now)
        if self.withdrawn:
            assert reply.status == 410
            return
        answer = told(reply)
        page.sent |= set(chosen)
        ack = answer["acks"][page.device.stream]
        assert set(answer["quarantined"]) == page.bad & set(chosen)
        assert answer["conflicts"] == []
        settled = set(range(ack["upto"] + 1)) | set(ack["also"]) | set(answer["quarantined"])
        assert settled <= page.sent
        assert set(chosen) <= settled
        if answered:
            page.acked |= settled

    @invariant()
    def what_is_stored_is_what_was_sent_once_each(self) -> None:
        with self.store.read() as db:
            found = events.of_attempt(db, self.attempt)
            aside = quarantine.of_session(db, self.session)
        keys = sorted((one.stream, one.seq) for one in found)
        sent = {(page.device.stream, seq) for page in self.pages for seq in page.sent - page.bad}
        assert keys == ([] if self.withdrawn else sorted(sent))
        assert all(one.data.get("length") != 99 for one in found)
        bad = {(page.device.stream, seq) for page in self.pages for seq in page.sent & page.bad}
        assert {(one.stream, one.seq) for one in aside} >= (set() if self.withdrawn else bad)

    @invariant()
    def the_session_is_called_complete_exactly_when_it_is(self) -> None:
        with self.store.read() as db:
            state = sessions.completeness(db, self.session).state
        seen = [page for page in self.pages if page.sent]
        if self.withdrawn or not seen:
            # A page of which nothing ever arrived cannot be known without a successor.
            expected = Completion.NOT_CAPTURED
        else:
            whole = all(
                page.sent == set(range(page.created))
                and page.ended
                and not page.bad
                and not page.contradicted
                for page in seen
            )
            expected = Completion.COMPLETE if whole else Completion.INCOMPLETE
        assert state == expected

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)


def trial(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def test_histories() -> None:
    run(History, settings=trial(20, 25))


@pytest.mark.soak
def test_two_hundred_histories() -> None:
    run(History, settings=trial(200, 50))
    print("histories: 200 of up to 50 steps, drawn anew in every run: none broke a promise")
