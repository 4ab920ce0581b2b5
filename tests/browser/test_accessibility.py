"""Every page a participant sees, in every language, on a narrow screen: axe, policy, width."""

import pytest

from tests.browser.sitting import FORBIDDEN, axe_violations, walk
from tests.served import serving

pytestmark = pytest.mark.browser

STUDY = "kitchen_sink"
PUBLIC = ("/", "/withdraw", "/declined", "/thanks", "/withdrawn", "/nowhere", "/task")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("accessible"), TRUSTED_HOSTS="lab.test") as lab:
        yield lab


@pytest.fixture
def screen(browser):
    """As narrow as WCAG asks for: 1280 pixels enlarged to 400 percent."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="de-DE")
    context.add_init_script(FORBIDDEN)
    yield context.new_page()
    context.close()


def faults(screen, part="html"):
    """What is wrong with the page that the screen shows."""
    found = axe_violations(screen, part)
    if screen.evaluate("document.documentElement.scrollWidth") > 320:
        found["too wide"] = []
    if breaches := screen.evaluate("window.violations ?? []"):
        found["against the policy"] = breaches
    return found


@pytest.mark.parametrize("language", ["de", "en", "de_easy"])
def test_every_page_of_a_sitting_is_accessible_narrow_and_within_its_policy(
    screen, served, language
):
    link = f"http://lab.test:{served.port}/s/{STUDY}?lang={language}"

    # The form itself is looked at once: its second language has the same controls.
    found = {
        place: faults(screen)
        for place in walk(screen, link)
        if language == "de" or not place.startswith("form")
    }

    assert {place: what for place, what in found.items() if what} == {}
    assert {"consent", "task", "seq", "sus", "preference", "receipt"} <= found.keys()


@pytest.mark.parametrize("language", ["de", "en", "de_easy"])
@pytest.mark.parametrize("path", PUBLIC)
def test_every_public_page_is_accessible(screen, served, path, language):
    screen.goto(f"http://lab.test:{served.port}{path}?lang={language}")

    assert faults(screen) == {}


@pytest.mark.parametrize("tool", ["[data-task-card]", "[data-give-up]", "[data-stop]"])
def test_an_opened_panel_of_the_bar_is_accessible(screen, served, tool):
    screen.goto(f"http://lab.test:{served.port}/s/{STUDY}?lang=de")
    screen.click("button[name=decision][value=yes]")
    screen.click("main button[type=submit]")
    screen.wait_for_url("**/form/**")

    screen.click(f"{tool} > summary")

    # The panel may cover a part of the form, as every opened panel does.
    assert faults(screen, "header") == {}
