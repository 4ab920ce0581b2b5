"""Whenever somebody withdraws, the device stops within a second and keeps nothing of it."""

import random
import time

import pytest
from bs4 import BeautifulSoup

from tests.browser.capture import network
from tests.browser.capture.device import OUTBOX, Device, device
from tests.browser.capture.network import Network
from tests.visiting import entered

pytestmark = pytest.mark.browser

SEED = 20211006
KEPT = """async () => JSON.stringify([
  { ...localStorage }, { ...sessionStorage }, document.cookie,
])"""


def withdraw(held: Device) -> None:
    held.screen.click("[data-stop] > summary")
    with held.screen.expect_navigation():
        held.screen.click("[data-stop] button[value=delete]")


def withdraw_elsewhere(held: Device) -> None:
    """With the receipt code, or by the staff: this device does not know yet."""
    page = BeautifulSoup(held.context.request.get(f"{held.url}/form").text(), "html.parser")
    (form,) = page.select("[data-stop] form")
    answer = held.context.request.post(
        f"{held.url}{form['action']}", form={**entered(form), "decision": "delete"}
    )
    assert answer.ok, answer.text()


def left_on(held: Device, screen=None) -> str:
    """Everything the device still keeps of this session, as text."""
    at = screen or held.screen
    stored = [at.evaluate(OUTBOX, name) for name in ("events", "streams")]
    return f"{stored} {at.evaluate(KEPT)}"


def gone_within_a_second(held: Device, *screens) -> bool:
    began = time.monotonic()
    while any(held.session in left_on(held, one) for one in screens):
        if time.monotonic() - began > 1:
            return False
        screens[0].wait_for_timeout(20)
    return True


@pytest.mark.parametrize("moments", [4, pytest.param(60, marks=pytest.mark.soak)])
@pytest.mark.parametrize("tabs", [1, 2])
def test_at_any_moment_nothing_of_it_is_left_and_nothing_is_sent(
    browser, served, store, moments, tabs
):
    rng = random.Random(SEED + tabs)
    for _ in range(moments):
        with device(browser, served, store) as held:
            net = Network(held.context, rng.choice([None, network.cut, network.silent]))
            held.begin(rng.choice(["original", "revised"]))
            others = [held.context.new_page() for _ in range(tabs - 1)]
            for other in others:
                other.goto(held.screen.url)
            until = time.monotonic() + rng.uniform(0, 1.2)
            while time.monotonic() < until:
                for screen in (held.screen, *others):
                    screen.keyboard.press("Tab")
                    screen.keyboard.type("Berg")
                    screen.wait_for_timeout(rng.uniform(1, 60))
            withdraw(held)

            assert gone_within_a_second(held, held.screen, *others)
            net.heal()
            asked = len(net.asked)
            for other in others:
                other.keyboard.press("Tab")
                other.keyboard.type("Berg")
                other.wait_for_timeout(400)
                assert held.session not in left_on(held, other)
            assert len(net.asked) == asked
            assert held.streams() == ()


def test_a_device_without_network_forgets_as_soon_as_it_reaches_the_lab(browser, served, store):
    with device(browser, served, store) as held:
        net = Network(held.context, network.cut)
        held.begin("original")
        other = held.context.new_page()
        other.goto(held.screen.url)
        for screen in (held.screen, other):
            screen.fill("#f-full_name", "Berg")
            screen.focus("#f-email")
        held.until(lambda: len(held.waiting()) > 10)
        withdraw_elsewhere(held)
        assert held.session in left_on(held)
        net.heal()
        held.screen.evaluate("dispatchEvent(new Event('online'))")

        assert gone_within_a_second(held, held.screen, other)
        other.focus("#f-full_name")
        other.wait_for_timeout(400)
        assert held.session not in left_on(held, other)
        assert held.streams() == ()


def test_a_tab_that_dies_after_the_withdrawal_leaves_nothing_for_long(browser, served, store):
    """Its last words lie on the device until any page looks after it: the lab answers 410."""
    with device(browser, served, store) as held:
        held.begin("original")
        (header,) = held.screen.evaluate(OUTBOX, "streams")
        event = {"stream": header["stream"], "seq": 99, "t": 1, "kind": "hidden", "field": ""}
        withdraw(held)
        held.screen.evaluate(
            "(tail) => localStorage['formwerkstatt-tail-late'] = JSON.stringify(tail)",
            {"header": header, "events": [{**event, "data": {}}]},
        )
        held.screen.goto(f"{held.url}/thanks?recorded=1")

        held.until(lambda: header["stream"] not in left_on(held))
