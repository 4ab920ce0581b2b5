"""Filling in a form: which page may be shown, why it is shown, and how often it was submitted."""

from collections.abc import Sequence
from typing import Protocol

from lab.forms.condition import Answers
from lab.forms.journey import path, walk
from lab.forms.model import Page, Version
from lab.forms.validation import validate_reached
from lab.sessions.events import EventKind

CHECK_PAGE = "check"
"""The page to check the answers on; it stands behind all pages of the version."""


class Happening(Protocol):
    """What counts of an event here."""

    @property
    def kind(self) -> EventKind: ...
    @property
    def page(self) -> str: ...


def way(version: Version, answers: Answers) -> tuple[str, ...]:
    """The ids of the pages for these answers, in order."""
    return _with_check(version, path(version, answers))


def furthest(version: Version, answers: Answers, language: str) -> str:
    """How far one may go: the first page with something wrong or missing, else the last."""
    pages, reachable = walk(version, answers)
    for page in pages:
        if validate_reached(version, page, answers, reachable, language):
            return page.id
    return _with_check(version, pages)[-1]


def may_show(version: Version, answers: Answers, language: str, page_id: str) -> bool:
    """Only with nothing wrong on the pages before it."""
    pages, reachable = walk(version, answers)
    ids = _with_check(version, pages)
    return page_id in ids and not any(
        validate_reached(version, page, answers, reachable, language)
        for page in pages[: ids.index(page_id)]
    )


def page_before(version: Version, answers: Answers, page_id: str) -> str | None:
    pages = way(version, answers)
    place = pages.index(page_id) if page_id in pages else 0
    return pages[place - 1] if place else None


def page_next(
    version: Version, answers: Answers, language: str, history: Sequence[Happening], page_id: str
) -> str | None:
    """Where an accepted page leads to; None: nowhere, it submits the form.

    Who has already checked the answers and changed one returns there, but for pages that the
    change has opened or made wrong.
    """
    pages = way(version, answers)
    later = pages[pages.index(page_id) + 1 :]
    if not later:
        return None
    if not visits(history, CHECK_PAGE):
        return later[0]
    open_page = furthest(version, answers, language)
    return next(
        page for page in later if page in (open_page, CHECK_PAGE) or not visits(history, page)
    )


def why_served(
    history: Sequence[Happening], pages: Sequence[str], current: str | None, page_id: str
) -> str:
    """Why a page is served now: next, back, reload, errors, change or other.

    history: the server's own events of the attempt so far. pages: the way as it is now.
    current: the page on which the attempt stands.
    """
    last = history[-1] if history else None
    if last is None:
        return "other"
    if last.kind in (EventKind.ATTEMPT_STARTED, EventKind.PAGE_ACCEPTED):
        return "next" if page_id == current else "other"
    if last.kind == EventKind.VALIDATION_ERROR and last.page == page_id:
        return "errors"
    if last.kind == EventKind.PAGE_SERVED:
        return _from_page(last.page, pages, page_id)
    return "other"


def visits(history: Sequence[Happening], page_id: str) -> int:
    """How often the page has been served."""
    return _count(history, EventKind.PAGE_SERVED, page_id)


def submissions(history: Sequence[Happening], page_id: str) -> int:
    """How often the page has been submitted."""
    return _count(history, EventKind.PAGE_SUBMITTED, page_id)


def _with_check(version: Version, pages: Sequence[Page]) -> tuple[str, ...]:
    ids = tuple([page.id for page in pages])
    return (*ids, CHECK_PAGE) if version.check_answers else ids


def _from_page(before: str, pages: Sequence[str], page_id: str) -> str:
    if before == page_id:
        return "reload"
    if page_id not in pages or before not in pages:
        return "other"
    if pages.index(page_id) > pages.index(before):
        return "other"
    return "change" if before == CHECK_PAGE else "back"


def _count(history: Sequence[Happening], kind: EventKind, page_id: str) -> int:
    return sum(event.kind == kind and event.page == page_id for event in history)
