"""The page of a form as it was served, out of the pinned version, with nothing filled in."""

from flask import request

from lab.forms.condition import Answer
from lab.forms.model import AnswerField, Page, Rule, StaticText, Version
from lab.forms.validation import FieldError
from lab.pages.frame import Frame, task_card
from lab.pages.render import CHECK_PAGE, DONE_PAGE, render_check, render_confirmation, render_page
from lab.sessions.replay import Scene
from lab.texts.translator import Translator
from lab.web.staff.watching import Watched

HERE = "?"
"""Where links and forms lead that lead nowhere in a replay: to this page, which does nothing."""


def document(seen: Watched, scene: Scene, say: Translator) -> str | None:
    """None: the version has no such page."""
    version, language = shown_version(seen), seen.session.language
    frame = _frame(seen, scene)
    if scene.page == CHECK_PAGE:
        unknown = say("(not recorded)")
        answers: dict[str, Answer] = {field.id: unknown for field in version.answer_fields}
        return render_check(version, answers, language, frame)
    if scene.page == DONE_PAGE:
        return render_confirmation(version, language, frame)
    page = next((one for one in version.pages if one.id == scene.page), None)
    errors = _errors(scene, say)
    return render_page(version, page, {}, errors, language, frame) if page else None


def shown_version(seen: Watched) -> Version:
    """The pages that were shown, and of what depends on answers the fields that were used.

    Answers are not recorded, so whether the rest was shown cannot be told.
    """
    pages = [page for page in seen.version.pages if page.show_if is None or page.id in seen.pages]
    return seen.version.model_copy(update={"pages": tuple(_shown(page, seen) for page in pages)})


def not_known(seen: Watched, scene: Scene) -> int:
    """How many parts of the page depend on answers, and nothing tells whether they were shown."""
    pages = [page for page in seen.version.pages if page.id == scene.page]
    return sum(not _is_shown(part, seen) for page in pages for part in page.fields)


def _shown(page: Page, seen: Watched) -> Page:
    parts = [
        part.model_copy(update={"show_if": None}) for part in page.fields if _is_shown(part, seen)
    ]
    return page.model_copy(update={"show_if": None, "fields": tuple(parts)})


def _is_shown(part: AnswerField | StaticText, seen: Watched) -> bool:
    return part.show_if is None or part.id in seen.fields


def _errors(scene: Scene, say: Translator) -> tuple[FieldError, ...]:
    lost = say("(The message was not recorded.)")
    rules = frozenset(Rule)
    return tuple(
        FieldError(error.field, Rule(error.rule), error.message or lost)
        for error in scene.errors
        if error.rule in rules
    )


def _frame(seen: Watched, scene: Scene) -> Frame:
    """With the same links, buttons and card as when it was served; the sandbox stills them."""
    is_done = scene.page == DONE_PAGE
    first = scene.page == seen.version.pages[0].id
    language = seen.session.language
    return Frame(
        language,
        csrf_token="replayed",
        action=HERE,
        back="" if first or is_done else HERE,
        change=HERE,
        go_on=HERE if is_done else "",
        stop=HERE,
        give_up="" if is_done else HERE,
        task_card=task_card(seen.pin.study.task(seen.attempt.task), language),
        assets=f"{request.script_root}/static",
        replayed=True,
    )
