"""What a version of a form is made of: pages, fields, options and their texts."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from lab.forms.condition import Condition

Identifier = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]*$",
        max_length=60,
        description="Lower-case letters, digits and _; stays the same for ever.",
    ),
]
OptionValue = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=60)]


class Definition(BaseModel):
    """Base of everything read from YAML: frozen, and a misspelt key is a fault."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False
    )


class Text(Definition):
    """One text in the languages it exists in. A plain string in YAML is its German."""

    de: str = Field(min_length=1)
    en: str | None = None
    de_easy: str | None = Field(None, description="Very easy German; falls back to de.")

    def in_language(self, language: str) -> str:
        chosen: str | None = getattr(self, language, None)
        return chosen or self.de


def _german_if_plain(value: Any) -> Any:
    return {"de": value} if isinstance(value, str) else value


Said = Annotated[Text, BeforeValidator(_german_if_plain, json_schema_input_type=Text | str)]


class Rule(StrEnum):
    """A rule that an answer can break; messages are kept by these names."""

    REQUIRED = "required"
    FORMAT = "format"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_A_DATE = "not_a_date"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NOT_AN_OPTION = "not_an_option"


Messages = Mapping[Rule, Said]


class Option(Definition):
    value: OptionValue
    label: Said
    hint: Said | None = None


class BaseField(Definition):
    """What every field that takes an answer has."""

    id: Identifier
    label: Said
    hint: Said | None = Field(None, description="One short sentence under the label.")
    help: Said | None = Field(None, description="Longer help that is opened on demand.")
    tooltip: Said | None = Field(None, description="Shown on hovering only: a fault to study.")
    required: bool = True
    show_if: Condition | None = Field(None, description="May name fields of earlier pages only.")
    messages: Messages = Field(default_factory=dict)
    autocomplete: str | None = None
    width: Literal["short", "medium", "long"] = "long"


class TextField(BaseField):
    kind: Literal["text", "long_text", "email", "telephone", "plate", "postcode", "pattern"]
    min_length: int | None = Field(None, ge=1)
    max_length: int | None = Field(None, ge=1)
    pattern: str | None = Field(
        None, max_length=200, description="Regular expression for the whole answer."
    )
    placeholder: Said | None = None


class NumberField(BaseField):
    kind: Literal["number"]
    min: float | None = None
    max: float | None = None
    unit: Said | None = None


class DateField(BaseField):
    """A date; answers are kept as typed, joined as day.month.year."""

    kind: Literal["date"]
    boxes: Literal["one", "three"] = "three"
    min: str | None = Field(None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    max: str | None = Field(None, pattern=r"^\d{4}-\d{2}-\d{2}$")


class ChoiceField(BaseField):
    """One or (checkboxes) several options."""

    kind: Literal["radios", "checkboxes", "select"]
    options: tuple[Option, ...] = Field(min_length=1)
    inline: bool = False


class YesNoField(BaseField):
    """Two radios; the answer is `yes` or `no`, so that "no" differs from no answer."""

    kind: Literal["yes_no"]


class FileField(BaseField):
    """A simulated upload: one of the task's sample documents is picked, nothing is sent."""

    kind: Literal["file"]
    samples: tuple[Option, ...] = Field(min_length=1)


class StaticText(Definition):
    """Text between fields. Blank lines part paragraphs, lines with "- " make a list."""

    kind: Literal["static"]
    id: Identifier
    text: Said
    style: Literal["paragraph", "heading", "notice", "legal"] = "paragraph"
    show_if: Condition | None = None


AnswerField = TextField | NumberField | DateField | ChoiceField | YesNoField | FileField
AnyField = Annotated[AnswerField | StaticText, Field(discriminator="kind")]


class Page(Definition):
    id: Identifier
    title: Said
    intro: Said | None = None
    fields: tuple[AnyField, ...] = ()
    show_if: Condition | None = None
    continue_label: Said | None = None

    @property
    def answer_fields(self) -> tuple[AnswerField, ...]:
        return tuple(field for field in self.fields if not isinstance(field, StaticText))


class Confirmation(Definition):
    """What the citizen reads after submitting."""

    title: Said
    text: Said


CHECK_PAGE = "check"
DONE_PAGE = "done"
RESERVED_PAGES = (CHECK_PAGE, DONE_PAGE)
"""Pages every version has by itself: check answers, and the confirmation."""


class Version(Definition):
    """One wording and order of a form."""

    form: Identifier
    version: Identifier
    title: Said
    authority: Said = Field(description="The fictitious office in the page's head.")
    languages: tuple[Literal["de", "en"], ...] = Field(("de",), min_length=1)
    look: Literal["dated", "kern"] = "kern"
    marking: Literal["optional", "asterisk", "none"] = Field(
        "optional", description="How required and optional fields are told apart."
    )
    error_summary: bool = Field(True, description="Errors also listed on top, with links.")
    back_link: bool = True
    progress: bool = True
    check_answers: bool = Field(True, description="A last page to check and change answers.")
    delete_all_button: bool = False
    submit_label: Said
    messages: Messages = Field(
        default_factory=dict, description="Messages for fields that have none of their own."
    )
    pages: tuple[Page, ...] = Field(min_length=1)
    confirmation: Confirmation

    @property
    def answer_fields(self) -> tuple[AnswerField, ...]:
        return tuple(field for page in self.pages for field in page.answer_fields)

    def page(self, page_id: str) -> Page:
        """Raises KeyError for an id that no page has."""
        return {page.id: page for page in self.pages}[page_id]

    def field(self, field_id: str) -> AnswerField:
        """Raises KeyError for an id that no field has."""
        return {field.id: field for field in self.answer_fields}[field_id]


def version_hash(version: Version) -> str:
    """SHA-256 (hex) of the definition; changes when anything in it changes."""
    return hashlib.sha256(version.model_dump_json().encode()).hexdigest()
