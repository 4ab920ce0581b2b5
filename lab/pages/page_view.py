"""One page of a version with answers and errors, as the templates of both looks receive it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lab.forms.condition import Answers
from lab.forms.journey import page_after, path, reachable_answers, shown_fields
from lab.forms.model import Page, StaticText, Version
from lab.forms.validation import FieldError
from lab.pages.controls import Control, Item, Note, control, note
from lab.pages.prose import Block, blocks
from lab.texts.translator import Translator


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading; the first section of a page may have none."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary; `target` is the id of the control it leads to."""

    target: str
    message: str


@dataclass(frozen=True, slots=True)
class Progress:
    step: int
    of: int


@dataclass(frozen=True, slots=True)
class Head:
    """What every page of a version shares."""

    form: str
    authority: str
    language: str
    look: Literal["dated", "kern"]


@dataclass(frozen=True, slots=True)
class PageView:
    head: Head
    id: str
    title: str
    only_page: bool
    intro: tuple[Block, ...]
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]
    lists_problems: bool
    explains_asterisk: bool
    progress: Progress | None
    back_link: bool
    button: str
    action: Literal["continue", "submit"]
    delete_all: bool


def head(version: Version, language: str) -> Head:
    return Head(
        version.title.in_language(language),
        version.authority.in_language(language),
        language,
        version.look,
    )


def page_view(
    version: Version,
    page: Page,
    answers: Answers,
    errors: Sequence[FieldError],
    texts: Translator,
) -> PageView:
    items = _items(version, page, answers, {error.field: error for error in errors}, texts)
    language, last = texts.language, is_last(version, page, answers)
    return PageView(
        head=head(version, language),
        id=page.id,
        title=page.title.in_language(language),
        only_page=len(version.pages) == 1,
        intro=blocks(page.intro.in_language(language)) if page.intro else (),
        sections=_sections(items),
        problems=_problems(items),
        lists_problems=version.error_summary,
        explains_asterisk=any(isinstance(one, Control) and one.mark == "required" for one in items),
        progress=progress(version, page.id, answers),
        back_link=version.back_link,
        button=_button(version, page, last, texts),
        action="submit" if last else "continue",
        delete_all=version.delete_all_button,
    )


def is_last(version: Version, page: Page, answers: Answers) -> bool:
    """Does this page's button submit the form?"""
    return not version.check_answers and page_after(version, page.id, answers) is None


def progress(version: Version, page_id: str, answers: Answers) -> Progress | None:
    """The page to check the answers on is a step of its own, the last."""
    if not version.progress:
        return None
    steps = [page.id for page in path(version, answers)]
    if version.check_answers:
        steps.append("check")
    return Progress(steps.index(page_id) + 1, len(steps)) if page_id in steps else None


def _items(
    version: Version,
    page: Page,
    answers: Answers,
    errors: Mapping[str, FieldError],
    texts: Translator,
) -> tuple[Item, ...]:
    return tuple(
        note(field, texts.language)
        if isinstance(field, StaticText)
        else control(version, field, answers.get(field.id, ""), errors.get(field.id), texts)
        for field in shown_fields(page, reachable_answers(version, answers))
    )


def _sections(items: Sequence[Item]) -> tuple[Section, ...]:
    """A static text in the style of a heading begins a new section."""
    sections = [Section("", ())]
    for item in items:
        if isinstance(item, Note) and item.style == "heading":
            sections.append(Section(item.text, ()))
        else:
            before = sections[-1]
            sections[-1] = Section(before.heading, (*before.items, item))
    return tuple(section for section in sections if section.heading or section.items)


def _problems(items: Sequence[Item]) -> tuple[Problem, ...]:
    return tuple(
        Problem(item.entry.first, item.error.message)
        for item in items
        if isinstance(item, Control) and item.error
    )


def _button(version: Version, page: Page, last: bool, texts: Translator) -> str:
    _ = texts
    if page.continue_label:
        return page.continue_label.in_language(texts.language)
    return version.submit_label.in_language(texts.language) if last else _("Continue")
