"""The error ledger: each answer the form rejected, what was shown, and whether it was put right."""

from collections.abc import Sequence
from dataclasses import dataclass

from lab.sessions.events import Event, EventKind


@dataclass(frozen=True, slots=True)
class ErrorEntry:
    """One validation error. `number` counts the sendings of its page in this attempt, from 1.

    repair_seconds: until the page was sent without an error in this field, by the server's
    clock; None when that never happened.
    """

    page: str
    field: str
    rule: str
    message: str
    number: int
    repair_seconds: float | None

    @property
    def repaired(self) -> bool:
        return self.repair_seconds is not None


def error_ledger(events: Sequence[Event]) -> tuple[ErrorEntry, ...]:
    """In the order in which the errors were shown."""
    sendings = _sendings(events)
    return tuple(
        _entry(error, sending, sendings[place + 1 :])
        for place, sending in enumerate(sendings)
        for error in sending.errors
    )


@dataclass(frozen=True, slots=True)
class _Sending:
    page: str
    number: int
    t_ms: float
    errors: tuple[Event, ...]

    def rejects(self, field: str) -> bool:
        return any(error.field == field for error in self.errors)


def _sendings(events: Sequence[Event]) -> tuple[_Sending, ...]:
    kinds = (EventKind.PAGE_SUBMITTED, EventKind.VALIDATION_ERROR)
    told = sorted((event for event in events if event.kind in kinds), key=lambda e: e.seq)
    submits = [place for place, e in enumerate(told) if e.kind == EventKind.PAGE_SUBMITTED]
    ends = [*submits[1:], len(told)][: len(submits)]
    return tuple(
        _Sending(
            page=told[start].page,
            number=int(told[start].data["number"]),
            t_ms=told[start].t_ms,
            errors=tuple(told[start + 1 : end]),
        )
        for start, end in zip(submits, ends, strict=True)
    )


def _entry(error: Event, sending: _Sending, later: Sequence[_Sending]) -> ErrorEntry:
    repaired_at = next(
        (
            other.t_ms
            for other in later
            if other.page == sending.page and not other.rejects(error.field)
        ),
        None,
    )
    return ErrorEntry(
        page=sending.page,
        field=error.field,
        rule=str(error.data["rule"]),
        message=str(error.data.get("message", "")),
        number=sending.number,
        repair_seconds=None if repaired_at is None else (repaired_at - sending.t_ms) / 1000,
    )
