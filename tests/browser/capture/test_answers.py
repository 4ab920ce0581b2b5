"""What the device does with each answer of the server, and with a disk that is full."""

import json
import time

import pytest

from lab.sessions.ledger import Completion
from tests.browser.capture import network
from tests.browser.capture.device import NO_FAREWELL, device, keys
from tests.browser.capture.network import Network

pytestmark = pytest.mark.browser

FULL = """
const put = IDBObjectStore.prototype.put;
window.full = true;
IDBObjectStore.prototype.put = function (...given) {
  if (window.full) throw new DOMException("full", "QuotaExceededError");
  return put.apply(this, given);
};
"""
FILL = """(room) => {
  let text = "";
  for (let more = 2 ** 22; more > 128; more /= 2) {
    try {
      localStorage.filler = text + "x".repeat(more);
      text = localStorage.filler;
    } catch {}
  }
  localStorage.filler = text.slice(room);
}"""
BEAT = "dispatchEvent(new Event('online'))"


def act(screen):
    screen.focus("#f-full_name")
    screen.keyboard.type("Berg")
    screen.focus("#f-email")


def leave(held):
    held.screen.goto(f"{held.url}/give-up")
    held.settle()


def sizes(net):
    return [len(message["events"]) for message in net.asked]


@pytest.fixture
def net(citizen):
    return Network(citizen.context)


@pytest.mark.parametrize("status", [413, 400])
def test_what_is_too_much_is_sent_in_parts(citizen, net, status):
    def at_most_three(route):
        count = len(route.request.post_data_json["events"])
        route.fulfill(status=status, body="{}") if count > 3 else route.continue_()

    net.fault = at_most_three
    citizen.begin("original")
    for _ in range(3):
        act(citizen.screen)
    leave(citizen)

    assert max(sizes(net)) > 3
    assert citizen.completeness().state is Completion.COMPLETE


def test_an_event_that_cannot_be_read_does_not_hold_up_the_others(citizen, net):
    """It is given up after all others, without its contents, and the lab knows of it."""

    def not_this_one(route):
        told = [row for row in route.request.post_data_json["events"] if row[2] == "first_input"]
        bad = any("after_ms" in row[4] for row in told)
        route.fulfill(status=400, body="{}") if bad else route.continue_()

    net.fault = not_this_one
    citizen.begin("original")
    act(citizen.screen)
    leave(citizen)

    completeness = citizen.completeness()
    assert (completeness.quarantined, completeness.missing, completeness.open_tails) == (1, 0, 0)
    assert citizen.of_kind("field_changed") != []


def test_a_message_that_is_never_readable_costs_no_event(citizen, net):
    net.fault = network.status(400)
    citizen.begin("original")
    act(citizen.screen)
    citizen.until(lambda: net.asked and sizes(net)[-1] == 1)
    citizen.screen.wait_for_timeout(500)
    asked = len(net.asked)
    citizen.screen.evaluate(BEAT)
    citizen.screen.wait_for_timeout(300)
    assert len(net.asked) == asked
    net.heal()
    leave(citizen)

    assert citizen.completeness().state is Completion.COMPLETE


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_token_keeps_the_events_and_asks_no_more(citizen, net, status):
    net.fault = network.status(status)
    citizen.begin("original")
    citizen.until(lambda: net.asked)
    citizen.screen.wait_for_timeout(300)
    asked = len(net.asked)
    act(citizen.screen)
    citizen.screen.evaluate(BEAT)
    citizen.screen.wait_for_timeout(500)

    assert len(net.asked) == asked
    assert len(citizen.waiting()) > 3
    net.heal()
    leave(citizen)
    assert citizen.completeness().state is Completion.COMPLETE


def test_a_server_that_asks_for_patience_gets_it(citizen, net):
    net.fault = network.status(503, Retry_After="2")
    citizen.begin("original")
    citizen.until(lambda: net.asked)
    citizen.screen.wait_for_timeout(200)
    before, began = len(net.asked), time.monotonic()
    act(citizen.screen)
    citizen.screen.evaluate(BEAT)
    citizen.until(lambda: len(net.asked) > before)

    assert time.monotonic() - began > 1


def test_while_the_server_is_down_it_is_not_stormed(citizen, net):
    net.fault = network.status(500)
    citizen.begin("original")
    for _ in range(15):
        act(citizen.screen)
        citizen.screen.wait_for_timeout(100)

    assert len(citizen.waiting()) > 30
    assert len(net.asked) < 12


def test_steady_work_does_not_put_off_the_sending(citizen, net):
    """Nothing important happens: the work goes on and on, with never two quiet seconds."""
    citizen.begin("original")
    citizen.screen.focus("#f-full_name")
    citizen.settle()
    before = len(net.asked)
    for number in range(26):
        citizen.screen.focus("#f-email" if number % 2 else "#f-full_name")
        citizen.screen.wait_for_timeout(100)

    assert len(net.asked) > before


def test_after_a_withdrawal_the_device_forgets_and_stops_recording(citizen, net):
    net.fault = network.cut
    citizen.begin("original")
    other = citizen.context.new_page()
    other.goto(citizen.screen.url)
    act(citizen.screen)
    net.fault = network.status(410)
    citizen.screen.evaluate(BEAT)
    citizen.settle()
    asked = len(net.asked)
    act(citizen.screen)
    citizen.screen.wait_for_timeout(500)

    assert citizen.waiting() == []
    assert len(net.asked) == asked
    act(other)
    citizen.settle(other)
    citizen.screen.reload()
    other.close()
    assert citizen.screen.evaluate("Object.keys(localStorage)") == []


def test_withdrawing_takes_only_ones_own_from_a_shared_device(citizen, net):
    net.fault = network.cut
    citizen.begin("original")
    act(citizen.screen)
    citizen.screen.goto(f"{citizen.url}/livez")
    earlier = citizen.session
    citizen.begin("original")
    act(citizen.screen)
    citizen.screen.click("[data-stop] > summary")
    with citizen.screen.expect_navigation():
        citizen.screen.click("[data-stop] button[value=delete]")
    citizen.until(lambda: {one["stream"] for one in citizen.waiting()} != set())
    citizen.screen.wait_for_timeout(300)
    kept = citizen.screen.evaluate("JSON.stringify(localStorage)")
    assert citizen.session not in kept
    net.heal()
    citizen.settle()

    assert citizen.streams() == ()
    citizen.session = earlier
    assert citizen.completeness().state is Completion.COMPLETE


def test_the_next_participant_on_a_device_does_not_continue_the_last_ones_stream(citizen):
    for _ in range(2):
        citizen.begin("original")
        act(citizen.screen)
        leave(citizen)

    assert [one.prev for one in citizen.streams()] == [""]
    assert citizen.completeness().state is Completion.COMPLETE


def test_a_full_disk_loses_nothing_while_there_is_a_network(browser, served, store):
    with device(browser, served, store, FULL) as held:
        held.begin("original")
        for _ in range(3):
            act(held.screen)
        held.screen.goto(f"{held.url}/give-up")
        held.until(lambda: held.completeness().state is Completion.COMPLETE)

        assert {one.buffer for one in held.streams()} == {"memory"}


def test_a_disk_with_room_again_is_used_again(browser, served, store):
    with device(browser, served, store, FULL) as held:
        net = Network(held.context, network.cut)
        held.begin("original")
        act(held.screen)
        assert held.waiting() == []
        held.screen.evaluate("window.full = false")
        act(held.screen)
        held.until(lambda: len(held.waiting()) > 6)
        net.heal()
        leave(held)

        assert held.completeness().state is Completion.COMPLETE


def test_with_no_room_and_no_network_the_little_things_go_first_and_are_counted(
    browser, served, store
):
    with device(browser, served, store, FULL, NO_FAREWELL) as held:
        net = Network(held.context, network.cut)
        held.begin("original")
        held.screen.evaluate(FILL, 2500)
        for _ in range(4):
            act(held.screen)
        held.screen.reload()
        held.screen.evaluate("window.full = false")
        net.heal()
        leave(held)

        first = next(one for one in held.streams() if not one.prev)
        assert first.dropped > 3
        kinds = [str(event.kind) for event in held.recorded() if event.stream == first.id]
        assert kinds.count("field_changed") == 4
        assert {"page_shown", "page_left", "stream_ended"} <= set(kinds)
        assert "field_focused" not in kinds
        assert held.completeness().state is Completion.INCOMPLETE


def test_a_database_deleted_in_the_middle_is_made_good_from_memory(citizen, net):
    net.fault = network.cut
    citizen.begin("original")
    act(citizen.screen)
    citizen.until(lambda: len(citizen.waiting()) > 3)
    citizen.screen.evaluate(
        "new Promise((done) => (indexedDB.deleteDatabase('formwerkstatt').onsuccess = done))"
    )
    act(citizen.screen)
    net.heal()
    citizen.screen.goto(f"{citizen.url}/give-up")
    citizen.until(lambda: citizen.completeness().state is Completion.COMPLETE)

    assert len(keys(citizen.recorded())) == citizen.completeness().events


def test_a_spoilt_tail_holds_up_nobody(citizen):
    citizen.begin("original")
    citizen.screen.evaluate("localStorage['formwerkstatt-tail-spoilt'] = '{'")
    act(citizen.screen)
    leave(citizen)

    assert citizen.completeness().state is Completion.COMPLETE
    assert citizen.screen.evaluate("Object.keys(localStorage)") == []


def test_events_sent_from_a_later_page_tell_the_age_of_their_own(citizen, net):
    net.fault = network.cut
    citizen.begin("original")
    act(citizen.screen)
    citizen.screen.wait_for_timeout(500)
    citizen.screen.goto(f"{citizen.url}/livez")
    net.asked.clear()
    net.heal()
    leave(citizen)

    (message, *_) = net.asked
    age, now = message["clock"]
    assert abs(age - (now - message["opened_at"])) < 50
    assert age > max(row[1] for row in message["events"])


def test_a_long_day_is_sent_in_messages_of_the_agreed_size(citizen, net):
    net.fault = network.cut
    citizen.begin("original")
    citizen.screen.evaluate(
        "for (let n = 0; n < 700; n++) {"
        " document.querySelector(n % 2 ? '#f-email' : '#f-full_name').focus() }"
    )
    citizen.until(lambda: len(citizen.waiting()) > 1000)
    net.heal()
    leave(citizen)

    assert 100 < max(sizes(net)) <= 200
    assert max(len(json.dumps(one)) for one in net.asked) < 128 * 1024
    assert citizen.completeness().state is Completion.COMPLETE
