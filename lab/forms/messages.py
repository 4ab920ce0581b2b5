"""The words a citizen reads about a broken rule: the field's, else the version's, else ours."""

from datetime import date

from lab.forms.broken_rules import LONGEST_ANSWER, Broken
from lab.forms.default_messages import default_message
from lab.forms.model import (
    AnswerField,
    ChoiceField,
    DateField,
    FileField,
    NumberField,
    TextField,
    Version,
    YesNoField,
)


def message(version: Version, field: AnswerField, broken: Broken, language: str) -> str:
    said = field.messages.get(broken.rule) or version.messages.get(broken.rule)
    if said is not None:
        return said.in_language(language)
    return default_message(language, _keys(field, broken), _values(field, language))


def _keys(field: AnswerField, broken: Broken) -> tuple[str, ...]:
    """From special to general: `format_plate` before `format`."""
    special = broken.detail or _group(field)
    return (f"{broken.rule}_{special}", broken.rule.value)


def _group(field: AnswerField) -> str:
    match field:
        case ChoiceField() | YesNoField():
            return "choice"
        case FileField():
            return "file"
    return field.kind


def _values(field: AnswerField, language: str) -> dict[str, str]:
    return {"label": field.label.in_language(language).rstrip(" :*"), **_limits(field)}


def _limits(field: AnswerField) -> dict[str, str]:
    match field:
        case NumberField():
            return {"min": _number(field.min), "max": _number(field.max)}
        case DateField():
            return {"min": _day(field.min), "max": _day(field.max)}
        case TextField():
            longest = field.max_length or LONGEST_ANSWER
            return {"min_length": str(field.min_length), "max_length": str(longest)}
    return {}


def _number(limit: float | None) -> str:
    return "" if limit is None else f"{limit:.10g}".replace(".", ",")


def _day(limit: str | None) -> str:
    if limit is None:
        return ""
    day = date.fromisoformat(limit)
    return f"{day.day}.{day.month}.{day.year}"
