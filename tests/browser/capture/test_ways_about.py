"""Reloading, back, forward, tabs and what else people do to a page: nothing doubled, nothing lost,
each loaded page a stream of its own, and the form goes on where it was."""

import pytest

from lab.sessions.ledger import Completion
from tests.browser.capture.device import HURRIED, Device, keys
from tests.browser.sitting import fill_in

pytestmark = pytest.mark.browser

RESTORED = """(kind) => dispatchEvent(new PageTransitionEvent(kind, { persisted: true }))"""

LINK = """document.body.insertAdjacentHTML(
  "afterbegin", "<a id=again rel=opener target=_blank href=''>again</a>")"""


@pytest.fixture
def scripts():
    return (HURRIED,)


def work(screen):
    screen.keyboard.press("Tab")
    screen.keyboard.press("Tab")
    screen.wait_for_timeout(60)


def forward(screen):
    fill_in(screen)
    with screen.expect_navigation():
        screen.click("#page-form button[type=submit]")


def reload_again_and_again(held: Device) -> int:
    for _ in range(3):
        held.screen.reload()
        work(held.screen)
    return 3


def go_back(held: Device) -> int:
    held.screen.go_back()
    return 1


def back_and_forward(held: Device) -> int:
    held.screen.go_back()
    work(held.screen)
    held.screen.go_forward()
    return 2


def back_by_the_forms_own_link(held: Device) -> int:
    with held.screen.expect_navigation():
        held.screen.click("[data-back]")
    return 1


def back_and_answer_again(held: Device) -> int:
    held.screen.go_back()
    forward(held.screen)
    return 2


def type_the_address_again(held: Device) -> int:
    held.open()
    return 1


def leave_for_another_site_and_return(held: Device) -> int:
    held.screen.goto(f"{held.url}/livez")
    held.screen.go_back()
    return 1


def send_with_enter_and_reload(held: Device) -> int:
    fill_in(held.screen)
    with held.screen.expect_navigation():
        held.screen.press("#page-form input[type=text]", "Enter")
    held.screen.reload()
    return 2


def a_second_tab(held: Device) -> int:
    other = held.context.new_page()
    other.goto(held.screen.url)
    work(other)
    work(held.screen)
    other.close(run_before_unload=True)
    return 1


def a_tab_from_a_tab(held: Device) -> int:
    """It begins with a copy of what the first remembers."""
    held.screen.evaluate(LINK)
    with held.context.expect_page() as opened:
        held.screen.click("#again")
    opened.value.wait_for_load_state()
    work(opened.value)
    work(held.screen)
    opened.value.close(run_before_unload=True)
    return 1


def a_tab_that_was_restored(held: Device) -> int:
    """A browser that is opened again gives the tab back what it remembered."""
    remembered = held.screen.evaluate("sessionStorage.formwerkstatt")
    with held.screen.expect_event("close"):
        held.screen.close(run_before_unload=True)
    held.screen = held.context.new_page()
    held.screen.goto(f"{held.url}/livez")
    held.screen.evaluate("(text) => sessionStorage.formwerkstatt = text", remembered)
    held.open()
    return 1


def taken_from_the_browsers_memory(held: Device) -> int:
    """Drivers switch that memory off, so the page is told what a browser would tell it."""
    for _ in range(2):
        held.screen.evaluate(RESTORED, "pagehide")
        held.screen.evaluate(RESTORED, "pageshow")
        work(held.screen)
    return 0


def stop_the_loading(held: Device) -> int:
    held.screen.evaluate("location.reload(); stop()")
    held.screen.wait_for_load_state()
    work(held.screen)
    kind = held.screen.evaluate("performance.getEntriesByType('navigation')[0].type")
    return int(kind == "reload")


WAYS = (
    *(reload_again_and_again, go_back, back_and_forward, back_by_the_forms_own_link),
    *(back_and_answer_again, type_the_address_again, leave_for_another_site_and_return),
    *(send_with_enter_and_reload, a_second_tab, a_tab_from_a_tab, a_tab_that_was_restored),
    *(taken_from_the_browsers_memory, stop_the_loading),
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_whatever_way_somebody_goes_all_of_it_is_recorded_once(citizen, way):
    citizen.begin("revised")
    forward(citizen.screen)
    work(citizen.screen)
    loaded = way(citizen)
    work(citizen.screen)
    citizen.screen.goto(f"{citizen.url}/give-up")
    citizen.settle()
    citizen.until(lambda: citizen.completeness().state is Completion.COMPLETE)

    recorded = citizen.recorded()
    assert len(keys(recorded)) == len(set(keys(recorded)))
    assert citizen.sent() <= set(keys(recorded))
    assert len(citizen.streams()) == 2 + loaded
    citizen.open()
    assert citizen.screen.locator("#page-form").count() == 1
