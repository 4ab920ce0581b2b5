"""What was taken for granted while reading a table, so that it can be said."""

from collections.abc import Iterator, Sequence
from statistics import median

from lab.sessions.spreadsheet.cells import not_measured, number
from lab.sessions.spreadsheet.model import Column, Meaning, Noted, Remark
from lab.sessions.spreadsheet.records import Record
from lab.sessions.spreadsheet.rows import NEVER_MISSING, Attempted, Reader, cell_of

SHORTEST_USUAL = 30.0
"""Seconds: half of the people done with a form in less is rather a matter of minutes."""
COMPLETION = frozenset({Meaning.CORRECT, Meaning.FINISHED, Meaning.GAVE_UP})


def remarks(
    reader: Reader, header_line: int, attempts: Sequence[Attempted], records: Sequence[Record]
) -> tuple[Noted, ...]:
    """header_line: records above it were left out."""
    return (
        *_above(header_line),
        *_ticks(reader),
        *_completion({column.meaning for column in reader.columns}),
        *_times(reader, attempts, records),
        *_marks(reader, records),
        *_spellings(attempts),
        *_preferences(attempts),
        *_groups(attempts),
    )


def _above(lines: int) -> Iterator[Noted]:
    if lines:
        yield Noted(Remark.LINES_ABOVE, (str(lines),))


def _ticks(reader: Reader) -> Iterator[Noted]:
    for column in reader.columns:
        if column.meaning in reader.ticked:
            yield Noted(Remark.BLANK_IS_NO, (column.title,))


def _completion(meanings: set[Meaning]) -> Iterator[Noted]:
    if not meanings & COMPLETION:
        yield Noted(Remark.COMPLETION_UNKNOWN)
    elif Meaning.CORRECT not in meanings:
        yield Noted(Remark.NOT_JUDGED)


def _times(
    reader: Reader, attempts: Sequence[Attempted], records: Sequence[Record]
) -> Iterator[Noted]:
    column = next((one for one in reader.columns if one.meaning == Meaning.TIME), None)
    if column is None:
        return
    if column.unit is None and _has_bare_numbers(column, reader, records):
        yield Noted(Remark.SECONDS_ASSUMED, (column.title,))
        times = [one.row.seconds for one in attempts if one.row.seconds is not None]
        if times and median(times) < SHORTEST_USUAL:
            yield Noted(Remark.SHORT_TIMES, (column.title,))
    missing = sum(one.row.completed_correctly and one.row.seconds is None for one in attempts)
    if missing:
        yield Noted(Remark.TIMES_MISSING, (str(missing),))


def _has_bare_numbers(column: Column, reader: Reader, records: Sequence[Record]) -> bool:
    return any(isinstance(number(cell_of(one, column), reader.decimal), float) for one in records)


def _marks(reader: Reader, records: Sequence[Record]) -> Iterator[Noted]:
    marks = {
        text
        for column in reader.columns
        if column.meaning not in NEVER_MISSING
        for record in records
        if (text := cell_of(record, column)) and not_measured(text)
    }
    if marks:
        yield Noted(Remark.NOT_MEASURED, tuple(sorted(marks)))


def _spellings(attempts: Sequence[Attempted]) -> Iterator[Noted]:
    spelled: dict[str, dict[str, None]] = {}
    for one in attempts:
        spelled.setdefault(one.row.participant, {})[one.participant] = None
    for names in spelled.values():
        if len(names) > 1:
            yield Noted(Remark.SPELLINGS, tuple(names))


def _preferences(attempts: Sequence[Attempted]) -> Iterator[Noted]:
    said: dict[str, dict[str, int]] = {}
    for one in attempts:
        if one.row.preference:
            said.setdefault(one.row.participant, {})[one.row.preference] = one.record.line
    for answers in said.values():
        if len(answers) > 1:
            yield Noted(Remark.TWO_PREFERENCES, tuple(str(line) for line in answers.values()))


def _groups(attempts: Sequence[Attempted]) -> Iterator[Noted]:
    said: dict[str, set[str]] = {}
    for one in attempts:
        if one.row.group:
            said.setdefault(one.participant, set()).add(one.row.group)
    several = tuple(person for person, groups in said.items() if len(groups) > 1)
    if several:
        yield Noted(Remark.TWO_GROUPS, several)
