"""One person of whom everything is known: all of it is found in the recording, and nothing else."""

from collections import Counter

import pytest

from lab.sessions.error_ledger import error_ledger
from lab.sessions.ledger import Completion
from lab.sessions.measures import measure
from lab.store import attempts, events
from tests.browser.capture import network
from tests.browser.capture.device import device, keys
from tests.browser.capture.network import Network
from tests.browser.sitting import fill_in

pytestmark = pytest.mark.browser

IDLE_SECONDS = 30
# Kept beside the lab's script and without it: how long each page was worked on, until the
# button was pressed or the page was left, without the time it was hidden.
STOPWATCH = """
addEventListener("DOMContentLoaded", () => {
  let since = performance.now();
  let worked = 0;
  let running = true;
  const hold = () => {
    if (running) worked += performance.now() - since;
    running = false;
  };
  const write = () => {
    hold();
    const key = `truth ${performance.timeOrigin} ${Math.random()}`;
    localStorage[key] = JSON.stringify([document.body.dataset.page, worked / 1000]);
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return hold();
    since = performance.now();
    running = true;
  });
  addEventListener("click", ({ target }) => {
    if (target.closest("#page-form button, [data-back]")) hold();
  }, true);
  addEventListener("pagehide", write);
});
"""
WRITTEN = """Object.entries(localStorage)
  .filter(([key]) => key.startsWith("truth ")).map(([, value]) => JSON.parse(value))"""


def forward(held, page):
    held.screen.click("#page-form button[type=submit]")
    held.screen.wait_for_selector(f"body[data-page={page}]")


def refused(held, field):
    with held.screen.expect_navigation():
        held.screen.click("#page-form button[type=submit]")
    held.screen.wait_for_selector(f"[data-error-field={field}]")


def back(held, page):
    held.screen.click("[data-back]")
    held.screen.wait_for_selector(f"body[data-page={page}]")


def work_on_person(held):
    """Two validation errors: forgotten, then too short."""
    fill_in(held.screen)
    held.screen.fill("#f-last_name", "")
    refused(held, "last_name")
    held.screen.fill("#f-last_name", "K")
    refused(held, "last_name")
    held.screen.fill("#f-last_name", "Klein")
    forward(held, "stall")


def work_on_stall(held, hidden):
    """Back, a reload, a second tab, a while hidden, two answers changed, one to the worse."""
    back(held, "person")
    forward(held, "stall")
    held.screen.reload()
    other = held.context.new_page()
    other.goto(held.screen.url)
    other.wait_for_timeout(300)
    with other.expect_event("close"):
        other.close(run_before_unload=True)
    held.hide()
    held.screen.wait_for_timeout(hidden * 1000)
    held.hide(False)
    held.screen.check("#f-goods-crafts")
    fill_in(held.screen)
    held.screen.fill("#f-length", "lang")
    refused(held, "length")
    held.screen.fill("#f-length", "3,5")
    forward(held, "hygiene")


def work_on_hygiene(held, net, without_network):
    """A while without network, and back once more."""
    net.fault = network.cut
    fill_in(held.screen)
    held.screen.wait_for_timeout(without_network * 1000)
    net.heal()
    forward(held, "car")
    back(held, "hygiene")
    forward(held, "car")


@pytest.fixture(
    scope="module",
    params=[(2, 1), pytest.param((20, 5), marks=pytest.mark.soak)],
    ids=["in short", "at length"],
)
def lengths(request):
    """Seconds hidden, and seconds without network."""
    return request.param


@pytest.fixture(scope="module")
def person(browser, served, store, lengths):
    with device(browser, served, store, STOPWATCH) as held:
        net = Network(held.context)
        held.begin("revised")
        forward(held, "person")
        work_on_person(held)
        work_on_stall(held, lengths[0])
        work_on_hygiene(held, net, lengths[1])
        for page in ("remarks_page", "check", "done"):
            fill_in(held.screen)
            forward(held, page)
        held.screen.goto(f"{held.url}/seq")
        held.settle()
        yield held


@pytest.fixture(scope="module")
def told(person):
    """All events of the attempt, the server's and the browser's."""
    with person.store.read() as db:
        return events.of_attempt(db, attempts.of_session(db, person.session)[0].id)


@pytest.fixture(scope="module")
def measures(told):
    return measure(told, IDLE_SECONDS)


def test_every_event_arrived_once_and_the_ledger_proves_it(person):
    recorded = keys(person.recorded())

    assert len(recorded) == len(set(recorded))
    assert person.sent() <= set(recorded)
    assert person.completeness().state is Completion.COMPLETE


def test_three_validation_errors_with_field_and_rule(told):
    found = [(error.page, error.field, str(error.rule)) for error in error_ledger(told)]

    assert [one[:2] for one in found] == [
        ("person", "last_name"),
        ("person", "last_name"),
        ("stall", "length"),
    ]
    assert len({rule for _, _, rule in found}) == 3


def test_two_steps_back(measures):
    assert measures.backtracks == 2


def test_two_changed_answers(measures):
    changed = {field.field: field.changes for field in measures.fields if field.changes}

    assert changed == {"goods": 1, "length": 1}


def test_one_reload_and_a_second_tab(person):
    shown = Counter(data["navigation"] for _, data in person.of_kind("page_shown"))
    prevs = Counter(stream.prev for stream in person.streams())

    assert shown["reload"] == 1
    assert prevs[""] == 2  # the first page of each tab


def test_the_time_hidden(measures, lengths):
    (stall,) = [page for page in measures.pages if page.page == "stall"]

    assert abs(stall.hidden - lengths[0]) < 0.2
    assert [page.page for page in measures.pages if page.hidden] == ["stall"]


def test_the_time_worked_on_every_page(person, measures):
    true: Counter[str] = Counter()
    for page, seconds in person.screen.evaluate(WRITTEN):
        true[page or "elsewhere"] += seconds
    worked = {page.page: page.active for page in measures.pages}

    assert worked.keys() == {
        *("start", "person", "stall", "hygiene", "car", "remarks_page", "check", "done")
    }
    deviations = {page: round(worked[page] - true[page], 3) for page in worked}
    assert max(map(abs, deviations.values())) < 0.2, deviations
