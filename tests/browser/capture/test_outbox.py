"""What the device has recorded reaches the lab, whatever happens on the way."""

import pytest

from lab.sessions.ledger import Completion
from tests.browser.capture import network
from tests.browser.capture.device import HURRIED, NO_FAREWELL, WITHOUT_DATABASE, device, keys
from tests.browser.capture.network import Network

pytestmark = pytest.mark.browser

FAULTS = {
    "500": network.status(500),
    "503": network.status(503, Retry_After="1"),
    "429": network.status(429),
    "a log-in page": network.portal,
    "other words": network.other_words,
    "led elsewhere": network.led_elsewhere,
    "cut": network.cut,
    "silent": network.silent,
    "answer lost": network.answer_lost,
}

MORTAL = """["pagehide", "visibilitychange"].forEach((kind) =>
  addEventListener(kind, (event) => window.dying && event.stopImmediatePropagation(), true))"""
SLOW_READING = """
const getAll = IDBObjectStore.prototype.getAll;
IDBObjectStore.prototype.getAll = function (...given) {
  const real = getAll.apply(this, given);
  const late = {};
  real.onsuccess = () => setTimeout(() => {
    late.result = real.result;
    late.onsuccess();
  }, 150);
  return late;
};
"""
FULL = """const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...given) {
  if (window.full) throw new DOMException("full", "QuotaExceededError");
  return put.apply(this, given);
};"""


@pytest.fixture
def scripts():
    return (HURRIED,)


@pytest.fixture
def net(citizen):
    return Network(citizen.context)


def act(screen):
    """Enough to make events of every urgency."""
    screen.focus("#f-full_name")
    screen.keyboard.type("Berg")
    screen.focus("#f-email")


def leave(held):
    """To a page that does not record, so that the last stream ends and nothing new begins."""
    held.screen.goto(f"{held.url}/give-up")
    held.settle()


def assert_whole(held):
    found = held.recorded()
    completeness = held.completeness()
    assert len(keys(found)) == len(set(keys(found)))
    assert completeness.state is Completion.COMPLETE, completeness
    assert completeness.events == len(found)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_whatever_the_network_answers_nothing_is_lost_and_nothing_doubled(citizen, net, fault):
    net.fault = fault
    citizen.begin("original")
    act(citizen.screen)
    citizen.until(lambda: net.asked)
    citizen.screen.reload()
    act(citizen.screen)
    citizen.until(lambda: len(net.asked) > 2)
    made = len(citizen.waiting())
    net.heal()
    leave(citizen)

    assert made > 10
    assert len(citizen.streams()) == 2
    assert_whole(citizen)


def test_reloading_offline_again_and_again_loses_nothing(citizen, net):
    citizen.begin("original")
    net.fault = network.cut
    for _ in range(5):
        act(citizen.screen)
        citizen.screen.reload()
    net.heal()
    leave(citizen)

    assert len(citizen.streams()) == 6
    assert_whole(citizen)


def test_a_device_without_network_sends_when_it_is_back(citizen):
    citizen.begin("original")
    citizen.context.set_offline(True)
    act(citizen.screen)
    citizen.until(lambda: len(citizen.waiting()) > 3)
    citizen.context.set_offline(False)
    leave(citizen)

    assert_whole(citizen)


def test_a_tab_that_was_closed_is_sent_by_the_next_one(citizen, net):
    net.fault = network.cut
    citizen.begin("original")
    act(citizen.screen)
    with citizen.screen.expect_event("close"):
        citizen.screen.close(run_before_unload=True)
    net.heal()
    citizen.screen = citizen.context.new_page()
    leave(citizen)

    assert len(citizen.streams()) == 1
    assert_whole(citizen)


@pytest.mark.parametrize(("hidden", "state"), [(True, "complete"), (False, "incomplete")])
def test_a_page_that_dies_without_a_word_is_whole_if_it_was_hidden(
    browser, served, store, hidden, state
):
    """Phones kill what nobody sees. Killed before somebody's eyes, nobody knows what is missing."""
    with device(browser, served, store, MORTAL) as held:
        held.begin("original")
        act(held.screen)
        held.screen.wait_for_timeout(400)
        if hidden:
            held.hide()
        held.screen.evaluate("window.dying = true")
        held.screen.reload()
        leave(held)

        first, second = held.streams()
        assert (second.prev, second.prev_last >= 0) == (first.id, hidden)
        assert held.completeness().state == state


def test_two_tabs_at_once_are_both_recorded_whole(citizen):
    citizen.begin("original")
    other = citizen.context.new_page()
    other.goto(citizen.screen.url)
    for _ in range(3):
        act(citizen.screen)
        act(other)
    other.close(run_before_unload=True)
    leave(citizen)

    assert len(citizen.streams()) == 2
    assert_whole(citizen)


def test_one_tab_never_forgets_what_another_is_just_saving(browser, served, store):
    """One tab sends and clears away, slowly, while the other goes on writing."""
    with device(browser, served, store, NO_FAREWELL) as held:
        held.begin("original")
        held.screen.route("**/events", network.cut)
        other = held.context.new_page()
        other.add_init_script(SLOW_READING)
        other.goto(held.screen.url)
        other.evaluate("setInterval(() => dispatchEvent(new Event('online')), 20)")
        for number in range(30):
            held.screen.focus("#f-email" if number % 2 else "#f-full_name")
            held.screen.wait_for_timeout(130)
        held.screen.close(run_before_unload=True)
        held.screen = other
        other.reload()
        leave(held)

        assert len(held.streams()) == 3
        assert_whole(held)


def test_what_a_dying_tab_leaves_behind_is_sent_by_another_that_is_open(browser, served, store):
    """A disk that fills up, no farewell: the last lies in localStorage alone, while the other tab
    sends and clears away what was on the disk."""
    with device(browser, served, store, HURRIED, NO_FAREWELL) as held:
        held.begin("original")
        other = held.screen
        held.screen = held.context.new_page()
        held.screen.add_init_script(FULL)
        held.screen.add_init_script(MORTAL)
        for screen in (other, held.screen):
            screen.route("**/events", network.cut)
        held.screen.goto(other.url)
        act(held.screen)
        held.screen.wait_for_timeout(300)
        held.screen.evaluate("window.full = true")
        act(held.screen)
        held.hide()
        other.unroute("**/events")
        other.evaluate("dispatchEvent(new Event('online'))")
        held.screen.wait_for_timeout(500)
        held.screen.evaluate("window.dying = true")
        with held.screen.expect_event("close"):
            held.screen.close()
        held.screen = other
        leave(held)

        assert len(held.streams()) == 2
        found = [str(event.kind) for event in held.recorded()]
        assert held.completeness().missing == 0
        assert found.count("field_changed") == 2
        assert held.screen.evaluate("Object.keys(localStorage)") == []


def test_at_a_name_without_encryption_it_works_as_well(browser, served, store):
    """Plain HTTP in the lab's own network: no secure context, no locks."""
    with device(browser, served, store, host="lab.test") as held:
        held.begin("original")
        secure = held.screen.evaluate("[isSecureContext, Boolean(navigator.locks)]")
        act(held.screen)
        leave(held)

        assert secure == [False, False]
        assert_whole(held)


def test_without_a_database_it_records_from_memory_and_says_so(browser, served, store):
    with device(browser, served, store, WITHOUT_DATABASE) as held:
        held.begin("original")
        act(held.screen)
        held.screen.reload()
        held.screen.goto(f"{held.url}/give-up")
        held.until(lambda: held.completeness().state is Completion.COMPLETE)

        assert {one.buffer for one in held.streams()} == {"memory"}
        assert_whole(held)


def test_without_a_database_what_was_unsent_survives_the_page(browser, served, store):
    with device(browser, served, store, WITHOUT_DATABASE, HURRIED) as held:
        net = Network(held.context, network.cut)
        held.begin("original")
        for _ in range(2):
            act(held.screen)
            held.screen.reload()
        net.heal()
        held.screen.goto(f"{held.url}/give-up")
        held.until(lambda: held.completeness().state is Completion.COMPLETE)

        assert len(held.streams()) == 3
        assert_whole(held)
        held.until(lambda: held.screen.evaluate("localStorage.length") == 0)
