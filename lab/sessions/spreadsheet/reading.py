"""Reads a whole table: bytes in, attempts and what was kept out by line."""

from collections.abc import Sequence

from lab.sessions.spreadsheet.cells import decimal_mark
from lab.sessions.spreadsheet.doubles import (
    with_sure_order,
    without_contradictions,
    without_repeats,
    without_simulated,
)
from lab.sessions.spreadsheet.headers import (
    LATEST_HEADER,
    NEEDED,
    columns_of,
    header_place,
    understood,
)
from lab.sessions.spreadsheet.model import (
    Column,
    Meaning,
    Obstacle,
    OfficeTable,
    Refused,
    Spelling,
    Unreadable,
    VersionNames,
)
from lab.sessions.spreadsheet.records import (
    SEPARATORS,
    Record,
    Records,
    declared_separator,
    records_of,
)
from lab.sessions.spreadsheet.remarks import remarks
from lab.sessions.spreadsheet.rows import (
    SCALES,
    Attempted,
    Reader,
    cell_of,
    read_record,
    ticked_columns,
)
from lab.sessions.spreadsheet.text import decoded
from lab.sessions.spreadsheet.versions import known_names
from lab.statistics.plan import Measure

COUNTS = (Meaning.TIME, Meaning.WRONG_FACTS)
MEASURES = {
    Measure.SUBMITTED_CORRECTLY: (Meaning.CORRECT,),
    Measure.FINISHED: (Meaning.FINISHED, Meaning.GAVE_UP),
    Measure.TIME: (Meaning.TIME,),
    Measure.WRONG_FACTS: (Meaning.WRONG_FACTS,),
    Measure.SUS: (Meaning.SUS,),
    Measure.SEQ: (Meaning.SEQ,),
}


def read_table(content: bytes, names: VersionNames, groups: str = "") -> OfficeTable | Unreadable:
    """groups: the title of the column that says to which group a person belongs."""
    text = decoded(content)
    if isinstance(text, Unreadable):
        return text
    if not text[0].strip():
        return Unreadable(Obstacle.EMPTY)
    separator = _separator(text[0])
    records = records_of(text[0], separator)
    header = header_place([one.cells for one in records.records])
    if header is None:
        return _no_header(records)
    columns = columns_of(records.records[header].cells, groups)
    if isinstance(columns, Unreadable):
        return columns
    return _with_columns(records, header, columns, names, text[1])


def version_cells(content: bytes) -> tuple[str, ...]:
    """What stands in the versions' column, line by line; nothing where there is no such column."""
    text = decoded(content)
    if isinstance(text, Unreadable):
        return ()
    records = records_of(text[0], _separator(text[0]))
    header = header_place([one.cells for one in records.records])
    columns = () if header is None else columns_of(records.records[header].cells)
    if header is None or isinstance(columns, Unreadable):
        return ()
    version = next(column for column in columns if column.meaning == Meaning.VERSION)
    return tuple(cell_of(one, version) for one in records.records[header + 1 :])


def _separator(text: str) -> str:
    """The one by which most of the first lines' titles are understood."""
    declared = declared_separator(text)
    if declared:
        return declared
    return max(SEPARATORS, key=lambda sign: _titles_understood(text, sign))


def _titles_understood(text: str, separator: str) -> tuple[int, int]:
    rows = [one.cells for one in records_of(text, separator, LATEST_HEADER).records]
    return max(((len(understood(row)), len(row)) for row in rows), default=(0, 0))


def _no_header(records: Records) -> Unreadable:
    """Told by the row that says most."""
    rows = [record.cells for record in records.records[:LATEST_HEADER]]
    best = max(rows, key=lambda row: len(understood(row)), default=())
    missing = tuple(meaning for meaning in NEEDED if meaning not in understood(best))
    return Unreadable(Obstacle.NO_HEADER, tuple(title for title in best if title), missing)


def _with_columns(
    records: Records, header: int, columns: tuple[Column, ...], names: VersionNames, encoding: str
) -> OfficeTable | Unreadable:
    measured = _measured(columns)
    if not measured:
        return Unreadable(Obstacle.NO_OUTCOME, tuple(column.title for column in columns))
    head, body = records.records[header], records.records[header + 1 :]
    kept, repeats = without_repeats(body)
    version = next(column for column in columns if column.meaning == Meaning.VERSION)
    said = [cell for record in kept if (cell := cell_of(record, version))]
    known = known_names(said, names)
    if isinstance(known, Unreadable):
        return known
    decimal = _decimal(kept, columns, records.separator)
    ticked = ticked_columns(columns, kept)
    reader = Reader(columns, len(head.cells), decimal, names, known, ticked)
    attempts, wrong = _attempts(kept, reader)
    return OfficeTable(
        spelling=Spelling(encoding, records.separator, decimal),
        columns=columns,
        unused=_unused(head, columns),
        rows=tuple(one.row for one in attempts),
        refused=_by_line((*records.refused, *repeats, *wrong)),
        noted=remarks(reader, header, attempts, kept),
        measured=measured,
        simulated=bool(attempts) and all(one.simulated for one in attempts),
    )


def _decimal(records: Sequence[Record], columns: Sequence[Column], separator: str) -> str:
    counts, scales = (
        [
            cell_of(one, column)
            for column in columns
            if column.meaning in meanings
            for one in records
        ]
        for meanings in (COUNTS, SCALES)
    )
    return decimal_mark(counts, scales, separator)


def _attempts(
    records: Sequence[Record], reader: Reader
) -> tuple[tuple[Attempted, ...], tuple[Refused, ...]]:
    read = [read_record(record, reader) for record in records]
    sound = [one for one in read if isinstance(one, Attempted)]
    wrong = [one for one in read if isinstance(one, Refused)]
    ofpeople, simulated = without_simulated(sound)
    kept, contradicting = without_contradictions(ofpeople)
    return with_sure_order(kept), (*wrong, *simulated, *contradicting)


def _measured(columns: Sequence[Column]) -> tuple[Measure, ...]:
    told = {column.meaning for column in columns}
    return tuple(measure for measure, meanings in MEASURES.items() if told & set(meanings))


def _unused(header: Record, columns: Sequence[Column]) -> tuple[str, ...]:
    used = {column.place for column in columns}
    return tuple(title for place, title in enumerate(header.cells) if title and place not in used)


def _by_line(refused: Sequence[Refused]) -> tuple[Refused, ...]:
    return tuple(sorted(refused, key=lambda one: (one.line, one.trouble)))
