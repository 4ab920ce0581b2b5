"""Version, answers and errors in, a whole HTML document out: page, check page, confirmation."""

from collections.abc import Sequence
from functools import lru_cache, partial

from lab.forms.condition import Answers
from lab.forms.model import Page, Version
from lab.forms.validation import FieldError
from lab.pages.blank import is_blank, with_tokens
from lab.pages.check_view import check_view
from lab.pages.environment import environment
from lab.pages.frame import Frame
from lab.pages.languages import HTML_LANGUAGES, form_language
from lab.pages.page_view import PageView, head, page_view
from lab.pages.prose import blocks
from lab.texts.translator import Translator, translator

CHECK_PAGE = "check"
DONE_PAGE = "done"
"""Reserved page ids, as they stand in addresses and events."""

_TEMPLATES = environment()


def render_page(
    version: Version,
    page: Page,
    answers: Answers,
    errors: Sequence[FieldError],
    language: str,
    frame: Frame,
) -> str:
    """`language` is the one wanted; a version shows it, or the first of its own."""
    view = page_view(version, page, answers, errors, _texts(version, language))
    if is_blank(view):
        return with_tokens(frame, partial(_blank_page, version.look, version.version, view))
    return _page(version.look, version.version, view, frame)


def render_check(version: Version, answers: Answers, language: str, frame: Frame) -> str:
    texts = _texts(version, language)
    view = check_view(version, answers, texts)
    return _document("check", version.look, version.version, texts, frame, CHECK_PAGE, view=view)


def render_confirmation(version: Version, language: str, frame: Frame) -> str:
    texts = _texts(version, language)
    confirmation = version.confirmation
    return _document(
        "confirmation",
        version.look,
        version.version,
        texts,
        frame,
        DONE_PAGE,
        head=head(version, texts.language),
        title=confirmation.title.in_language(texts.language),
        text=blocks(confirmation.text.in_language(texts.language)),
    )


def _page(look: str, version_id: str, view: PageView, frame: Frame) -> str:
    texts = translator("form", view.head.language)
    return _document("page", look, version_id, texts, frame, view.id, view=view)


_blank_page = lru_cache(maxsize=256)(_page)


def _texts(version: Version, language: str) -> Translator:
    return translator("form", form_language(version, language))


def _document(
    template: str,
    look: str,
    version_id: str,
    texts: Translator,
    frame: Frame,
    page_id: str,
    **context: object,
) -> str:
    return _TEMPLATES.get_template(f"{look}/{template}.html").render(
        _=texts,
        say=translator("participant", frame.language),
        lang=HTML_LANGUAGES[texts.language],
        lab_lang=HTML_LANGUAGES[frame.language],
        frame=frame,
        page_id=page_id,
        version_id=version_id,
        step="form",
        **context,
    )
