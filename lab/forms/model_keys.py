"""Which model describes one spot of a definition, and which keys may stand there?"""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from lab.forms.spots import Spot, inside


def model_at(root: type[BaseModel], data: Any, spot: Spot) -> type[BaseModel] | None:
    """The model of the mapping at the spot; None where texts are kept by free keys."""
    models: tuple[type[BaseModel], ...] = (root,)
    for step in spot:
        if isinstance(step, str):
            models = _below(_chosen(models, data), step, models)
        data = inside(data, (step,))
    return _chosen(models, data)


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _below(
    model: type[BaseModel] | None, key: str, around: tuple[type[BaseModel], ...]
) -> tuple[type[BaseModel], ...]:
    for name, info in model.model_fields.items() if model else ():
        if key in (name, info.alias):
            return tuple(dict.fromkeys(_models_in(info.annotation)))
    return around  # a free key, as in messages


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _chosen(models: tuple[type[BaseModel], ...], data: Any) -> type[BaseModel] | None:
    """Of several kinds of fields the one that the data name."""
    kind = data.get("kind") if isinstance(data, dict) else None
    for model in models:
        info = model.model_fields.get("kind")
        if len(models) == 1 or (info and kind in get_args(info.annotation)):
            return model
    return None
