"""What reading a table gives: rows, what each column was taken for, and what was kept out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lab.statistics.attempts import AttemptRow
from lab.statistics.plan import Measure


class Meaning(StrEnum):
    """What a column can hold."""

    PARTICIPANT = "participant"
    VERSION = "version"
    TASK = "task"
    PERIOD = "period"
    CORRECT = "correct"
    FINISHED = "finished"
    GAVE_UP = "gave_up"
    TIME = "time"
    WRONG_FACTS = "wrong_facts"
    SUS = "sus"
    SEQ = "seq"
    PREFERENCE = "preference"
    TECHNICAL = "technical"
    SIMULATED = "simulated"
    GROUP = "group"  # only where the office names the column


class TimeUnit(StrEnum):
    SECONDS = "seconds"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Column:
    """unit: of a time column, where its title says one."""

    place: int
    title: str
    meaning: Meaning
    unit: TimeUnit | None = None


class Trouble(StrEnum):
    """Why a row is kept out."""

    QUOTES = "quotes"
    TOO_MANY_CELLS = "too_many_cells"
    TOTALS = "totals"
    NO_PARTICIPANT = "no_participant"
    NO_VERSION = "no_version"
    UNKNOWN_VERSION = "unknown_version"
    NOT_YES_OR_NO = "not_yes_or_no"
    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    NOT_WHOLE = "not_whole"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_TIME = "not_a_time"
    NOT_POSITIVE = "not_positive"
    NOT_A_PLACE = "not_a_place"
    UNKNOWN_PREFERENCE = "unknown_preference"
    CORRECT_BUT_NOT_FINISHED = "correct_but_not_finished"
    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"
    SIMULATED = "simulated"


HARMLESS = frozenset({Trouble.TOTALS, Trouble.DUPLICATE})
"""Kept out and named, but nothing to put right."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is kept out. line, last_line: as an editor counts them, from 1.

    meant: what the value may be a slip of. other: the line it repeats or contradicts; 0: none.
    """

    line: int
    last_line: int
    trouble: Trouble
    column: str = ""
    value: str = ""
    meant: str = ""
    other: int = 0


class Remark(StrEnum):
    """What was taken for granted and has to be said."""

    LINES_ABOVE = "lines_above"  # before the header
    SECONDS_ASSUMED = "seconds_assumed"
    SHORT_TIMES = "short_times"
    BLANK_IS_NO = "blank_is_no"
    NOT_JUDGED = "not_judged"  # nothing says whether answers were right
    COMPLETION_UNKNOWN = "completion_unknown"
    SPELLINGS = "spellings"  # of one participant
    TWO_PREFERENCES = "two_preferences"
    TWO_GROUPS = "two_groups"  # one person in several
    NOT_MEASURED = "not_measured"  # marks such as "k. A."
    TIMES_MISSING = "times_missing"


@dataclass(frozen=True, slots=True)
class Noted:
    remark: Remark
    values: tuple[str, ...] = ()


class Obstacle(StrEnum):
    """Why a table cannot be read at all."""

    EMPTY = "empty"
    WORKBOOK = "workbook"
    NOT_TEXT = "not_text"
    NO_HEADER = "no_header"
    TWO_COLUMNS = "two_columns"
    NO_OUTCOME = "no_outcome"
    UNKNOWN_VERSIONS = "unknown_versions"
    ONE_VERSION = "one_version"
    NO_GROUPS = "no_groups"  # no such column


@dataclass(frozen=True, slots=True)
class Unreadable:
    """missing: columns the header lacks. values: titles, names, or what the file is."""

    obstacle: Obstacle
    values: tuple[str, ...] = ()
    missing: tuple[Meaning, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the file is written. decimal: "" where no cell tells."""

    encoding: str
    separator: str
    decimal: str


@dataclass(frozen=True, slots=True)
class VersionNames:
    """What an office calls the two versions; "" where it says nothing."""

    original: str = ""
    revised: str = ""


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """Everything that was understood, and by line what was not.

    unused: titles of columns that were left alone. measured: the outcomes the table can tell.
    """

    spelling: Spelling
    columns: tuple[Column, ...]
    unused: tuple[str, ...]
    rows: tuple[AttemptRow, ...]
    refused: tuple[Refused, ...]
    noted: tuple[Noted, ...]
    measured: tuple[Measure, ...]
    simulated: bool

    @property
    def to_put_right(self) -> Sequence[Refused]:
        return [one for one in self.refused if one.trouble not in HARMLESS]
