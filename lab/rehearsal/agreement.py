"""Holds what was recorded against what simulated people really did, kind by kind."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lab.rehearsal.truth import AttemptTruth, ParticipantTruth
from lab.sessions.error_ledger import error_ledger
from lab.sessions.events import Event, EventKind
from lab.sessions.field_measures import field_measures
from lab.sessions.measures import backtracks
from lab.sessions.timing import page_times

Recorded = Mapping[tuple[str, str], Sequence[Event]]
"""All events of an attempt, by session and version."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One kind of fact: how many truly happened, how many were recorded, how many are the same."""

    kind: str
    true: int
    recorded: int
    recovered: int

    @property
    def complete(self) -> bool:
        return self.true == self.recorded == self.recovered


@dataclass(frozen=True, slots=True)
class TimeAgreement:
    """Active time a page, in seconds: the largest and the mean deviation from the truth."""

    pages: int
    largest: float
    mean: float


def agreements(truths: Iterable[ParticipantTruth], recorded: Recorded) -> tuple[Agreement, ...]:
    """Over all attempts; an attempt that was not recorded at all counts as nothing recorded."""
    pairs = _pairs(truths, recorded)
    return tuple(_agreement(kind, pairs, *counted) for kind, counted in _COUNTED.items())


def time_agreement(
    truths: Iterable[ParticipantTruth], recorded: Recorded, idle_seconds: float
) -> TimeAgreement:
    deviations = [
        abs(seconds - true)
        for attempt, events in _pairs(truths, recorded)
        for true, seconds in _page_seconds(attempt, events, idle_seconds)
    ]
    return TimeAgreement(
        pages=len(deviations),
        largest=max(deviations, default=0.0),
        mean=sum(deviations) / len(deviations) if deviations else 0.0,
    )


_Pair = tuple[AttemptTruth, Sequence[Event]]


def _pairs(truths: Iterable[ParticipantTruth], recorded: Recorded) -> list[_Pair]:
    return [
        (attempt, recorded.get((truth.session, attempt.version), ()))
        for truth in truths
        for attempt in truth.attempts
    ]


def _agreement(
    kind: str,
    pairs: Sequence[_Pair],
    truly: Callable[[AttemptTruth], Counter[object]],
    found: Callable[[Sequence[Event]], Counter[object]],
) -> Agreement:
    counted = [(truly(attempt), found(events)) for attempt, events in pairs]
    return Agreement(
        kind=kind,
        true=sum(true.total() for true, _ in counted),
        recorded=sum(seen.total() for _, seen in counted),
        recovered=sum((true & seen).total() for true, seen in counted),
    )


def _number(count: int) -> Counter[object]:
    return Counter({"": count})


def _wrong_facts(events: Sequence[Event]) -> Counter[object]:
    judged = [event.data for event in events if event.kind == EventKind.FACT_JUDGED]
    return Counter(data["fact"] for data in judged if data["outcome"] != "right")


_COUNTED: Mapping[
    str,
    tuple[Callable[[AttemptTruth], Counter[object]], Callable[[Sequence[Event]], Counter[object]]],
] = {
    "validation errors": (
        lambda truth: Counter((e.page, e.field, e.rule) for e in truth.errors),
        lambda events: Counter((e.page, e.field, e.rule) for e in error_ledger(events)),
    ),
    "back steps": (
        lambda truth: _number(truth.back_steps),
        lambda events: _number(backtracks(events)),
    ),
    "changed answers": (
        lambda truth: _number(truth.changed_answers),
        lambda events: _number(sum(field.changes for field in field_measures(events))),
    ),
    "help openings": (
        lambda truth: _number(truth.help_openings),
        lambda events: _number(sum(field.help_openings for field in field_measures(events))),
    ),
    "wrong facts": (lambda truth: Counter(truth.wrong_facts), _wrong_facts),
}


def _page_seconds(
    attempt: AttemptTruth, events: Sequence[Event], idle_seconds: float
) -> Iterable[tuple[float, float]]:
    true: Counter[str] = Counter()
    for visit in attempt.visits:
        true[visit.page] += visit.seconds  # type: ignore[assignment]
    found = {page.page: page.active for page in page_times(events, idle_seconds)}
    return [(seconds, found.get(page, 0.0)) for page, seconds in true.items()]
