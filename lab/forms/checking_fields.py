"""What is wrong with one field taken by itself: options, limits, pattern, messages."""

from collections.abc import Iterable, Iterator
from datetime import date

from lab.forms.faults import Objection
from lab.forms.model import (
    AnswerField,
    ChoiceField,
    DateField,
    FileField,
    NumberField,
    Option,
    TextField,
)
from lab.forms.patterns import PATTERN_LENGTH, PatternTroubleError, check_pattern
from lab.forms.plain_words import list_of
from lab.forms.rules import breakable_rules
from lab.forms.spots import Spot


def check_field(field: AnswerField, spot: Spot) -> Iterator[Objection]:
    yield from _check_messages(field, spot)
    match field:
        case TextField():
            yield from _check_text(field, spot)
        case NumberField() if field.min is not None and field.max is not None:
            yield from _check_order(field.min, field.max, (*spot, "max"))
        case DateField():
            yield from _check_days(field, spot)
        case ChoiceField():
            yield from _check_options(field.options, (*spot, "options"))
            yield from _check_number_of_options(field, (*spot, "options"))
        case FileField():
            yield from _check_options(field.samples, (*spot, "samples"))
        case _:
            return


def _check_messages(field: AnswerField, spot: Spot) -> Iterator[Objection]:
    possible = breakable_rules(field)
    for rule in field.messages:
        if rule not in possible:
            what = f"“{field.id}” can never break the rule “{rule}”."
            cure = f"Delete the message, or set the limit. It can break: {list_of(possible)}."
            yield Objection((*spot, "messages", rule.value), what, cure)


def _check_text(field: TextField, spot: Spot) -> Iterator[Objection]:
    if field.min_length is not None and field.max_length is not None:
        yield from _check_order(field.min_length, field.max_length, (*spot, "max_length"))
    if field.kind == "pattern" and field.pattern is None:
        cure = "Add “pattern:” with a regular expression, or use “kind: text”."
        yield Objection((*spot, "pattern"), "A pattern field has no pattern.", cure)
    if field.pattern is not None:
        yield from _check_pattern(field.pattern, (*spot, "pattern"))
        yield from _check_pattern_length(field, spot)


def _check_pattern(pattern: str, spot: Spot) -> Iterator[Objection]:
    try:
        check_pattern(pattern)
    except PatternTroubleError as trouble:
        what, _, cure = str(trouble).partition("; ")
        yield Objection(spot, f"{what[0].upper()}{what[1:]}.", f"{cure[0].upper()}{cure[1:]}.")


def _check_pattern_length(field: TextField, spot: Spot) -> Iterator[Objection]:
    longest = max(field.max_length or 0, field.min_length or 0)
    if longest > PATTERN_LENGTH:
        what = f"A pattern is only tried on {PATTERN_LENGTH} characters, not on {longest}."
        key = "max_length" if field.max_length == longest else "min_length"
        cure = f"Lower it to {PATTERN_LENGTH}, or leave out the pattern."
        yield Objection((*spot, key), what, cure)


def _check_days(field: DateField, spot: Spot) -> Iterator[Objection]:
    days = {key: day for key in ("min", "max") if (day := getattr(field, key)) is not None}
    wrong = [key for key, day in days.items() if not _is_day(day)]
    for key in wrong:
        what = f"{days[key]} is no day of the calendar."
        yield Objection((*spot, key), what, "Write year-month-day, such as 2026-03-31.")
    if len(days) == 2 and not wrong:
        yield from _check_order(days["min"], days["max"], (*spot, "max"))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_order(least: float | str, most: float | str, spot: Spot) -> Iterator[Objection]:
    if str(least) > str(most) if isinstance(least, str) else least > float(most):
        what = f"The largest value ({most}) is below the smallest ({least})."
        yield Objection(spot, what, "Exchange them, or correct one.")


def _check_number_of_options(field: ChoiceField, spot: Spot) -> Iterator[Objection]:
    if field.kind != "checkboxes" and len(field.options) < 2:
        what = f"“{field.id}” offers only one option."
        yield Objection(spot, what, "Add another, or use checkboxes for a single consent.")


def _check_options(options: Iterable[Option], spot: Spot) -> Iterator[Objection]:
    values: set[str] = set()
    labels: set[str] = set()
    for place, option in enumerate(options):
        if option.value in values:
            what = f"The option value “{option.value}” is used twice."
            yield Objection((*spot, place, "value"), what, "Give each option its own value.")
        elif option.label.de in labels:
            what = f"Two options read “{option.label.de}”."
            yield Objection((*spot, place, "label"), what, "Give each option its own label.")
        values.add(option.value)
        labels.add(option.label.de)
