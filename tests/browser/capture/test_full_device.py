"""A device without room, at any moment, and a page that goes away with much or little unsent."""

import json
import random

import pytest

from lab.sessions.ledger import Completion
from tests.browser.capture import network
from tests.browser.capture.device import HURRIED, device, keys
from tests.browser.capture.network import Network

pytestmark = pytest.mark.browser

SEED = 20211007
# From one put to another the disk has no room.
FULL_FOR_A_WHILE = """
const put = IDBObjectStore.prototype.put;
let puts = 0;
IDBObjectStore.prototype.put = function (...given) {
  puts += 1;
  if (puts >= %d && puts < %d) throw new DOMException("full", "QuotaExceededError");
  return put.apply(this, given);
};
"""
# What pages send as they go away: the size of each, and how much was on its way with it.
FAREWELLS = """
const ask = window.fetch;
window.farewells = [];
let under = 0;
let count = 0;
window.fetch = async (url, options) => {
  if (!options?.keepalive) return ask(url, options);
  under += options.body.length;
  count += 1;
  window.farewells.push([options.body.length, under, count]);
  try {
    return await ask(url, options);
  } finally {
    under -= options.body.length;
    count -= 1;
  }
};
"""
MANY = """(count) => {
  for (let n = 0; n < count; n++) document.querySelector(n % 2 ? "#f-email" : "#f-phone").focus();
}"""
BYTES_OF_AN_EVENT = 150


def work(screen, number):
    screen.fill("#f-full_name", f"Berg {number}")
    screen.focus("#f-email")
    screen.wait_for_timeout(60)


def assert_all_arrives(held):
    held.screen.goto(f"{held.url}/give-up")
    held.until(lambda: held.completeness().state is Completion.COMPLETE, seconds=180)
    recorded = keys(held.recorded())
    assert len(recorded) == len(set(recorded))
    assert held.sent() <= set(recorded)


@pytest.mark.parametrize("points", [4, pytest.param(30, marks=pytest.mark.soak)])
def test_a_disk_that_is_full_at_any_moment_loses_nothing(browser, served, store, points):
    rng = random.Random(SEED)
    for _ in range(points):
        first, cut = rng.randrange(1, 60), rng.random() < 0.5
        full = FULL_FOR_A_WHILE % (first, first + rng.randrange(1, 80))
        with device(browser, served, store, full, HURRIED) as held:
            net = Network(held.context, network.cut if cut else None)
            held.begin("original")
            for number in range(8):
                work(held.screen, number)
            if rng.random() < 0.5:
                held.screen.reload()
                work(held.screen, 9)
            net.heal()
            assert_all_arrives(held)


@pytest.mark.parametrize("sizes", [4, pytest.param(50, marks=pytest.mark.soak)])
def test_whatever_is_unsent_when_the_page_is_hidden_it_sends_little_and_loses_nothing(
    browser, served, store, sizes
):
    rng = random.Random(SEED)
    with device(browser, served, store, FAREWELLS) as held:
        net = Network(held.context)
        held.begin("original")
        for place in range(sizes):
            net.fault = network.status(503)
            size = 100 * 5000 ** (place / (sizes - 1))  # from 0.1 KB to 500 KB
            held.screen.evaluate(MANY, int(size / BYTES_OF_AN_EVENT / 2) + 1)
            for _ in range(rng.randrange(1, 4)):
                held.hide()
                held.hide(False)
            told = held.screen.evaluate("farewells")
            assert told
            assert max(size for size, _, _ in told) <= 30_000
            assert max(under for _, under, _ in told) <= 60_000
            assert max(count for _, _, count in told) <= 9
            net.heal()
            held.open()
        assert_all_arrives(held)
        assert max(len(json.dumps(one)) for one in net.asked) < 128 * 1024
