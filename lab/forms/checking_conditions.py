"""Do conditions name fields that were answered before, and answers that exist?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lab.forms.broken_rules import option_values
from lab.forms.condition import Condition
from lab.forms.faults import Objection, Severity
from lab.forms.model import (
    AnswerField,
    DateField,
    NumberField,
    StaticText,
    TextField,
    Version,
)
from lab.forms.plain_words import nearest
from lab.forms.spots import Spot


@dataclass(frozen=True, slots=True)
class _Known:
    """A field, and the number of its page."""

    field: AnswerField | StaticText
    page: int


def check_conditions(version: Version) -> Iterator[Objection]:
    known = {
        field.id: _Known(field, number)
        for number, page in enumerate(version.pages)
        for field in page.fields
    }
    for number, spot, condition in _conditions(version):
        for leaf_spot, leaf in _leaves(condition, spot):
            yield from _check_leaf(leaf, leaf_spot, number, known)


def _conditions(version: Version) -> Iterator[tuple[int, Spot, Condition]]:
    for number, page in enumerate(version.pages):
        spots: list[tuple[Spot, Condition | None]] = [(("pages", number), page.show_if)]
        for place, field in enumerate(page.fields):
            spots.append((("pages", number, "fields", place), field.show_if))
        for spot, condition in spots:
            if condition is not None:
                yield number, (*spot, "show_if"), condition


def _leaves(condition: Condition, spot: Spot) -> Iterator[tuple[Spot, Condition]]:
    if condition.field is not None:
        yield spot, condition
    if condition.negated is not None:
        yield from _leaves(condition.negated, (*spot, "not"))
    for key, parts in (("all", condition.all_of), ("any", condition.any_of)):
        for place, part in enumerate(parts or ()):
            yield from _leaves(part, (*spot, key, place))


def _check_leaf(
    leaf: Condition, spot: Spot, page: int, known: Mapping[str, _Known]
) -> Iterator[Objection]:
    name = leaf.field or ""
    field = known[name].field if name in known else None
    if field is None:
        asked = tuple(key for key, each in known.items() if each.page < page)
        what = f"The condition asks about “{name}”, which no page asks."
        yield Objection((*spot, "field"), what, nearest(name, asked))
    elif isinstance(field, StaticText):
        what = f"The condition asks about “{name}”, which is a text without an answer."
        yield Objection((*spot, "field"), what, "Name a field that is filled in.")
    elif known[name].page >= page:
        where = "on the same page" if known[name].page == page else "on a later page"
        what = f"The condition asks about “{name}”, which stands {where}."
        cure = "Move that field to an earlier page; what is shown is decided page by page."
        yield Objection((*spot, "field"), what, cure)
    else:
        yield from _check_values(leaf, spot, field)


def _check_values(leaf: Condition, spot: Spot, field: AnswerField) -> Iterator[Objection]:
    wanted: tuple[tuple[Spot, str], ...] = tuple(
        ((*spot, "one_of", place), value) for place, value in enumerate(leaf.one_of or ())
    )
    if leaf.equals is not None:
        wanted = (((*spot, "equals"), leaf.equals),)
    if isinstance(field, TextField | NumberField | DateField):
        yield from _warn_of_typed(wanted, field.id)
        return
    values = option_values(field)
    for place, value in wanted:
        if value not in values:
            what = f"“{field.id}” has no option “{value}”."
            yield Objection(place, what, nearest(value, values))


def _warn_of_typed(wanted: tuple[tuple[Spot, str], ...], name: str) -> Iterator[Objection]:
    for place, value in wanted:
        what = f"“{name}” is typed freely and has to be exactly “{value}”."
        cure = "Make it a choice, or ask with “answered: true”."
        yield Objection(place, what, cure, Severity.WARNING)
