"""Every text of a version that citizens read, one unit each, for readability and review."""

import dataclasses
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
from lab.forms.spots import Spot


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
    """`place` is page.field.key, or a key of the version; `page` is "" outside of pages.

    `spot` is where the definition says it, so that a file's line can be told.
    """

    place: str
    kind: UnitKind
    field: str | None
    page: str
    text: str
    spot: Spot = dataclasses.field(default=(), compare=False)


_Said = tuple[str, UnitKind, Text | None, Spot]
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
    yield from _written(_of_head(version), language, "", None)
    for number, page in enumerate(version.pages):
        here: Spot = ("pages", number)
        yield from _written(_of_page(page), language, page.id, None, here)
        for place, one in enumerate(page.fields):
            said = _of_static(one) if isinstance(one, StaticText) else _of_field(one)
            yield from _written(said, language, page.id, one.id, (*here, "fields", place))
        yield from _written(_of_page_end(page), language, page.id, None, here)
    yield from _written(_of_end(version), language, "", None)


def _written(
    said: Iterable[_Said], language: str, page: str, of_field: str | None, spot: Spot = ()
) -> Iterator[TextUnit]:
    for key, kind, text, inner in said:
        if text is not None and (written := _in(text, language)):
            place = ".".join(part for part in (page, of_field, key) if part)
            whole = (*spot, *inner, language)
            yield TextUnit(place, kind, of_field, page, written, whole)


def _in(text: Text, language: str) -> str | None:
    return text.en if language == "en" else text.in_language(language)


def _of_head(version: Version) -> Iterator[_Said]:
    yield _said("title", UnitKind.HEADING, version.title)


def _of_page(page: Page) -> Iterator[_Said]:
    yield _said("title", UnitKind.HEADING, page.title)
    yield _said("intro", UnitKind.TEXT, page.intro)


def _of_page_end(page: Page) -> Iterator[_Said]:
    yield _said("continue_label", UnitKind.BUTTON, page.continue_label)


def _said(key: str, kind: UnitKind, text: Text | None) -> _Said:
    return key, kind, text, tuple(key.split("."))


def _of_static(one: StaticText) -> Iterator[_Said]:
    yield _said("text", _STATIC_KINDS[one.style], one.text)


def _of_field(one: AnswerField) -> Iterator[_Said]:
    yield _said("label", UnitKind.LABEL, one.label)
    yield _said("hint", UnitKind.HINT, one.hint)
    yield _said("help", UnitKind.HELP, one.help)
    yield _said("tooltip", UnitKind.HELP, one.tooltip)
    yield from _of_kind(one)
    yield from _of_messages(one.messages)


def _of_kind(one: BaseField) -> Iterator[_Said]:
    match one:
        case TextField():
            yield _said("placeholder", UnitKind.HINT, one.placeholder)
        case NumberField():
            yield _said("unit", UnitKind.LABEL, one.unit)
        case ChoiceField():
            yield from _of_options("options", one.options)
        case FileField():
            yield from _of_options("samples", one.samples)
        case _:
            return


def _of_options(key: str, options: Iterable[Option]) -> Iterator[_Said]:
    for place, option in enumerate(options):
        name = f"{key}.{option.value}"
        yield name, UnitKind.OPTION, option.label, (key, place, "label")
        yield f"{name}.hint", UnitKind.HINT, option.hint, (key, place, "hint")


def _of_messages(messages: Mapping[Rule, Text]) -> Iterator[_Said]:
    for rule, text in messages.items():
        yield _said(f"messages.{rule}", UnitKind.MESSAGE, text)


def _of_end(version: Version) -> Iterator[_Said]:
    yield _said("submit_label", UnitKind.BUTTON, version.submit_label)
    yield from _of_messages(version.messages)
    yield _said("confirmation.title", UnitKind.HEADING, version.confirmation.title)
    yield _said("confirmation.text", UnitKind.TEXT, version.confirmation.text)
