"""Takes the answers of one page out of what a browser posted."""

import unicodedata
from collections.abc import Mapping, Sequence

from lab.forms.condition import Answer, Answers
from lab.forms.journey import shown_fields
from lab.forms.model import AnswerField, ChoiceField, DateField, Page, StaticText
from lab.forms.values import join_date

Posted = Mapping[str, Sequence[str]]

DATE_PARTS = ("day", "month", "year")


def read_answers(page: Page, posted: Posted, before: Answers) -> Answers:
    """The answers to the fields shown on this page; nothing else that was posted gets in.

    `before`: the reachable answers of earlier pages, which decide what is shown.
    A field that was shown and left alone has the answer "" (checkboxes: none).
    """
    return {
        field.id: _answer(field, posted)
        for field in shown_fields(page, before)
        if not isinstance(field, StaticText)
    }


def _answer(field: AnswerField, posted: Posted) -> Answer:
    if isinstance(field, ChoiceField) and field.kind == "checkboxes":
        return tuple(dict.fromkeys(value for value in posted.get(field.id, ()) if value))
    if isinstance(field, DateField) and field.boxes == "three":
        day, month, year = (_first(posted, f"{field.id}-{part}") for part in DATE_PARTS)
        return join_date(day, month, year)
    return _first(posted, field.id)


def _first(posted: Posted, name: str) -> str:
    values = posted.get(name, ())
    return tidy(values[0]) if values else ""


def tidy(text: str) -> str:
    """Composed umlauts and plain line ends: what was typed, whatever device typed it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return unicodedata.normalize("NFC", lines).strip()
