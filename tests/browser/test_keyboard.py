"""Taking part by keyboard alone, and without scripts, at a name that is not localhost."""

import pytest

from tests.browser.sitting import where
from tests.served import serving

pytestmark = pytest.mark.browser

STUDY = "kitchen_sink"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("keyboard"), TRUSTED_HOSTS="lab.test") as lab:
        yield lab


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def screen(request, browser, served):
    """Has said yes and stands before the first task."""
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, locale="de-DE", java_script_enabled=request.param
    )
    page = context.new_page()
    page.goto(f"http://lab.test:{served.port}/s/{STUDY}?lang=de")
    tab_to(page, "button[value=yes]")
    enter(page)
    yield page
    context.close()


def is_focused(screen, selector):
    return screen.locator(f"{selector}:focus").count() == 1


def tab_to(screen, selector, most=80):
    """Presses Tab until the element has the focus, as people do."""
    for _ in range(most):
        if is_focused(screen, selector):
            return
        screen.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def enter(screen):
    with screen.expect_navigation():
        screen.keyboard.press("Enter")


def at_form(screen):
    tab_to(screen, "main button[type=submit]")
    enter(screen)
    assert where(screen).startswith("form ")


def test_a_person_gives_up_and_finishes_by_keyboard_alone(screen):
    for _ in range(2):
        at_form(screen)
        tab_to(screen, "[data-give-up] > summary")
        screen.keyboard.press("Enter")
        tab_to(screen, "[data-give-up] button")
        enter(screen)
        tab_to(screen, "#f-seq-1")
        screen.keyboard.press("Space")
        tab_to(screen, "main button[type=submit]")
        enter(screen)
        for item in range(1, 11):
            tab_to(screen, f"#f-sus_{item}-1")
            screen.keyboard.press("Space")
        tab_to(screen, "main button[type=submit]")
        enter(screen)
    tab_to(screen, "#f-preference-first")
    screen.keyboard.press("Space")
    tab_to(screen, "main button[type=submit]")
    enter(screen)

    assert where(screen) == "receipt"


def test_the_focus_is_never_hidden_behind_the_bar(screen):
    at_form(screen)
    bar = screen.locator("header.lab-bar")

    for _ in range(60):
        screen.keyboard.press("Tab")
        focused = screen.locator("main :focus")
        if focused.count():
            box, above = focused.bounding_box(), bar.bounding_box()
            assert box["y"] + box["height"] > above["y"] + above["height"]


def test_the_skip_link_leads_past_the_bar(screen):
    at_form(screen)

    screen.keyboard.press("Tab")
    assert is_focused(screen, ".lab-skip")
    screen.keyboard.press("Enter")
    screen.keyboard.press("Tab")

    assert screen.locator("main :focus").count() == 1


def test_errors_take_the_focus_to_their_summary(screen):
    at_form(screen)
    while not screen.locator("body[data-version=revised]").count():
        screen.goto(screen.url.split("/form")[0] + f"/s/{STUDY}?lang=de")
        tab_to(screen, "button[value=yes]")
        enter(screen)
        at_form(screen)

    while not screen.locator("[data-error-rule]").count():
        tab_to(screen, "#page-form button[type=submit]")
        enter(screen)

    assert is_focused(screen, "[role=alert]")


def test_f2_opens_the_task_and_leads_back_to_the_field(browser, served):
    context = browser.new_context(locale="de-DE")
    screen = context.new_page()
    screen.goto(f"http://lab.test:{served.port}/s/{STUDY}?lang=de")
    tab_to(screen, "button[value=yes]")
    enter(screen)
    at_form(screen)
    tab_to(screen, "#page-form button[type=submit]")

    screen.keyboard.press("F2")
    opened = screen.locator("[data-task-card][open]").count()
    screen.keyboard.press("F2")

    assert opened == 1
    assert screen.locator("[data-task-card][open]").count() == 0
    assert is_focused(screen, "#page-form button[type=submit]")
    context.close()
