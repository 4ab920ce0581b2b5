"""One field of a version as it is shown: its texts, where the answer goes, and its error."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from lab.forms.condition import Answer
from lab.forms.model import AnswerField, FileField, Said, StaticText, Version
from lab.forms.validation import FieldError
from lab.pages.entries import Entry, entry
from lab.pages.prose import Block, blocks
from lab.texts.translator import Translator


@dataclass(frozen=True, slots=True)
class Note:
    """Text between fields."""

    kind: ClassVar = "note"
    style: str
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Control:
    kind: ClassVar = "control"
    field: str
    entry: Entry
    label: str
    hint: str
    help: str
    tooltip: str
    mark: Literal["", "optional", "required"]
    width: str
    error: FieldError | None

    @property
    def id(self) -> str:
        return f"f-{self.field}"

    @property
    def described_by(self) -> str:
        """The ids of what a screen reader adds to the label."""
        said = (("hint", self.hint), ("error", self.error))
        return " ".join(f"{self.id}-{part}" for part, present in said if present)


Item = Note | Control


def note(field: StaticText, language: str) -> Note:
    text = field.text.in_language(language)
    return Note(field.style, text, blocks(text))


def control(
    version: Version,
    field: AnswerField,
    answer: Answer,
    error: FieldError | None,
    texts: Translator,
) -> Control:
    """`texts` are the form's own words, in the language in which it is shown."""
    language = texts.language
    return Control(
        field=field.id,
        entry=entry(field, answer, texts),
        label=field.label.in_language(language),
        hint=_hint(field, texts),
        help=said(field.help, language),
        tooltip=said(field.tooltip, language),
        mark=_mark(version, field),
        width=field.width,
        error=error,
    )


def said(text: Said | None, language: str) -> str:
    return text.in_language(language) if text else ""


def _hint(field: AnswerField, texts: Translator) -> str:
    _ = texts
    hint = said(field.hint, texts.language)
    if not isinstance(field, FileField):
        return hint
    remark = _("(In this test you only choose a document. Nothing is sent.)")
    return f"{hint} {remark}".strip()


def _mark(version: Version, field: AnswerField) -> Literal["", "optional", "required"]:
    if version.marking == "optional" and not field.required:
        return "optional"
    return "required" if version.marking == "asterisk" and field.required else ""
