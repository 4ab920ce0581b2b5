"""Finds every way through a version: which pages and fields citizens can come to see."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from lab.errors import LabError
from lab.forms.broken_rules import option_values
from lab.forms.condition import Answer, Answers, Condition, holds, leaves, wanted_values
from lab.forms.journey import path, shown_fields
from lab.forms.model import (
    CHECK_PAGE,
    AnswerField,
    ChoiceField,
    DateField,
    NumberField,
    Page,
    StaticText,
    TextField,
    Version,
)

MOST_WAYS = 2000
_SOMETHING = "…"
_TRIED_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class Way:
    """One way through: the pages and fields shown, and answers that lead along it."""

    pages: tuple[str, ...]
    fields: tuple[str, ...]
    answers: Answers


class TooManyWaysError(LabError):
    """So many conditions that not every way can be walked."""


def shortest_path(version: Version, answers: Answers) -> tuple[str, ...]:
    """The pages that a person with these answers cannot avoid, the check-answers page included."""
    pages = tuple(page.id for page in path(version, answers))
    return (*pages, CHECK_PAGE) if version.check_answers else pages


def ways(version: Version, most: int = MOST_WAYS) -> tuple[Way, ...]:
    """Every way, once each. Raises TooManyWaysError."""
    tested = tested_values(version)
    found = [Way((), (), {})]
    for number, page in enumerate(version.pages):
        later = frozenset(leaf.field or "" for leaf in _tests(version.pages[number + 1 :]))
        found = _merged(_onward(found, page, tested), later, most)
    return tuple(found)


def tested_values(version: Version) -> Mapping[str, tuple[str, ...]]:
    """By field id, the answers that conditions ask for; fields that no condition names are out."""
    tested: dict[str, dict[str, None]] = {}
    for leaf in _tests(version.pages):
        tested.setdefault(leaf.field or "", {}).update(dict.fromkeys(wanted_values(leaf)))
    return {field: tuple(values) for field, values in tested.items()}


def _tests(pages: Iterable[Page]) -> Iterator[Condition]:
    for page in pages:
        for part in (page, *page.fields):
            yield from leaves(part.show_if)


def _onward(
    found: Iterable[Way], page: Page, tested: Mapping[str, tuple[str, ...]]
) -> Iterator[Way]:
    for way in found:
        if not holds(page.show_if, way.answers):
            yield way
            continue
        shown = shown_fields(page, way.answers)
        fields = (*way.fields, *(field.id for field in shown))
        asked = {f.id: f for f in shown if f.id in tested and not isinstance(f, StaticText)}
        for chosen in product(*(_candidates(f, tested[f.id]) for f in asked.values())):
            answers = {**way.answers, **dict(zip(asked, chosen, strict=True))}
            yield Way((*way.pages, page.id), fields, answers)


def _merged(found: Iterable[Way], later: frozenset[str], most: int) -> list[Way]:
    """Ways that look the same and whose answers make no difference later are one."""
    kept: dict[object, Way] = {}
    for way in found:
        open_answers = tuple((f, a) for f, a in way.answers.items() if f in later)
        kept.setdefault((way.pages, way.fields, open_answers), way)
        if len(kept) > most:
            what = f"Conditions make more than {most} ways through the version."
            cure = "Let fewer fields decide what is shown, or join fields into one choice."
            raise TooManyWaysError(what, cure=cure)
    return list(kept.values())


def _candidates(field: AnswerField, tested: tuple[str, ...]) -> tuple[Answer, ...]:
    """Answers that make a difference to some condition, and one that is none of those."""
    other = next((value for value in _values(field) if value not in tested), None)
    values = (*(value for value in tested if value), *((other,) if other else ()))
    if isinstance(field, ChoiceField) and field.kind == "checkboxes":
        return _subsets(values, field.required)
    return values if field.required else (*values, "")


def _values(field: AnswerField) -> tuple[str, ...]:
    if isinstance(field, TextField | NumberField | DateField):
        return (_SOMETHING,)
    return option_values(field)


def _subsets(values: tuple[str, ...], required: bool) -> tuple[Answer, ...]:
    """Every selection; of many options only none, each alone, and all of them."""
    sizes = range(len(values) + 1) if len(values) <= _TRIED_OPTIONS else (0, 1, len(values))
    return tuple(
        chosen for size in sizes for chosen in combinations(values, size) if chosen or not required
    )
