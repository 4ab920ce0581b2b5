"""Someone who takes part in a real browser, page by page, and what is seen on the way."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lab.browser import Page
from lab.forms.model import AnswerField, Version
from lab.studies.loader import load_study
from lab.studies.protocol import VersionId
from lab.studies.tasks import correct_answers
from tests.builders import KITCHEN_SINK

HOUSE = Path(__file__).parents[2]
AXE = HOUSE / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
FORBIDDEN = (
    "addEventListener('securitypolicyviolation', (e) => {"
    " (window.violations ||= []).push(`${e.violatedDirective} ${e.blockedURI}`) })"
)
FOLDER = load_study(KITCHEN_SINK)


def axe_violations(screen: Page, part: str = "html") -> dict[str, list[str]]:
    """What axe-core has against the page or a part of it; run outside the page's own policy."""
    screen.evaluate(AXE.read_text(encoding="utf-8"))
    found = screen.evaluate(f"axe.run('{part}', {{ runOnly: {list(RULES)} }})")
    return {one["id"]: [node["html"] for node in one["nodes"]] for one in found["violations"]}


def where(screen: Page) -> str:
    body = screen.locator("body")
    return f"{body.get_attribute('data-step')} {body.get_attribute('data-page') or ''}".strip()


def press(screen: Page, selector: str) -> None:
    with screen.expect_navigation():
        screen.click(selector)


def walk(screen: Page, link: str) -> Iterator[str]:
    """Takes part and stops at every page: once as it comes, once with everything missing."""
    screen.goto(link)
    yield where(screen)
    press(screen, "button[name=decision][value=yes]")
    for _ in range(2):
        yield where(screen)
        press(screen, "main button[type=submit]")
        yield from _walk_form(screen)
        press(screen, "[data-next]")
        yield from _answer(screen, "#f-seq-4")
        yield from _answer(screen, *(f"#f-sus_{item}-3" for item in range(1, 11)))
    yield from _answer(screen, "#f-preference-second")
    yield where(screen)


def _walk_form(screen: Page) -> Iterator[str]:
    refused: set[str] = set()
    while (here := where(screen)) != "form done":
        yield here
        if here not in refused and here != "form check":
            refused.add(here)
            press(screen, "#page-form button[type=submit]")
            if where(screen) != here:
                continue
            yield f"{here} with errors"
        fill_in(screen)
        press(screen, "#page-form button[type=submit]")
    yield where(screen)


def _answer(screen: Page, *chosen: str) -> Iterator[str]:
    yield where(screen)
    press(screen, "main button[type=submit]")
    yield f"{where(screen)} with errors"
    for selector in chosen:
        screen.check(selector)
    press(screen, "main button[type=submit]")


def fill_in(screen: Page) -> None:
    """Fills in the page of the form as a careful person would."""
    body = screen.locator("body")
    version_id: VersionId = "original"
    if body.get_attribute("data-version") == "revised":
        version_id = "revised"
    task = FOLDER.study.task(body.get_attribute("data-task") or "")
    version = FOLDER.versions[version_id]
    answers = correct_answers(FOLDER.study, task, version_id, version)
    for field in _fields(screen, version):
        enter(screen, field, answers.get(field.id, ""))


def enter(screen: Page, field: AnswerField, answer: Any) -> None:
    if field.kind == "checkboxes":
        for value in answer:
            screen.check(f"#f-{field.id}-{value}")
    elif field.kind in ("radios", "yes_no", "file"):
        screen.check(f"#f-{field.id}-{answer}")
    elif field.kind == "select":
        screen.select_option(f"#f-{field.id}", answer)
    elif field.kind == "date" and field.boxes == "three":
        for part, typed in zip(("day", "month", "year"), answer.split("."), strict=True):
            screen.fill(f"#f-{field.id}-{part}", typed)
    else:
        screen.fill(f"#f-{field.id}", answer)


def _fields(screen: Page, version: Version) -> list[AnswerField]:
    shown = screen.locator("[data-field]").evaluate_all("all => all.map(e => e.dataset.field)")
    return [version.field(field_id) for field_id in shown]
