"""Operates a form page in a browser as a person would: looks, fills in, presses."""

import time

from lab.browser import Page as Screen
from lab.forms.condition import Answer
from lab.rehearsal.plan import Entry
from lab.rehearsal.truth import SeenError

# By the browser's own clock, so that a busy machine does not blur the truth: from the page
# standing there to the last press on a button or link.
STOPWATCH = """
addEventListener("DOMContentLoaded", () => (window.shownAt = performance.now()));
addEventListener("click", ({ target }) => {
  if (!target.closest("a, button")) return;
  sessionStorage.setItem("stopwatch", (performance.now() - window.shownAt) / 1000);
}, true);
"""


def stopped_seconds(screen: Screen) -> float:
    """How long the page before this one was worked on."""
    return float(screen.evaluate("sessionStorage.getItem('stopwatch')") or 0.0)


def seen_errors(screen: Screen) -> tuple[SeenError, ...]:
    """The validation errors that stand on this page."""
    page = current_page(screen)
    found = screen.eval_on_selector_all(
        "[data-error-rule]", "all => all.map(e => [e.dataset.errorField, e.dataset.errorRule])"
    )
    return tuple(SeenError(page, field, rule) for field, rule in found)


def current_step(screen: Screen) -> str:
    return screen.locator("body").get_attribute("data-step") or ""


def current_page(screen: Screen) -> str:
    return screen.locator("body").get_attribute("data-page") or ""


def fill_in(screen: Screen, entry: Entry) -> None:
    """Thinks, perhaps opens help, perhaps begins wrongly, then enters the answer."""
    time.sleep(entry.seconds)
    if entry.opens_help:
        screen.locator(f'[data-help="{entry.field}"] > summary').click()
    if entry.beginning is not None:
        enter(screen, entry.field, entry.beginning)
    enter(screen, entry.field, entry.answer)


def enter(screen: Screen, field: str, answer: Answer) -> None:
    box = screen.locator(f"input#f-{field}, select#f-{field}, textarea#f-{field}")
    if isinstance(answer, tuple):
        for value in answer:
            screen.locator(f"#f-{field}-{value}").check()
    elif box.count():
        _enter_one(screen, field, answer)
    elif screen.locator(f"#f-{field}-day").count():
        for part, typed in zip(("day", "month", "year"), _date_parts(answer), strict=True):
            _type(screen, f"#f-{field}-{part}", typed)
    elif answer:
        screen.locator(f"#f-{field}-{answer}").check()


def _enter_one(screen: Screen, field: str, answer: str) -> None:
    selector = f"#f-{field}"
    kind = screen.locator(selector).evaluate("e => e.tagName + ' ' + (e.type ?? '')")
    if kind.startswith("SELECT"):
        screen.locator(selector).select_option(answer)
    elif kind.endswith("checkbox"):
        screen.locator(selector).set_checked(bool(answer))
    else:
        _type(screen, selector, answer)


def _date_parts(answer: str) -> tuple[str, str, str]:
    parts = (*answer.split("."), "", "")
    return parts[0], parts[1], parts[2]


def _type(screen: Screen, selector: str, text: str) -> None:
    """Replaces what stands in the box and leaves it. One real key stroke, then a quick typist."""
    box = screen.locator(selector)
    before = box.input_value()
    if before == text:
        return
    box.focus()
    if before:
        box.press("ControlOrMeta+a")
        box.press("Delete")
    if text:
        box.press_sequentially(text[0])
        screen.keyboard.insert_text(text[1:])
    box.blur()
