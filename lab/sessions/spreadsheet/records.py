"""From text to records of cells with their lines; a record may run over several lines."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from lab.sessions.spreadsheet.model import Refused, Trouble

SEPARATORS = (";", ",", "\t", "|")
SEPARATOR_LINE = re.compile(r'\A"?sep=(.)"?[\r\n]', re.IGNORECASE)
"""Excel's own first line, as in `sep=;`."""


@dataclass(frozen=True, slots=True)
class Record:
    """Cells without blanks around them; lines as an editor counts them, from 1."""

    line: int
    last_line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Records:
    separator: str
    records: tuple[Record, ...]
    refused: tuple[Refused, ...]


def declared_separator(text: str) -> str | None:
    """What a first line such as `sep=;` says."""
    found = SEPARATOR_LINE.match(text)
    return found.group(1) if found else None


def records_of(text: str, separator: str, most: int | None = None) -> Records:
    """Without blank records and without the line that declares the separator."""
    found, refused = [], []
    declared = declared_separator(text) is not None
    for one in islice(_every(text, separator), most):
        if isinstance(one, Refused):
            refused.append(one)
        elif not one.blank and not (declared and one.line == 1):
            found.append(one)
    return Records(separator, tuple(found), tuple(refused))


def _every(text: str, separator: str) -> Iterator[Record | Refused]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        begun = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Refused(begun, reader.line_num, Trouble.QUOTES)
        else:
            yield Record(begun, reader.line_num, tuple(" ".join(cell.split()) for cell in cells))
