"""All answers once more before they are sent: the page to check and change them on."""

from dataclasses import dataclass

from lab.forms.condition import Answer, Answers
from lab.forms.journey import path, reachable_answers, shown_fields
from lab.forms.model import (
    AnswerField,
    ChoiceField,
    FileField,
    Page,
    StaticText,
    Version,
    YesNoField,
)
from lab.pages.page_view import Head, Progress, head, progress
from lab.texts.translator import Translator


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    values: tuple[str, ...]
    """Several where several options were chosen; none where nothing was answered."""


@dataclass(frozen=True, slots=True)
class Group:
    page: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    head: Head
    groups: tuple[Group, ...]
    progress: Progress | None
    back_link: bool
    button: str
    delete_all: bool


def check_view(version: Version, answers: Answers, texts: Translator) -> CheckView:
    language = texts.language
    reachable = reachable_answers(version, answers)
    groups = tuple(_group(page, reachable, texts) for page in path(version, answers))
    return CheckView(
        head=head(version, language),
        groups=tuple(group for group in groups if group.rows),
        progress=progress(version, "check", answers),
        back_link=version.back_link,
        button=version.submit_label.in_language(language),
        delete_all=version.delete_all_button,
    )


def _group(page: Page, answers: Answers, texts: Translator) -> Group:
    shown = [one for one in shown_fields(page, answers) if not isinstance(one, StaticText)]
    rows = tuple(
        Row(field.label.in_language(texts.language), told(field, answers.get(field.id, ""), texts))
        for field in shown
    )
    return Group(page.id, page.title.in_language(texts.language), rows)


def told(field: AnswerField, answer: Answer, texts: Translator) -> tuple[str, ...]:
    """The answer in the words of the form: an option's label, not its value."""
    labels = _labels(field, texts)
    given = (answer,) if isinstance(answer, str) else answer
    return tuple(labels.get(value, value) for value in given if value)


def _labels(field: AnswerField, texts: Translator) -> dict[str, str]:
    _ = texts
    if isinstance(field, YesNoField):
        return {"yes": _("Yes"), "no": _("No")}
    options = field.options if isinstance(field, ChoiceField) else ()
    options = field.samples if isinstance(field, FileField) else options
    return {one.value: one.label.in_language(texts.language) for one in options}
