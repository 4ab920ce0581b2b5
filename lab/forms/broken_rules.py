"""The first rule that an answer breaks, by the kind of its field."""

from dataclasses import dataclass
from datetime import date

from lab.forms.condition import Answer
from lab.forms.model import (
    AnswerField,
    ChoiceField,
    DateField,
    FileField,
    NumberField,
    Rule,
    TextField,
    YesNoField,
)
from lab.forms.patterns import fits
from lab.forms.values import (
    read_date,
    read_email,
    read_number,
    read_plate,
    read_postcode,
    read_telephone,
)

LONGEST_ANSWER = 10_000
"""Characters, for fields that set no limit of their own."""

_READERS = {
    "email": read_email,
    "telephone": read_telephone,
    "plate": read_plate,
    "postcode": read_postcode,
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken rule; of a date also what is wrong with it (a DateTrouble)."""

    rule: Rule
    detail: str = ""


def first_broken(field: AnswerField, answer: Answer) -> Broken | None:
    if not answer:
        return Broken(Rule.REQUIRED) if field.required else None
    match field:
        case ChoiceField() | YesNoField() | FileField():
            chosen = (answer,) if isinstance(answer, str) else answer
            several = isinstance(field, ChoiceField) and field.kind == "checkboxes"
            known = set(chosen) <= set(option_values(field)) and (several or len(chosen) == 1)
            return None if known else Broken(Rule.NOT_AN_OPTION)
    typed = answer if isinstance(answer, str) else " ".join(answer)
    match field:
        case TextField():
            return _of_text(field, typed)
        case NumberField():
            return _of_number(field, typed)
    return _of_date(field, typed)


def option_values(field: ChoiceField | YesNoField | FileField) -> tuple[str, ...]:
    match field:
        case ChoiceField():
            return tuple(option.value for option in field.options)
        case FileField():
            return tuple(sample.value for sample in field.samples)
    return ("yes", "no")


def _of_text(field: TextField, typed: str) -> Broken | None:
    if field.min_length is not None and len(typed) < field.min_length:
        return Broken(Rule.TOO_SHORT)
    if len(typed) > (field.max_length or LONGEST_ANSWER):
        return Broken(Rule.TOO_LONG)
    if field.pattern is not None and not fits(field.pattern, typed):
        return Broken(Rule.FORMAT)
    reader = _READERS.get(field.kind)
    return Broken(Rule.FORMAT) if reader and reader(typed) is None else None


def _of_number(field: NumberField, typed: str) -> Broken | None:
    unit = field.unit.de if field.unit else ""
    number = read_number(typed, unit)
    if number is None:
        return Broken(Rule.FORMAT)
    if field.min is not None and number < field.min:
        return Broken(Rule.TOO_SMALL)
    return Broken(Rule.TOO_LARGE) if field.max is not None and number > field.max else None


def _of_date(field: DateField, typed: str) -> Broken | None:
    day = read_date(typed)
    if not isinstance(day, date):
        return Broken(Rule.NOT_A_DATE, day.value)
    if field.min is not None and day < date.fromisoformat(field.min):
        return Broken(Rule.TOO_EARLY)
    late = field.max is not None and day > date.fromisoformat(field.max)
    return Broken(Rule.TOO_LATE) if late else None
