"""Reads a YAML file into texts, lists and mappings, and remembers the line of every spot.

Every scalar stays the text that was written (`01067`, `no`), because a form is made of texts and
YAML's guesses at numbers, dates and truth values have spoilt many.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import ReaderError

from lab.forms.faults import DefinitionFaults, Fault, Objection
from lab.forms.spots import Data, Spot, show_path
from lab.forms.yaml_text import read_text
from lab.forms.yaml_trouble import explain

MAX_DEPTH = 40
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """What one file says, with the line of every spot and what YAML itself got wrong."""

    file: str
    data: Data
    lines: Mapping[Spot, int]
    objections: tuple[Objection, ...] = ()

    def fault(self, objection: Objection) -> Fault:
        """The objection with file and line: the line of the spot or of what surrounds it."""
        spot = objection.spot
        while spot not in self.lines and spot:
            spot = spot[:-1]
        path = show_path(objection.spot)
        line = self.lines.get(spot, 1)
        return Fault(
            self.file, line, path, objection.what, objection.cure, severity=objection.severity
        )


def read_source(path: Path) -> Source:
    """Raises DefinitionFaults for a file that is no readable YAML at all."""
    text = read_text(path)
    reading = _Reading(yaml.parse(text, Loader=_LOADER))
    try:
        data = reading.document()
    except yaml.YAMLError as error:
        raise DefinitionFaults([_syntax_fault(path, text, error)]) from error
    except _TooDeepError as error:
        what = f"Lists and keys are nested more than {MAX_DEPTH} deep."
        cure = "No form needs that: take the innermost ones out."
        raise DefinitionFaults([Fault(str(path), error.line, "", what, cure)]) from error
    return Source(str(path), data, reading.lines, tuple(reading.objections))


def _syntax_fault(path: Path, text: str, error: yaml.YAMLError) -> Fault:
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Fault(str(path), line, "", *explain(error.reason, text, line))
    mark = getattr(error, "problem_mark", None)
    context = str(getattr(error, "context", ""))
    if "quoted" in context or "flow" in context:  # where it was opened says more than the end
        mark = getattr(error, "context_mark", None) or mark
    line = mark.line + 1 if mark else 1
    return Fault(str(path), line, "", *explain(str(getattr(error, "problem", "")), text, line))


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(slots=True)
class _Reading:
    """Builds the data from the stream of YAML events, so that depth is met, not suffered."""

    events: Iterator[Any]
    lines: dict[Spot, int] = field(default_factory=dict)
    objections: list[Objection] = field(default_factory=list)

    def document(self) -> Data:
        next(self.events)  # the start of the stream
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return ""
        data = self._node(next(self.events), ())
        next(self.events)  # the end of the document
        if not isinstance(next(self.events), yaml.StreamEndEvent):
            cure = "Keep one and delete the line “---” with what follows."
            self._object((), "The file holds several YAML documents.", cure)
        return data

    def _node(self, event: Any, spot: Spot) -> Data:
        line = event.start_mark.line + 1
        self.lines.setdefault(spot, line)
        if len(spot) > MAX_DEPTH:
            raise _TooDeepError(line)
        self._refuse_extras(event, spot)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(spot)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(spot)
        return "" if isinstance(event, yaml.AliasEvent) else self._scalar(event.value, spot)

    def _list(self, spot: Spot) -> Data:
        items: list[Data] = []
        for event in self._until(yaml.SequenceEndEvent):
            items.append(self._node(event, (*spot, len(items))))
        return items

    def _mapping(self, spot: Spot) -> Data:
        entries: dict[str, Data] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._key(event, spot)
            below = (*spot, key)
            if key in entries:
                self._refuse_twice(below, event.start_mark.line + 1)
            self.lines[below] = event.start_mark.line + 1
            entries[key] = self._node(next(self.events), below)
        return entries

    def _until(self, end: type) -> Iterator[Any]:
        while not isinstance(event := next(self.events), end):
            yield event

    def _key(self, event: Any, spot: Spot) -> str:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event, spot)
            return str(event.value)
        key = self._node(event, (*spot, f"line {event.start_mark.line + 1}"))
        cure = "Write one word and a colon; a text that begins with { or [ needs quotes."
        self._object(spot, "A key is a list, a mapping or an alias instead of a word.", cure)
        return str(key)

    def _scalar(self, value: str, spot: Spot) -> str:
        if hidden := _INVISIBLE.search(value):
            what = f"The text holds an invisible control character (U+{ord(hidden[0]):04X})."
            self._object(spot, what, "Type the text anew instead of pasting it.")
            return _INVISIBLE.sub("", value)
        return value

    def _refuse_extras(self, event: Any, spot: Spot) -> None:
        name = event.anchor or "" if isinstance(event, yaml.NodeEvent) else ""
        if isinstance(event, yaml.AliasEvent):
            cure = "Write the text out, or put it in quotes if the * belongs to it."
            self._object(spot, f"“*{name}” refers to another place of the file.", cure)
        elif name:
            cure = "Delete it, or put the text in quotes if the & belongs to it."
            self._object(spot, f"“&{name}” names a place for reuse.", cure)
        if getattr(event, "tag", None):
            cure = "Delete it: everything is read as text, and numbers are recognised by place."
            self._object(spot, f"“{event.tag}” sets a YAML type.", cure)

    def _refuse_twice(self, spot: Spot, line: int) -> None:
        first = self.lines[spot]
        what = f"The key “{spot[-1]}” is there twice, first in line {first}."
        self.lines[spot] = line
        self._object(spot, what, "Keep one of the two.")

    def _object(self, spot: Spot, what: str, cure: str) -> None:
        self.objections.append(Objection(spot, what, cure))
