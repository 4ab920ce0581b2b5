"""Every text of a version that citizens read, one unit each, for readability and review."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lab.forms.model import (
    AnswerField,
    BaseField,
    ChoiceField,
    FileField,
    NumberField,
    Option,
    Page,
    Rule,
    StaticText,
    Text,
    TextField,
    Version,
)


class UnitKind(StrEnum):
    LABEL = "label"
    HINT = "hint"
    HELP = "help"
    OPTION = "option"
    MESSAGE = "message"
    TEXT = "text"
    HEADING = "heading"
    BUTTON = "button"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class TextUnit:
    """`place` is page.field.key, or a key of the version; `page` is "" outside of pages."""

    place: str
    kind: UnitKind
    field: str | None
    page: str
    text: str


_Said = tuple[str, UnitKind, Text | None]
_STATIC_KINDS = {
    "paragraph": UnitKind.TEXT,
    "notice": UnitKind.TEXT,
    "heading": UnitKind.HEADING,
    "legal": UnitKind.LEGAL,
}


def units(version: Version, language: str) -> tuple[TextUnit, ...]:
    """In reading order. Texts that do not exist in English are left out of the English ones;
    very easy German falls back to German, as citizens see it."""
    return tuple(_units(version, language))


def _units(version: Version, language: str) -> Iterator[TextUnit]:
    head: tuple[_Said, ...] = (("title", UnitKind.HEADING, version.title),)
    yield from _written(head, language, "", None)
    for page in version.pages:
        yield from _written(_of_page(page), language, page.id, None)
        for field in page.fields:
            said = _of_static(field) if isinstance(field, StaticText) else _of_field(field)
            yield from _written(said, language, page.id, field.id)
        end = (("continue_label", UnitKind.BUTTON, page.continue_label),)
        yield from _written(end, language, page.id, None)
    yield from _written(_of_end(version), language, "", None)


def _written(
    said: Iterable[_Said], language: str, page: str, field: str | None
) -> Iterator[TextUnit]:
    for key, kind, text in said:
        if text is not None and (written := _in(text, language)):
            place = ".".join(part for part in (page, field, key) if part)
            yield TextUnit(place, kind, field, page, written)


def _in(text: Text, language: str) -> str | None:
    return text.en if language == "en" else text.in_language(language)


def _of_page(page: Page) -> Iterator[_Said]:
    yield "title", UnitKind.HEADING, page.title
    yield "intro", UnitKind.TEXT, page.intro


def _of_static(field: StaticText) -> Iterator[_Said]:
    yield "text", _STATIC_KINDS[field.style], field.text


def _of_field(field: AnswerField) -> Iterator[_Said]:
    yield "label", UnitKind.LABEL, field.label
    yield "hint", UnitKind.HINT, field.hint
    yield "help", UnitKind.HELP, field.help
    yield "tooltip", UnitKind.HELP, field.tooltip
    yield from _of_kind(field)
    yield from _of_messages(field.messages)


def _of_kind(field: BaseField) -> Iterator[_Said]:
    match field:
        case TextField():
            yield "placeholder", UnitKind.HINT, field.placeholder
        case NumberField():
            yield "unit", UnitKind.LABEL, field.unit
        case ChoiceField():
            yield from _of_options("options", field.options)
        case FileField():
            yield from _of_options("samples", field.samples)
        case _:
            return


def _of_options(key: str, options: Iterable[Option]) -> Iterator[_Said]:
    for option in options:
        yield f"{key}.{option.value}", UnitKind.OPTION, option.label
        yield f"{key}.{option.value}.hint", UnitKind.HINT, option.hint


def _of_messages(messages: Mapping[Rule, Text]) -> Iterator[_Said]:
    for rule, text in messages.items():
        yield f"messages.{rule}", UnitKind.MESSAGE, text


def _of_end(version: Version) -> Iterator[_Said]:
    yield "submit_label", UnitKind.BUTTON, version.submit_label
    yield from _of_messages(version.messages)
    yield "confirmation.title", UnitKind.HEADING, version.confirmation.title
    yield "confirmation.text", UnitKind.TEXT, version.confirmation.text
