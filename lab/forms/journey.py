"""Which pages does a citizen see, in which order? Pure functions of version and answers."""

from lab.forms.condition import Answer, Answers, holds
from lab.forms.model import AnswerField, Page, StaticText, Version


def path(version: Version, answers: Answers) -> tuple[Page, ...]:
    """The pages shown for these answers, in order."""
    return walk(version, answers)[0]


def reachable_answers(version: Version, answers: Answers) -> Answers:
    """Only the answers to fields that are shown: what would be submitted."""
    return walk(version, answers)[1]


def walk(version: Version, answers: Answers) -> tuple[tuple[Page, ...], Answers]:
    """The path and the reachable answers at once."""
    # An answer to a page that is no longer shown must not open other pages.
    pages: list[Page] = []
    kept: dict[str, Answer] = {}
    for page in version.pages:
        if page.show_if is None or holds(page.show_if, kept):
            shown = shown_fields(page, kept)
            pages.append(page)
            kept |= {field.id: answers[field.id] for field in shown if field.id in answers}
    return tuple(pages), kept


def shown_fields(page: Page, answers: Answers) -> tuple[AnswerField | StaticText, ...]:
    # Most have no condition, and every request of a participant comes by here several times.
    return tuple([one for one in page.fields if one.show_if is None or holds(one.show_if, answers)])


def page_after(version: Version, page_id: str, answers: Answers) -> Page | None:
    """The next page, or None when this was the last."""
    return _neighbour(version, page_id, answers, 1)


def page_before(version: Version, page_id: str, answers: Answers) -> Page | None:
    """The page before, or None on the first."""
    return _neighbour(version, page_id, answers, -1)


def _neighbour(version: Version, page_id: str, answers: Answers, step: int) -> Page | None:
    shown = {page.id for page in path(version, answers)} | {page_id}
    pages = [page for page in version.pages if page.id in shown]
    place = [page.id for page in pages].index(page_id) + step
    return pages[place] if 0 <= place < len(pages) else None
