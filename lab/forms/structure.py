"""Turns plain data into a model, or into objections that name each spot and its cure."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from lab.forms.faults import Objection
from lab.forms.model import Text
from lab.forms.model_keys import keys_of, model_at
from lab.forms.plain_words import Mistake, explain
from lab.forms.spots import Data, Spot, has

Model = TypeVar("Model", bound=BaseModel)


def parse(data: Data, model: type[Model]) -> Model | tuple[Objection, ...]:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=True, include_input=True)
    return tuple(_objections(errors, data, model))


def _objections(
    errors: list[ErrorDetails], data: Data, model: type[BaseModel]
) -> Iterator[Objection]:
    seen: set[Spot] = set()
    spots = [_spot(error, data) for error in errors]
    for error, spot in zip(errors, spots, strict=True):
        is_echo = error["type"] == "too_short" and any(
            other[: len(spot)] == spot != other for other in spots
        )
        if spot not in seen and not is_echo:
            seen.add(spot)
            what, cure = explain(_mistake(error, spot, data, model))
            yield Objection(spot, what, cure)


def _spot(error: ErrorDetails, data: Any) -> Spot:
    """The error's place in the data: pydantic adds the names of union members and of keys."""
    spot: Spot = ()
    for step in error["loc"]:
        if spot and isinstance(spot[-1], int) and step == _kind(data):
            continue
        if not has(data, step):
            break
        spot, data = (*spot, step), data[step]
    return (*spot, error["loc"][-1]) if error["type"] == "missing" else spot


def _kind(data: Any) -> Any:
    return data.get("kind") if isinstance(data, dict) else None


def _mistake(error: ErrorDetails, spot: Spot, data: Data, root: type[BaseModel]) -> Mistake:
    around = model_at(root, data, spot[:-1])
    names = [str(step) for step in spot if isinstance(step, str)]
    return Mistake(
        type=error["type"],
        name=names[-1] if names else "the definition",
        given=error["input"],
        details=error.get("ctx", {}),
        allowed=keys_of(around) if around else (),
        is_text=model_at(root, data, spot) is Text,
        is_item=bool(spot) and isinstance(spot[-1], int),
    )
