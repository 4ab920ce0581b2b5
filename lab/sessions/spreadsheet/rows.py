"""One record of a table becomes an attempt, or is kept out with the reason."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lab.sessions.spreadsheet import cells
from lab.sessions.spreadsheet.cells import Wrong, not_measured
from lab.sessions.spreadsheet.folding import all_folded, folded
from lab.sessions.spreadsheet.model import Column, Meaning, Refused, Trouble, VersionNames
from lab.sessions.spreadsheet.records import Record
from lab.sessions.spreadsheet.versions import closest, preference_of, version_of
from lab.statistics.attempts import AttemptRow

YES_OR_NO = (Meaning.CORRECT, Meaning.FINISHED, Meaning.GAVE_UP)
NEVER_MISSING = frozenset({Meaning.PARTICIPANT, Meaning.VERSION, *YES_OR_NO})
TOTALS = all_folded(
    "summe summen gesamt gesamtsumme gesamtergebnis insgesamt mittelwert mittel mw durchschnitt "
    "schnitt median standardabweichung sd stabw anzahl prozent anteil total totals sum mean "
    "average avg count percent minimum maximum min max"
)
FIRST = all_folded("erste erster erstes zuerst first anfang")
SECOND = all_folded("zweite zweiter zweites danach second dann")
SCALES = {Meaning.SUS: (0.0, 100.0), Meaning.SEQ: (1.0, 7.0)}


@dataclass(frozen=True, slots=True)
class Reader:
    """How the cells of one table are read. versions: what the table calls the two. ticked: columns
    where an empty cell means no.
    """

    columns: tuple[Column, ...]
    width: int
    decimal: str
    names: VersionNames
    versions: tuple[str, ...]
    ticked: frozenset[Meaning]


@dataclass(frozen=True, slots=True)
class Attempted:
    """What a record says. task: "" where the table has none. period: None where it is not told."""

    record: Record
    participant: str
    task: str
    period: int | None
    simulated: bool
    row: AttemptRow


def read_record(record: Record, reader: Reader) -> Attempted | Refused:
    if any(record.cells[reader.width :]):
        return _refused(record, Trouble.TOO_MANY_CELLS)
    said: dict[Meaning, Any] = {}
    if _is_totals(record, reader):
        return _refused(record, Trouble.TOTALS)
    for column in reader.columns:
        text = cell_of(record, column)
        value = _value(text, column, reader)
        if isinstance(value, Wrong):
            line, last = record.line, record.last_line
            return Refused(line, last, value.trouble, column.title, text, value.meant)
        said[column.meaning] = value
    return _attempted(record, said)


def cell_of(record: Record, column: Column) -> str:
    """Spreadsheet programs leave out the empty cells at a line's end."""
    return record.cells[column.place] if column.place < len(record.cells) else ""


def _refused(record: Record, trouble: Trouble) -> Refused:
    return Refused(record.line, record.last_line, trouble)


def _is_totals(record: Record, reader: Reader) -> bool:
    first = next(cell for cell in record.cells if cell)
    version = next(cell_of(record, c) for c in reader.columns if c.meaning == Meaning.VERSION)
    words = re.sub(r"[:=].*", "", first)
    return folded(words) in TOTALS and version_of(version, reader.names) is None


def _value(text: str, column: Column, reader: Reader) -> Any:
    """What the cell says; None: nothing. Wrong: it cannot be taken."""
    meaning = column.meaning
    if meaning in reader.ticked and not_measured(text):
        return False
    if not_measured(text) and meaning not in NEVER_MISSING:
        return None
    return _READERS[meaning](text, column, reader)


def _participant(text: str, _column: Column, _reader: Reader) -> str | Wrong:
    return Wrong(Trouble.NO_PARTICIPANT) if not_measured(text) else text


def _version(text: str, _column: Column, reader: Reader) -> str | Wrong:
    if not text:
        return Wrong(Trouble.NO_VERSION)
    found = version_of(text, reader.names)
    return found or Wrong(Trouble.UNKNOWN_VERSION, closest(text, reader.versions))


def _yes_or_no(text: str, _column: Column, _reader: Reader) -> bool | Wrong:
    return Wrong(Trouble.EMPTY) if not_measured(text) else cells.yes_or_no(text)


def _place(text: str, _column: Column, reader: Reader) -> int | Wrong:
    word = folded(text)
    if word in FIRST or word in SECOND:
        return 1 if word in FIRST else 2
    value = cells.whole(text.rstrip("."), reader.decimal)
    return Wrong(Trouble.NOT_A_PLACE) if isinstance(value, Wrong) or value < 1 else value


def _scale(text: str, column: Column, reader: Reader) -> float | Wrong:
    return cells.between(text, reader.decimal, *SCALES[column.meaning])


def _preference(text: str, _column: Column, reader: Reader) -> str | Wrong:
    return preference_of(text, reader.names) or Wrong(Trouble.UNKNOWN_PREFERENCE)


_READERS: Mapping[Meaning, Callable[[str, Column, Reader], Any]] = {
    Meaning.PARTICIPANT: _participant,
    Meaning.VERSION: _version,
    Meaning.TASK: lambda text, column, reader: text,
    Meaning.PERIOD: _place,
    Meaning.CORRECT: _yes_or_no,
    Meaning.FINISHED: _yes_or_no,
    Meaning.GAVE_UP: _yes_or_no,
    Meaning.TIME: lambda text, column, reader: cells.seconds(text, reader.decimal, column.unit),
    Meaning.WRONG_FACTS: lambda text, column, reader: cells.whole(text, reader.decimal),
    Meaning.SUS: _scale,
    Meaning.SEQ: _scale,
    Meaning.PREFERENCE: _preference,
    Meaning.TECHNICAL: _yes_or_no,
    Meaning.SIMULATED: _yes_or_no,
    Meaning.GROUP: lambda text, column, reader: text,
}


def _attempted(record: Record, said: Mapping[Meaning, Any]) -> Attempted | Refused:
    """Where only one of "correct" and "finished" is told, the other follows it."""
    finished, correct = _finished(said), said.get(Meaning.CORRECT)
    if correct and finished is False:
        return _refused(record, Trouble.CORRECT_BUT_NOT_FINISHED)
    told = [one for one in (correct, finished) if one is not None]
    row = AttemptRow(
        participant=folded_name(said[Meaning.PARTICIPANT]),
        version=said[Meaning.VERSION],
        period=said.get(Meaning.PERIOD) or 1,
        completed_correctly=told[0] if told else True,
        finished=told[-1] if told else True,
        seconds=said.get(Meaning.TIME),
        wrong_facts=said.get(Meaning.WRONG_FACTS),
        sus=said.get(Meaning.SUS),
        seq=said.get(Meaning.SEQ),
        preference=said.get(Meaning.PREFERENCE),
        technical=bool(said.get(Meaning.TECHNICAL)),
        group=said.get(Meaning.GROUP),
    )
    simulated = bool(said.get(Meaning.SIMULATED))
    task = said.get(Meaning.TASK) or ""
    name, period = said[Meaning.PARTICIPANT], said.get(Meaning.PERIOD)
    return Attempted(record, name, task, period, simulated, row)


def _finished(said: Mapping[Meaning, Any]) -> bool | None:
    if Meaning.GAVE_UP in said:
        return not said[Meaning.GAVE_UP]
    return said.get(Meaning.FINISHED)


def folded_name(name: str) -> str:
    """P1, p1 and P 1 are one participant."""
    return "".join(name.casefold().split())


def ticked_columns(columns: Sequence[Column], records: Sequence[Record]) -> frozenset[Meaning]:
    """Columns of crosses: an empty cell there means no."""
    return frozenset(
        column.meaning
        for column in columns
        if column.meaning in YES_OR_NO
        and cells.only_ticks(cell_of(record, column) for record in records)
    )
