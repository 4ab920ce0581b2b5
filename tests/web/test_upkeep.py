import threading
from datetime import timedelta

import pytest

from lab.store import sessions, studies, tidying
from lab.store.copies import REGISTER
from lab.web import upkeep as upkeep_module
from lab.web.upkeep import upkeep
from tests.web.conftest import STUDY


@pytest.fixture
def rounds(monkeypatch):
    """What each round came to, one after the other; the real work is done."""
    done = Rounds(tidying.tidy)
    monkeypatch.setattr(upkeep_module, "tidy", done)
    return done


class Rounds:
    """Counts the rounds and keeps what they came to."""

    def __init__(self, tidy):
        self.tidy, self.results, self.another = tidy, [], threading.Semaphore(0)

    def __call__(self, store, now, register):
        try:
            self.results.append(self.tidy(store, now, register))
        finally:
            self.another.release()

    def wait(self):
        assert self.another.acquire(timeout=20)


def people(services):
    with services.store.read() as db:
        return sessions.of_study(db, STUDY)


def retention(services):
    with services.store.read() as db:
        pin = studies.pinned(db, STUDY)
    assert pin is not None
    return timedelta(days=pin.study.consent.retention_days)


def test_a_served_lab_erases_what_is_due_at_once(services, clock, participant, rounds):
    clock.now += retention(services)

    with upkeep(services.store, clock, services.settings.data / REGISTER):
        rounds.wait()

    assert rounds.results[0].sessions_erased == 1
    assert people(services) == ()


def test_a_lab_that_goes_on_running_erases_when_the_time_has_come(
    services, clock, participant, rounds
):
    with upkeep(services.store, clock, services.settings.data / REGISTER, every=0.01):
        rounds.wait()
        assert len(people(services)) == 1
        clock.now += retention(services)
        rounds.wait()
        rounds.wait()

    assert people(services) == ()


def test_a_round_that_fails_is_told_and_the_next_one_works(
    services, clock, participant, rounds, caplog
):
    clock.now += retention(services)
    work, failures = rounds.tidy, [ZeroDivisionError("unforeseen")]
    rounds.tidy = lambda *given: work(*given) if not failures else _raise(failures.pop())

    with upkeep(services.store, clock, services.settings.data / REGISTER, every=0.01):
        rounds.wait()
        rounds.wait()

    assert "unforeseen" in caplog.text
    assert people(services) == ()


def _raise(failure):
    raise failure


def test_it_ends_with_the_lab(services, clock):
    with upkeep(services.store, clock, services.settings.data / REGISTER):
        pass

    assert not any(thread.name.startswith("lab-upkeep") for thread in threading.enumerate())


def test_who_comes_back_after_a_day_of_silence_is_at_the_receipt(
    services, clock, participant, rounds
):
    clock.pass_by(days=2)

    with upkeep(services.store, clock, services.settings.data / REGISTER):
        rounds.wait()

    assert participant.get("/task").headers["Location"] == "/receipt"
    assert participant.get("/receipt").status_code == 200
