"""Are all texts there in every language that the definition declares?"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from lab.forms.faults import Objection
from lab.forms.model import Text
from lab.forms.spots import Spot

_NAMES = {"en": "English", "de_easy": "very easy German"}


def check_texts(
    part: BaseModel, languages: Iterable[str], but: Collection[str]
) -> Iterator[Objection]:
    """`but`: keys whose texts need no translation, such as names."""
    for language in languages:
        for spot, text in texts_in(part):
            if getattr(text, language) is None and not set(but) & set(spot):
                what = f"The text is missing in {_NAMES[language]}."
                cure = f"Add “{language}:” beside “de:”, or take {language} out of “languages”."
                yield Objection(spot, what, cure)


def texts_in(part: Any, spot: Spot = ()) -> Iterator[tuple[Spot, Text]]:
    """Every text of a definition with its spot, from top to bottom."""
    if isinstance(part, Text):
        yield spot, part
        return
    for key, inner in _parts(part):
        yield from texts_in(inner, (*spot, key))


def _parts(part: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(part, BaseModel):
        for name, info in type(part).model_fields.items():
            yield info.alias or name, getattr(part, name)
    elif isinstance(part, Mapping):
        for key, inner in part.items():
            yield str(key), inner
    elif isinstance(part, tuple):
        yield from enumerate(part)
