"""Before somebody has said yes, nothing is stored on the device and nothing asked but the page."""

import pytest

from tests.browser.capture.device import OUTBOX, STUDY

pytestmark = pytest.mark.browser

STORED = """async () => [
  Object.keys(localStorage), Object.keys(sessionStorage), document.cookie,
  (await indexedDB.databases()).map(({ name }) => name),
]"""
NOTHING = [[], [], "", []]
OF_A_PAGE = {"document", "stylesheet", "font", "script", "image", "other"}


@pytest.fixture
def asked(citizen):
    """Everything the browser asks for: kind and address."""
    requests = []
    citizen.context.on("request", lambda one: requests.append((one.resource_type, one.url)))
    return requests


def assert_only_the_pages_own(citizen, asked):
    assert {kind for kind, _ in asked} <= OF_A_PAGE
    assert {url for _, url in asked if not url.startswith(citizen.url)} == set()
    assert [url for _, url in asked if "capture" in url] == []


def test_reading_the_information_leaves_nothing(citizen, asked):
    for language in ("de", "en", "de_easy"):
        citizen.screen.goto(f"{citizen.url}/s/{STUDY}?lang={language}", wait_until="networkidle")

    assert citizen.screen.evaluate(STORED) == NOTHING
    assert citizen.context.cookies() == []
    assert_only_the_pages_own(citizen, asked)


def test_saying_no_leaves_nothing(citizen, asked):
    citizen.screen.goto(f"{citizen.url}/s/{STUDY}?lang=de")
    with citizen.screen.expect_navigation(wait_until="networkidle"):
        citizen.screen.click("button[name=decision][value=no]")

    assert citizen.screen.evaluate(STORED) == NOTHING
    assert citizen.context.cookies() == []
    assert_only_the_pages_own(citizen, asked)


@pytest.mark.parametrize("path", ["/withdraw", "/withdrawn?session=x", "/thanks?recorded=1"])
def test_pages_that_only_look_after_the_device_store_nothing_on_it(citizen, path):
    citizen.screen.goto(f"{citizen.url}{path}", wait_until="networkidle")

    assert citizen.screen.evaluate(STORED) == NOTHING


def test_after_the_yes_and_the_form_it_is_the_outbox_and_the_last_stream(citizen):
    citizen.begin("original")
    citizen.sees("page_shown")

    assert citizen.screen.evaluate(STORED) == [[], ["formwerkstatt"], "", ["formwerkstatt"]]
    (header,) = citizen.screen.evaluate(OUTBOX, "streams")
    assert header["session"] == citizen.session


def test_after_a_withdrawal_nothing_of_it_is_left(citizen):
    citizen.begin("original")
    citizen.screen.click("[data-stop] > summary")
    with citizen.screen.expect_navigation(wait_until="networkidle"):
        citizen.screen.click("[data-stop] button[value=delete]")

    assert citizen.screen.evaluate(OUTBOX, "streams") == []
    assert citizen.waiting() == []
    assert citizen.screen.evaluate(STORED)[:3] == [[], [], ""]
    assert citizen.context.cookies() == []
