"""Operates a form page in a browser as a person would: looks, fills in, presses."""

import time

from lab.browser import Page as Screen
from lab.forms.condition import Answer
from lab.rehearsal.plan import Entry
from lab.rehearsal.truth import SeenError


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
    """Replaces what stands in the box, with real key strokes, and leaves the box."""
    box = screen.locator(selector)
    if box.input_value() == text:
        return
    box.press("ControlOrMeta+a")
    box.press("Delete")
    if len(text) > 80:
        box.fill(text)
    elif text:
        box.press_sequentially(text)
    box.blur()
