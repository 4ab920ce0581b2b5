"""Watching a rehearsed session in a real browser: by mouse, keyboard, narrow, without scripts."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lab.rehearsal.person import Effect
from lab.rehearsal.runner import Rehearsal, rehearse
from lab.rehearsal.truth import ParticipantTruth
from lab.studies.loader import load_study
from lab.web.secret import lab_secret
from lab.web.tokens import Purpose, sign
from tests.browser.capture.device import FLUSH, HIDE
from tests.browser.sitting import FORBIDDEN, axe_violations
from tests.browser.test_keyboard import tab_to
from tests.served import Served, serving

pytestmark = pytest.mark.browser

FORMS = Path(__file__).parents[2] / "forms"
STUDY = "bewohnerparkausweis"
AMOUNTS = """frame => [...frame.contentDocument.querySelectorAll(
  "main input:not([type=hidden], [type=radio], [type=checkbox]), main textarea"
)].map((box) => box.value).join("")"""


@dataclass
class Rehearsed:
    """A served lab with sessions of which everything is known."""

    lab: Served
    truths: tuple[ParticipantTruth, ...]
    cookies: list[Any]

    def address(self, truth, position):
        return f"{self.sessions}/{truth.session}/{position}"

    @property
    def study(self):
        return f"http://127.0.0.1:{self.lab.port}/staff/studies/{STUDY}"

    @property
    def sessions(self):
        return f"{self.study}/sessions"


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory, browser):
    """Three people, chosen by the seed so that there are errors and opened helps."""
    house = tmp_path_factory.mktemp("replay")
    with serving(house, FORMS=str(FORMS)) as lab:
        token = sign(lab_secret(house / "sessions"), Purpose.SIMULATED, STUDY)
        link = f"{lab.url}/s/{STUDY}?simulated={token}"
        folder = load_study(FORMS / STUDY)
        asked = Rehearsal(folder, link, participants=3, seed=5, effect=Effect.BETTER)
        truths = rehearse(asked)
        context = browser.new_context()
        page = context.new_page()
        page.goto(lab.staff_link)
        page.click("main button")
        page.wait_for_url("**/staff/")
        cookies = context.cookies()
        context.close()
        yield Rehearsed(lab, truths, cookies)


def opened(browser, rehearsed, **settings):
    context = browser.new_context(**{"locale": "de-DE", **settings})
    context.add_init_script(FORBIDDEN)
    context.add_cookies(rehearsed.cookies)
    return context


@pytest.fixture
def screen(browser, rehearsed):
    context = opened(browser, rehearsed, viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def faulty(rehearsed):
    """Address of an attempt with errors and an opened help."""
    return next(
        rehearsed.address(truth, position)
        for truth in rehearsed.truths
        for position, attempt in enumerate(truth.attempts, 1)
        if attempt.errors and attempt.help_openings
    )


def open_replay(screen, address):
    screen.goto(address)
    screen.wait_for_selector("[data-player]:not([hidden])")
    wait_for_frame(screen)


def until(screen, condition, seconds=30):
    """The policy lets nobody evaluate strings again and again in the page."""
    for _ in range(seconds * 20):
        if condition():
            return
        screen.wait_for_timeout(50)
    raise AssertionError("it did not come true in time")


def wait_for_frame(screen):
    screen.frame_locator("[data-frame]").locator("body[data-step=form]").wait_for()


def at(screen):
    return int(screen.locator("[data-slider]").input_value())


def test_the_marks_are_what_rehearsed_people_truly_did(screen, rehearsed):
    seen: Counter[str] = Counter()
    for truth in rehearsed.truths:
        for position, attempt in enumerate(truth.attempts, 1):
            open_replay(screen, rehearsed.address(truth, position))
            marked = screen.locator("tr[data-mark]").evaluate_all(
                "rows => rows.map((row) => [row.dataset.mark, row.dataset.of ?? ''])"
            )
            errors = Counter(field for mark, field in marked if mark == "error")
            assert errors == Counter(error.field for error in attempt.errors)
            assert sum(mark == "help" for mark, _ in marked) == attempt.help_openings
            assert [mark for mark, _ in marked if mark == "gap"] == []
            pages = screen.locator("[data-scene]").evaluate_all(
                "all => all.map((one) => one.dataset.served)"
            )
            assert len(pages) >= len(attempt.visits)
            seen.update(mark for mark, _ in marked)
    assert seen["error"]
    assert seen["help"]


@pytest.mark.parametrize(("language", "width"), [("de", 320), ("en", 320), ("de", 1280)])
def test_the_pages_are_accessible_narrow_and_within_their_policy(
    browser, rehearsed, faulty, width, language
):
    context = opened(browser, rehearsed, viewport={"width": width, "height": 700})
    screen = context.new_page()
    for address in (rehearsed.study, rehearsed.sessions, faulty.rsplit("/", 1)[0], faulty):
        screen.goto(f"{address}?lang={language}")
        screen.wait_for_load_state("networkidle")
        assert axe_violations(screen) == {}, address
        assert screen.evaluate("document.documentElement.scrollWidth") <= width, address
        assert screen.evaluate("window.violations ?? []") == []
    context.close()


def test_a_session_is_watched_by_keyboard_alone(screen, rehearsed, faulty):
    screen.goto(rehearsed.study)
    screen.bring_to_front()
    session, position = faulty.rsplit("/", 2)[1:]
    tab_to(screen, f"[data-session='{session}'] a")
    screen.keyboard.press("Enter")
    tab_to(screen, f"main a[href$='{session}/{position}']")
    screen.keyboard.press("Enter")
    screen.wait_for_selector("[data-player]:not([hidden])")
    wait_for_frame(screen)

    tab_to(screen, "[data-do=next]")
    screen.keyboard.press("Enter")
    assert screen.locator("tr[aria-current]").get_attribute("data-mark")
    moment = at(screen)
    assert moment > 0
    screen.keyboard.press("n")
    assert at(screen) >= moment
    screen.keyboard.press("p")
    assert at(screen) == moment
    assert "Markierung" not in screen.locator("[data-status]").inner_text()
    assert screen.locator("[data-status]").inner_text() != ""
    tab_to(screen, "[data-slider]")
    screen.keyboard.press("Home")
    assert at(screen) == 0
    screen.keyboard.press("+")
    screen.keyboard.press("+")
    screen.keyboard.press("+")
    assert screen.locator("[data-speed]").input_value() == "8"
    screen.keyboard.press("k")
    until(screen, lambda: at(screen) > 1000)
    screen.keyboard.press("k")
    still = at(screen)
    screen.wait_for_timeout(300)
    assert at(screen) == still
    tab_to(screen, "[data-stage]")
    tab_to(screen, "tr[data-kind=validation_error] button")
    screen.keyboard.press("Enter")
    current = screen.locator("tr[aria-current]")
    assert current.get_attribute("data-kind") == "validation_error"
    screen.keyboard.press("ArrowUp")
    screen.keyboard.press("Enter")
    assert current.get_attribute("data-kind") in ("page_submitted", "validation_error")


def test_the_keys_are_silent_outside_the_player(screen, faulty):
    open_replay(screen, faulty)
    screen.locator(".replay-list a").first.focus()

    screen.keyboard.press("n")

    assert at(screen) == 0


def test_the_page_shows_where_somebody_was_and_dots_for_what_was_typed(screen, faulty):
    open_replay(screen, faulty)
    row = screen.locator("tr[data-kind=field_focused]").first
    row.locator("button").click()
    frame = screen.frame_locator("[data-frame]")
    here = frame.locator("[data-replay-here]")
    here.wait_for()
    assert here.get_attribute("data-field") == row.get_attribute("data-of")

    screen.keyboard.press("End")
    last = screen.locator("[data-scene]:has(tr[data-kind=field_changed][data-amount])").last
    last.locator("tr[data-kind=page_left] button").first.click()
    wait_for_frame(screen)
    frame.locator(".replay-amount").first.wait_for()
    assert set(screen.locator("[data-frame]").evaluate(AMOUNTS)) <= {"•", "…"}


def test_help_is_open_while_it_was_open(screen, faulty):
    open_replay(screen, faulty)
    row = screen.locator("tr[data-kind=help_opened]").first
    row.locator("button").click()

    field = row.get_attribute("data-of")
    screen.frame_locator("[data-frame]").locator(f"[data-help={field}][open]").wait_for()


def test_errors_stand_on_the_page_as_they_were_shown(screen, faulty):
    open_replay(screen, faulty)
    row = screen.locator("tr[data-kind=error_shown]").first
    row.locator("button").click()

    field = row.get_attribute("data-of")
    error = screen.frame_locator("[data-frame]").locator(f"[data-error-field={field}]")
    error.first.wait_for()
    rejected = screen.locator(f"tr[data-kind=validation_error][data-of={field}]").first
    assert error.first.inner_text().split(":")[-1].strip() in rejected.inner_text()


def test_playing_to_the_end_shows_every_page_and_stops(screen, rehearsed):
    truth = min(rehearsed.truths, key=lambda one: len(one.attempts[0].visits))
    open_replay(screen, rehearsed.address(truth, 1))
    screen.select_option("[data-speed]", "8")
    screen.click("[data-do=play]")

    end = int(screen.locator("[data-slider]").get_attribute("max"))
    until(screen, lambda: at(screen) >= end - 100)
    screen.wait_for_selector("[data-do=play]:text-is('Abspielen')")
    last = screen.locator("[data-scene]").last.get_attribute("data-title")
    assert screen.locator("[data-page]").first.inner_text() == last


@pytest.fixture
def distracted(browser, rehearsed):
    """Address of an attempt whose first page was hidden for four seconds."""
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    page.goto(f"{rehearsed.lab.url}/s/{STUDY}?lang=de")
    page.click("button[value=yes]")
    page.click("main button[type=submit]")
    page.wait_for_selector("#page-form")
    page.wait_for_timeout(500)
    page.evaluate(HIDE, True)
    page.wait_for_timeout(4000)
    page.evaluate(HIDE, False)
    page.wait_for_timeout(500)
    session = page.locator("script[data-session]").get_attribute("data-session")
    page.evaluate(FLUSH)
    page.goto("about:blank")
    context.close()
    return f"{rehearsed.sessions}/{session}/1"


def test_hidden_time_is_skipped_when_wished(screen, distracted):
    def arrived():
        screen.goto(distracted)
        return screen.locator("tr[data-kind=visible]").count() == 1

    until(screen, arrived)
    open_replay(screen, distracted)
    screen.locator("tr[data-kind=hidden] button").click()
    began = at(screen)
    assert screen.locator("[data-veil]").first.is_visible()

    screen.click("[data-do=play]")
    until(screen, lambda: at(screen) >= began + 3900, seconds=3)
    screen.wait_for_selector("[data-do=play]:text-is('Abspielen')")

    screen.uncheck("[data-skip]")
    screen.locator("tr[data-kind=hidden] button").click()
    screen.click("[data-do=play]")
    screen.wait_for_timeout(1500)
    screen.click("[data-do=play]")
    assert began < at(screen) < began + 3900


def test_the_replayed_page_can_neither_run_nor_send(screen, faulty):
    asked = []
    open_replay(screen, faulty)
    screen.on("request", lambda request: asked.append(request.method))
    frame = screen.locator("[data-frame]")
    frame.evaluate(
        "frame => { const page = frame.contentDocument;"
        " page.body.append(Object.assign(page.createElement('script'),"
        " { textContent: 'parent.pwned = 1' }));"
        " page.querySelector('#page-form').submit() }"
    )
    screen.wait_for_timeout(300)

    assert screen.evaluate("window.pwned") is None
    assert "POST" not in asked


def test_without_scripts_the_list_and_every_page_are_there(browser, rehearsed, faulty):
    context = opened(browser, rehearsed, java_script_enabled=False)
    screen = context.new_page()
    screen.goto(faulty)

    assert not screen.locator("[data-player]").is_visible()
    assert screen.locator("tr[data-kind=validation_error]").first.is_visible()
    link = screen.locator("[data-scene] a").first
    address = link.get_attribute("href")
    screen.goto(faulty.split("/staff")[0] + address)
    assert screen.locator("#page-form").is_visible()
    context.close()


def test_who_wants_less_motion_gets_it(browser, rehearsed, faulty):
    context = opened(browser, rehearsed, reduced_motion="reduce")
    screen = context.new_page()
    open_replay(screen, faulty)
    screen.evaluate(
        "window.values = new Set(); const s = document.querySelector('[data-slider]');"
        "const look = () => { values.add(s.value); requestAnimationFrame(look) }; look()"
    )
    screen.click("[data-do=play]")
    screen.wait_for_timeout(1600)

    assert 1 < screen.evaluate("values.size") <= 5
    context.close()
