"""Rows that repeat or contradict each other are kept out; of contradicting ones both."""

from collections.abc import Sequence
from dataclasses import replace

from lab.sessions.spreadsheet.model import Refused, Trouble
from lab.sessions.spreadsheet.records import Record
from lab.sessions.spreadsheet.rows import Attempted

Sorted = tuple[tuple[Attempted, ...], tuple[Refused, ...]]


def without_repeats(records: Sequence[Record]) -> tuple[tuple[Record, ...], tuple[Refused, ...]]:
    """The first of records that say the same in every cell, and the others as refused."""
    first: dict[tuple[str, ...], int] = {}
    kept, refused = [], []
    for record in records:
        said = tuple(cell.casefold() for cell in record.cells)
        line = first.setdefault(said, record.line)
        if line == record.line:
            kept.append(record)
        else:
            refused.append(_refused(record, Trouble.DUPLICATE, line))
    return tuple(kept), tuple(refused)


def without_contradictions(attempts: Sequence[Attempted]) -> Sorted:
    """One person has one attempt at a task with a version. Without tasks nothing contradicts."""
    lines: dict[tuple[str, str, str], list[int]] = {}
    for one in attempts:
        if one.task:
            lines.setdefault(_key(one), []).append(one.record.line)
    kept, refused = [], []
    for one in attempts:
        others = [line for line in lines.get(_key(one), ()) if line != one.record.line]
        if others:
            refused.append(_refused(one.record, Trouble.CONTRADICTION, others[0]))
        else:
            kept.append(one)
    return tuple(kept), tuple(refused)


def without_simulated(attempts: Sequence[Attempted]) -> Sorted:
    """Simulated attempts count only where there are no people's."""
    if all(one.simulated for one in attempts):
        return tuple(attempts), ()
    refused = [_refused(one.record, Trouble.SIMULATED, 0) for one in attempts if one.simulated]
    return tuple(one for one in attempts if not one.simulated), tuple(refused)


def with_sure_order(attempts: Sequence[Attempted]) -> tuple[Attempted, ...]:
    """Who lacks a place in the order anywhere has none at all."""
    unsure = {one.row.participant for one in attempts if one.period is None}
    return tuple(
        replace(one, row=replace(one.row, period=1)) if one.row.participant in unsure else one
        for one in attempts
    )


def _key(one: Attempted) -> tuple[str, str, str]:
    return one.row.participant, one.row.version, one.task.casefold()


def _refused(record: Record, trouble: Trouble, other: int) -> Refused:
    return Refused(record.line, record.last_line, trouble, other=other)
