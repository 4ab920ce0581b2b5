"""Puts placeholders for what is broken in a definition, so that the rest can be checked too.

The salvaged model is only looked at for further faults; it is never used.
"""

import copy
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel

from lab.forms.faults import Objection
from lab.forms.spots import Data, Spot, inside
from lab.forms.structure import parse

Model = TypeVar("Model", bound=BaseModel)

_ROUNDS = 6
_SAID = {"de": "…", "en": "…", "de_easy": "…"}
_OPTIONS = [{"value": f"placeholder_{number}", "label": _SAID} for number in (1, 2)]
_PAGE = {"id": "placeholder_page", "title": _SAID}
_FIELD = {"kind": "static", "id": "placeholder", "text": _SAID}
_STAND_INS: dict[str, Any] = {
    **dict.fromkeys(("title", "label", "text", "authority", "submit_label", "scenario"), _SAID),
    **dict.fromkeys(("de", "value"), "…"),
    **dict.fromkeys(("form", "version", "study"), "placeholder"),
    "compare": "words",
    "options": _OPTIONS,
    "samples": _OPTIONS,
    "pages": [_PAGE],
    "confirmation": {"title": _SAID, "text": _SAID},
    "key": {},
    "seed": "1",
}
_ENTRIES: dict[str, Any] = {"pages": _PAGE, "fields": _FIELD, "options": _OPTIONS[0]}


def salvage(
    data: Data, objections: Iterable[Objection], model: type[Model]
) -> tuple[Model | None, frozenset[Spot]]:
    """The model without its broken parts (None: beyond repair), and the spots put right."""
    repaired = copy.deepcopy(data)
    replaced: set[Spot] = set()
    todo = tuple(objections)
    for _ in range(_ROUNDS):
        for objection in todo:
            replaced.add(_replace(repaired, objection.spot))
        parsed = parse(repaired, model)
        if not isinstance(parsed, tuple):
            return parsed, frozenset(replaced)
        todo = parsed
    return None, frozenset(replaced)


def outside(objections: Iterable[Objection], replaced: frozenset[Spot]) -> tuple[Objection, ...]:
    """The objections that do not complain about a placeholder."""
    return tuple(
        objection
        for objection in objections
        if not any(objection.spot[: len(spot)] == spot for spot in replaced)
    )


def _replace(data: Data, spot: Spot) -> Spot:
    """Puts right the innermost part around the spot that can be, and says which."""
    if not spot:
        return spot
    around, step = inside(data, spot[:-1]), spot[-1]
    if isinstance(around, dict) and isinstance(step, str):
        _set_or_delete(around, spot)
        return spot
    if isinstance(around, list) and isinstance(step, int) and spot[-2] in _ENTRIES:
        around[step] = _entry(around[step], spot)
        return spot
    return _replace(data, spot[:-1])


def _set_or_delete(around: dict[str, Data], spot: Spot) -> None:
    key = str(spot[-1])
    if key == "id":
        around["id"] = "_".join(("placeholder", *map(str, spot)))
    elif key in _STAND_INS:
        around[key] = copy.deepcopy(_STAND_INS[key])
    else:
        around.pop(key, None)


def _entry(entry: Data, spot: Spot) -> Data:
    """A field of an unknown kind becomes a text field, so that its id stays known."""
    if isinstance(entry, dict) and spot[-2] == "fields":
        return {**entry, "kind": "text"}
    stand_in: dict[str, Data] = copy.deepcopy(_ENTRIES[str(spot[-2])])
    key = "value" if "value" in stand_in else "id"
    return {**stand_in, key: "_".join(("placeholder", *map(str, spot)))}
