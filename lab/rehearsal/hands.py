"""Operates a form page in a browser as a person would: looks, fills in, presses."""

import time
from dataclasses import dataclass

from lab.browser import Page as Screen
from lab.forms.condition import Answer
from lab.forms.model import AnswerField, ChoiceField, DateField, FileField, TextField, YesNoField
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

_LOOK = """() => ({
  ...document.body.dataset,
  session: document.querySelector("script[data-session]")?.dataset.session ?? "",
  stopwatch: Number(sessionStorage.getItem("stopwatch") ?? 0),
  errors: [...document.querySelectorAll("[data-error-rule]")].map(
    ({ dataset }) => [dataset.errorField, dataset.errorRule]),
})"""

_WAITING_EVENTS = """() => new Promise((resolve) => {
  const asked = indexedDB.open("formwerkstatt");
  asked.onsuccess = () => {
    const count = asked.result.transaction("events").objectStore("events").count();
    count.onsuccess = () => { asked.result.close(); resolve(count.result); };
  };
})"""


@dataclass(frozen=True, slots=True)
class Look:
    """What stands on the screen; worked_on: seconds the page before this one was worked on."""

    step: str
    page: str
    version: str
    task: str
    session: str
    errors: tuple[SeenError, ...]
    worked_on: float


def look(screen: Screen) -> Look:
    seen = screen.evaluate(_LOOK)
    page = seen.get("page", "")
    return Look(
        step=seen.get("step", ""),
        page=page,
        version=seen.get("version", ""),
        task=seen.get("task", ""),
        session=seen["session"],
        errors=tuple(SeenError(page, field, rule) for field, rule in seen["errors"]),
        worked_on=seen["stopwatch"],
    )


def fill_in(screen: Screen, field: AnswerField, entry: Entry) -> None:
    """Thinks, perhaps opens help, perhaps begins wrongly, then enters the answer."""
    time.sleep(entry.seconds)
    if entry.opens_help:
        screen.click(f'[data-help="{field.id}"] > summary')
    if entry.beginning is not None:
        _enter(screen, field, entry.beginning)
        if isinstance(field, TextField):
            screen.press(f"#f-{field.id}", "Tab")
    _enter(screen, field, entry.answer)


def _enter(screen: Screen, field: AnswerField, answer: Answer) -> None:
    if isinstance(answer, tuple):
        for value in answer:
            screen.check(f"#f-{field.id}-{value}")
    elif isinstance(field, DateField) and field.boxes == "three":
        for part, typed in zip(("day", "month", "year"), _date_parts(answer), strict=True):
            screen.fill(f"#f-{field.id}-{part}", typed)
    elif isinstance(field, ChoiceField) and field.kind == "select":
        screen.select_option(f"#f-{field.id}", answer)
    elif not isinstance(field, ChoiceField | YesNoField | FileField):
        screen.fill(f"#f-{field.id}", answer)
    elif answer:
        screen.check(f"#f-{field.id}-{answer}")


def _date_parts(answer: str) -> tuple[str, str, str]:
    parts = (*answer.split("."), "", "")
    return parts[0], parts[1], parts[2]


def wait_until_sent(screen: Screen, seconds: float = 20.0) -> None:
    """A person closes the page a while later; by then the device has sent what it kept."""
    until = time.monotonic() + seconds
    while screen.evaluate(_WAITING_EVENTS) and time.monotonic() < until:
        time.sleep(0.1)
