"""Loads the versions of a form from their YAML files, or says everything that is wrong in them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from lab.forms.checking import check_version
from lab.forms.faults import DefinitionFaults, Fault, Objection, errors_in
from lab.forms.model import Version
from lab.forms.salvage import outside, salvage
from lab.forms.structure import parse
from lab.forms.yaml_source import Source, read_source

STUDY_FILE = "study.yaml"

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Examined(Generic[Model]):
    """One file's model, None when it has errors, and every fault found in it."""

    source: Source | None
    model: Model | None
    faults: tuple[Fault, ...]

    def usable(self) -> Model:
        """Raises DefinitionFaults when there are errors."""
        if self.model is None:
            raise DefinitionFaults(errors_in(self.faults))
        return self.model


def load_version(path: Path) -> Version:
    """Raises DefinitionFaults with every fault of the file."""
    return examine_version(path).usable()


def examine_version(path: Path) -> Examined[Version]:
    return examine(path, Version, lambda version: _check(version, path))


def examine(
    path: Path, model: type[Model], check: Callable[[Model], Iterable[Objection]]
) -> Examined[Model]:
    """Reads, parses and checks one file; never raises for anything a file can hold."""
    try:
        source = read_source(path)
    except DefinitionFaults as unreadable:
        return Examined(None, None, unreadable.faults)
    parsed = parse(source.data, model)
    objections = _without_echoes(source.objections, parsed if isinstance(parsed, tuple) else ())
    if isinstance(parsed, tuple):
        salvaged, replaced = salvage(source.data, parsed, model)
        objections += outside(check(salvaged), replaced) if salvaged else ()
    else:
        objections += tuple(check(parsed))
    faults = located(source, objections)
    usable = None if isinstance(parsed, tuple) or errors_in(faults) else parsed
    return Examined(source, usable, faults)


def located(source: Source, objections: Iterable[Objection]) -> tuple[Fault, ...]:
    """The objections as faults of the file, from top to bottom."""
    return tuple(sorted(map(source.fault, objections), key=lambda fault: fault.line))


def _without_echoes(
    yaml: tuple[Objection, ...], structure: tuple[Objection, ...]
) -> tuple[Objection, ...]:
    refused = {objection.spot for objection in yaml}
    return yaml + tuple(each for each in structure if each.spot not in refused)


def _check(version: Version, path: Path) -> tuple[Objection, ...]:
    objections = check_version(version)
    if version.version == path.stem:
        return objections
    what = f"The file is called {path.name}, but the version is “{version.version}”."
    cure = f"Write “version: {path.stem}”, or rename the file to {version.version}.yaml."
    return (Objection(("version",), what, cure), *objections)
