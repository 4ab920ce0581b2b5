"""Outages of days, and browsers that are killed. Small here; the long ones are in `make soak`."""

import json
import os
import random
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from lab.browser import BrowserError, find_browser
from lab.sessions.ledger import Completion
from lab.settings import from_env
from tests.browser.capture import network
from tests.browser.capture.device import Device, keys
from tests.browser.capture.network import Network
from tests.needs import missing

pytestmark = pytest.mark.browser

SEED = 20211004
OLD_ENOUGH_SECONDS = 0.5
# Tells of each event at the moment it goes to the disk.
TELLING = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (one) {
  if ("seq" in one) console.info("made " + JSON.stringify([one.stream, one.seq, one.kind]));
  return put.call(this, one);
};
"""
IMPORTANT = ("page_", "field_changed", "error_shown", "stream_")


@pytest.mark.parametrize("hours", [1, pytest.param(72, marks=pytest.mark.soak)])
def test_an_outage_loses_nothing_and_is_waited_out_patiently(citizen, hours):
    net = Network(citizen.context, network.status(503))
    citizen.begin("original")
    citizen.screen.clock.install()
    citizen.open()
    citizen.screen.fill("#f-full_name", "Berg")
    citizen.screen.focus("#f-email")
    citizen.screen.clock.run_for(60_000)
    begun, asked = 60, len(net.asked)
    for _ in range(hours * 240):
        citizen.screen.clock.run_for(15_000)
    tries = len(net.asked) - asked
    assert tries <= hours * 3600 / 30 * 1.3 + begun / 30
    assert tries >= hours * 3600 / 60
    net.heal()
    citizen.screen.clock.run_for(120_000)
    citizen.until(lambda: not citizen.waiting())

    assert citizen.completeness().missing == 0
    assert "field_changed" in {event.kind for event in citizen.recorded()}


def killed(folder: Path) -> None:
    """The browser of this profile, and no other."""
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = entry.read_bytes().split(b"\0")
            if f"--user-data-dir={folder}".encode() in words:
                os.kill(int(entry.parent.name), signal.SIGKILL)


def opened(browser, folder):
    """A browser with a memory: the profile outlives it."""
    program = shutil.which(from_env().browser or find_browser().name)
    try:
        return browser.browser_type.launch_persistent_context(
            folder,
            executable_path=program,
            locale="de-DE",
            args=["--disable-background-networking"],
        )
    except BrowserError as error:
        missing(f"no browser with a profile of its own: {error.message.splitlines()[0]}")


class Told:
    """When each event went to the disk."""

    def __init__(self, screen):
        self.made: dict[tuple[str, int], tuple[str, float]] = {}
        screen.on("console", lambda message: self.hear(message.text))

    def hear(self, text):
        if text.startswith("made "):
            stream, seq, kind = json.loads(text.removeprefix("made "))
            self.made.setdefault((stream, seq), (kind, time.monotonic()))

    def important_before(self, moment):
        return {
            key
            for key, (kind, made) in self.made.items()
            if kind.startswith(IMPORTANT) and made < moment - OLD_ENOUGH_SECONDS
        }


@pytest.mark.parametrize("kills", [2, pytest.param(100, marks=pytest.mark.soak)])
def test_a_killed_browser_sends_what_it_had_when_it_is_opened_again(
    browser, served, store, tmp_path, kills
):
    rng = random.Random(SEED)
    made: set[tuple[str, int]] = set()
    expected: set[tuple[str, int]] = set()
    session, cookies = "", []
    for _ in range(kills):
        context = opened(browser, tmp_path)
        context.add_init_script(TELLING)
        held = Device(context, served, store, context.pages[0], session=session)
        told = Told(held.screen)
        if not session:
            held.begin("original")
            session, cookies = held.session, context.cookies()
        context.add_cookies(cookies)
        net = Network(context, network.cut if rng.random() < 0.7 else None)
        held.open()
        until = time.monotonic() + rng.uniform(0.7, 2.5)
        while time.monotonic() < until:
            held.screen.fill("#f-full_name", f"Berg {rng.random()}")
            held.screen.focus("#f-email")
            held.screen.wait_for_timeout(rng.uniform(1, 200))
        moment = time.monotonic()
        killed(tmp_path)
        made |= told.made.keys()
        expected |= told.important_before(moment)
        with suppress(BrowserError):
            context.close()
        assert net.asked or net.fault
    context = opened(browser, tmp_path)
    context.add_cookies(cookies)
    held = Device(context, served, store, context.pages[0], session=session)
    held.screen.goto(f"{held.url}/give-up")
    held.settle()
    recorded = keys(held.recorded())
    completeness = held.completeness()
    context.close()

    print(f"{len(made)} events, {len(expected)} to be kept, {len(made - set(recorded))} lost")
    assert len(expected) > kills
    assert expected - set(recorded) == set()
    assert len(recorded) == len(set(recorded))
    assert completeness.missing == 0
    # Killed before somebody's eyes: that the very last moments are unknown is said.
    assert (completeness.state, completeness.open_tails) == (Completion.INCOMPLETE, kills)
