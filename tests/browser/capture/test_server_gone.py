"""The server itself goes away and comes back; so does the whole browser."""

import signal

import pytest

from lab.sessions.ledger import Completion
from lab.store.database import open_store
from tests.browser.capture.device import HURRIED, device, keys
from tests.served import serving

pytestmark = pytest.mark.browser


def test_a_server_that_is_killed_and_started_again_gets_everything(browser, tmp_path):
    with serving(tmp_path) as lab:
        store = open_store(f"sqlite:///{tmp_path}/sessions/lab.sqlite3", read_only=True)
        with device(browser, lab, store, HURRIED) as held:
            held.begin("original")
            held.sees("page_shown")
            lab.process.send_signal(signal.SIGKILL)
            lab.process.wait()
            held.screen.fill("#f-full_name", "Berg, Anna")
            held.screen.focus("#f-email")
            held.until(lambda: len(held.waiting()) > 2)
            with serving(tmp_path, port=lab.port):
                held.screen.goto(f"{held.url}/give-up")
                held.settle()
                found = held.recorded()

                assert held.completeness().state is Completion.COMPLETE
                assert len(keys(found)) == len(set(keys(found)))
                assert "field_changed" in {event.kind for event in found}
        store.close()
