"""Where an answer is entered: one box to write in, three boxes of a date, or options to choose."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

from lab.forms.condition import Answer
from lab.forms.model import (
    AnswerField,
    ChoiceField,
    DateField,
    FileField,
    NumberField,
    Option,
    TextField,
    YesNoField,
)
from lab.forms.values import split_date
from lab.texts.translator import Translator

INPUT_TYPES = {"email": "email", "telephone": "tel"}
INPUT_MODES = {"number": "decimal", "postcode": "numeric"}
NOT_WORDS = frozenset({"email", "plate", "pattern", "postcode", "telephone"})
"""Kinds in which a browser's spelling check would only disturb."""


@dataclass(frozen=True, slots=True)
class Box:
    """To write in. `name` is what is posted; `label` only where it is one of several boxes."""

    kind: ClassVar = "box"
    id: str
    name: str
    value: str
    label: str = ""
    length: int = 0
    type: str = "text"
    mode: str = ""
    autocomplete: str = ""
    placeholder: str = ""
    unit: str = ""
    spellcheck: bool = True
    several_lines: bool = False

    @property
    def first(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Boxes:
    """A date in three boxes."""

    kind: ClassVar = "boxes"
    boxes: tuple[Box, ...]

    @property
    def first(self) -> str:
        return self.boxes[0].id


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    value: str
    label: str
    hint: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """Options to choose from; `id` is the select's own."""

    kind: Literal["radios", "checkboxes", "select"]
    id: str
    name: str
    choices: tuple[Choice, ...]
    inline: bool = False

    @property
    def first(self) -> str:
        return self.id if self.kind == "select" else self.choices[0].id


Entry = Box | Boxes | Choices


def entry(field: AnswerField, answer: Answer, texts: Translator) -> Entry:
    """`texts` are the form's own words, in the language in which it is shown."""
    return _MAKERS[type(field)](field, answer, texts)


def text_of(answer: Answer) -> str:
    return answer if isinstance(answer, str) else ", ".join(answer)


def _box(field: TextField, answer: Answer, texts: Translator) -> Box:
    is_name = "name" in (field.autocomplete or "")
    return Box(
        id=f"f-{field.id}",
        name=field.id,
        value=text_of(answer),
        type=INPUT_TYPES.get(field.kind, "text"),
        mode=INPUT_MODES.get(field.kind, ""),
        autocomplete=field.autocomplete or "",
        placeholder=field.placeholder.in_language(texts.language) if field.placeholder else "",
        spellcheck=field.kind not in NOT_WORDS and not is_name,
        several_lines=field.kind == "long_text",
    )


def _number(field: NumberField, answer: Answer, texts: Translator) -> Box:
    return Box(
        id=f"f-{field.id}",
        name=field.id,
        value=text_of(answer),
        mode=INPUT_MODES["number"],
        autocomplete=field.autocomplete or "",
        unit=field.unit.in_language(texts.language) if field.unit else "",
    )


def _date(field: DateField, answer: Answer, texts: Translator) -> Box | Boxes:
    if field.boxes == "one":
        return Box(id=f"f-{field.id}", name=field.id, value=text_of(answer), spellcheck=False)
    _ = texts
    names = (("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4))
    values = split_date(text_of(answer))
    return Boxes(
        tuple(
            Box(
                id=f"f-{field.id}-{part}",
                name=f"{field.id}-{part}",
                value=value,
                label=label,
                length=length,
                mode="numeric",
                autocomplete=f"bday-{part}" if field.autocomplete == "bday" else "",
            )
            for (part, label, length), value in zip(names, values, strict=True)
        )
    )


def _options(field: ChoiceField, answer: Answer, texts: Translator) -> Choices:
    _ = texts
    given = (answer,) if isinstance(answer, str) else answer
    choices = tuple(_choice(field.id, one, given, texts.language) for one in field.options)
    if field.kind == "select":
        choices = (_nothing(field.id, _("Please choose"), given), *choices)
    return Choices(field.kind, f"f-{field.id}", field.id, choices, field.inline)


def _yes_no(field: YesNoField, answer: Answer, texts: Translator) -> Choices:
    _ = texts
    choices = tuple(
        Choice(f"f-{field.id}-{value}", value, label, "", answer == value)
        for value, label in (("yes", _("Yes")), ("no", _("No")))
    )
    return Choices("radios", f"f-{field.id}", field.id, choices, inline=True)


def _file(field: FileField, answer: Answer, texts: Translator) -> Choices:
    _ = texts
    given = (answer,) if isinstance(answer, str) else answer
    choices = tuple(_choice(field.id, one, given, texts.language) for one in field.samples)
    if not field.required:
        choices = (*choices, _nothing(field.id, _("No document"), given))
    return Choices("radios", f"f-{field.id}", field.id, choices)


def _choice(field: str, option: Option, given: tuple[str, ...], language: str) -> Choice:
    return Choice(
        id=f"f-{field}-{option.value}",
        value=option.value,
        label=option.label.in_language(language),
        hint=option.hint.in_language(language) if option.hint else "",
        chosen=option.value in given,
    )


def _nothing(field: str, label: str, given: tuple[str, ...]) -> Choice:
    return Choice(f"f-{field}-", "", label, "", not any(given))


_MAKERS: dict[type, Callable[..., Entry]] = {
    TextField: _box,
    NumberField: _number,
    DateField: _date,
    ChoiceField: _options,
    YesNoField: _yes_no,
    FileField: _file,
}
