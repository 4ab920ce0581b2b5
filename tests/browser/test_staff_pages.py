"""The staff's pages in a real browser: accessible, narrow, and nothing that the policy forbids."""

import json
from pathlib import Path

import pytest

from tests.served import serving

HOUSE = Path(__file__).parents[2]
AXE = HOUSE / "node_modules" / "axe-core" / "axe.min.js"
STUDY = "/staff/studies/kitchen_sink"
PAGES = ("/", "/studies/kitchen_sink", "/withdrawal", "/withdrawn", "/links", "/nowhere")
FORBIDDEN = (
    "addEventListener('securitypolicyviolation', (e) => {"
    " (window.violations ||= []).push(`${e.violatedDirective} ${e.blockedURI}`) })"
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("staff"), TRUSTED_HOSTS="lab.test") as lab:
        yield lab


@pytest.fixture(scope="module")
def screen(browser, served):
    """A narrow window in which somebody has come in, at a name that is not localhost."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="de-DE")
    context.add_init_script(FORBIDDEN)
    page = context.new_page()
    page.goto(served.staff_link.replace("127.0.0.1", "lab.test"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/")
    yield page
    context.close()


@pytest.fixture
def at(served):
    return f"http://lab.test:{served.port}"


def violations(screen):
    """What axe-core has against the page; run outside the page's own policy."""
    screen.evaluate(AXE.read_text(encoding="utf-8"))
    found = screen.evaluate("axe.run({ resultTypes: ['violations'] })")
    return {one["id"]: [node["html"] for node in one["nodes"]] for one in found["violations"]}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_narrow_and_within_its_policy(screen, at, path, language):
    screen.goto(f"{at}/staff{path}?lang={language}")

    assert violations(screen) == {}
    assert screen.evaluate("document.documentElement.scrollWidth") <= 320
    assert screen.evaluate("window.violations ?? []") == []


def test_with_every_preview_opened_the_study_is_still_accessible(screen, at):
    screen.goto(f"{at}{STUDY}")
    for summary in screen.locator("details > summary").all():
        summary.click()

    assert violations(screen) == {}
    assert screen.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_wrong_code_is_told_where_the_cursor_is(screen, at):
    screen.goto(f"{at}/staff/withdrawal")
    screen.fill("#code", "wrong")
    screen.keyboard.press("Enter")
    screen.wait_for_selector("#code-error")

    assert screen.evaluate("document.activeElement.id") == "code"
    assert violations(screen) == {}


def test_the_counts_renew_themselves(screen, at):
    screen.goto(f"{at}{STUDY}")
    screen.wait_for_selector("[data-live]", state="visible")
    cell = screen.locator("[data-count='people.active']")
    before = int(cell.inner_text())

    visitor = screen.context.browser.new_context().new_page()
    visitor.goto(f"{at}/s/kitchen_sink")
    visitor.click("button[name=decision][value=yes]")
    visitor.wait_for_url("**/task?*")

    screen.wait_for_selector(f"[data-count='people.active']:text-is('{before + 1}')")


def test_a_preview_is_walked_without_any_script(screen, at):
    screen.goto(f"{at}{STUDY}/preview/revised/blank/start")

    assert screen.evaluate("document.scripts.length") == 0
    screen.click("button[type=submit]")
    screen.wait_for_url("**/preview/revised/blank/person")
    screen.click("button[type=submit]")
    screen.wait_for_selector("[data-error-rule]")
    assert screen.evaluate("window.violations ?? []") == []


def test_nothing_typed_into_a_preview_can_become_a_script(screen, at):
    screen.goto(f"{at}{STUDY}/preview/revised/blank/person")
    attack = "\"><script>window.pwned=1</script><img src=x onerror='window.pwned=1'>"
    for box in screen.locator("main input[type=text]").all():
        box.fill(attack)
    screen.click("button[type=submit]")
    screen.wait_for_load_state()

    assert screen.evaluate("window.pwned") is None


def test_the_session_cookie_is_hidden_from_scripts_and_bound_to_the_staffs_pages(screen):
    cookies = {cookie["name"]: cookie for cookie in screen.context.cookies()}

    cookie = cookies["formwerkstatt_staff"]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/staff")
    assert "formwerkstatt_staff" not in json.dumps(screen.evaluate("document.cookie"))
