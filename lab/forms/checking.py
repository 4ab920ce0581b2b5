"""What is wrong with a version that is well-formed: everything that only the whole can show."""

from collections.abc import Iterator

from lab.forms.checking_conditions import check_conditions
from lab.forms.checking_fields import check_field
from lab.forms.checking_texts import check_texts
from lab.forms.checking_ways import check_ways
from lab.forms.faults import Objection
from lab.forms.model import RESERVED_PAGES, StaticText, Version
from lab.forms.spots import Spot


def check_version(version: Version) -> tuple[Objection, ...]:
    conditions = tuple(check_conditions(version))
    return (
        *_check_ids(version),
        *_check_fields(version),
        *check_texts(version, version.languages, ()),
        *conditions,
        *(() if conditions else check_ways(version)),
    )


def _check_ids(version: Version) -> Iterator[Objection]:
    seen: dict[str, Spot] = {}
    for spot, name in _ids(version):
        if name in seen:
            yield Objection(spot, f"The id “{name}” is used twice.", "Give each its own id.")
        seen[name] = spot
        if name in RESERVED_PAGES:
            cure = "Choose another; check is the check-answers page, done the confirmation."
            yield Objection(spot, f"The id “{name}” is reserved.", cure)


def _ids(version: Version) -> Iterator[tuple[Spot, str]]:
    for number, page in enumerate(version.pages):
        yield ("pages", number, "id"), page.id
        for place, field in enumerate(page.fields):
            yield ("pages", number, "fields", place, "id"), field.id


def _check_fields(version: Version) -> Iterator[Objection]:
    for number, page in enumerate(version.pages):
        for place, field in enumerate(page.fields):
            if not isinstance(field, StaticText):
                yield from check_field(field, ("pages", number, "fields", place))
