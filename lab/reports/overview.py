"""From what was recorded of a study to the comparison of its two versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lab.errors import NotEstimable
from lab.sessions.measures import Measures
from lab.sessions.model import Attempt, Outcome, Session, SessionState
from lab.statistics.attempts import AttemptRow, table_from_rows
from lab.statistics.comparison import compare
from lab.statistics.looks import people_compared
from lab.statistics.plan import Design, Margins, Measure, Monitoring, Plan, TimeEstimand
from lab.statistics.results import Comparison
from lab.statistics.scales import SUS_ITEMS, sus_score
from lab.studies.protocol import Study, VersionId

OVER = frozenset({SessionState.FINISHED, SessionState.STOPPED})
MONITORING = {
    "none": Monitoring.FIXED,
    "planned_looks": Monitoring.PLANNED_LOOKS,
    "always_valid": Monitoring.ALWAYS_VALID,
}
Answered = Mapping[tuple[str, int, str], str]
"""Answers of the questionnaires by session, position of the attempt, and item."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Everything recorded of one study that its comparison looks at; measures by attempt id."""

    study: Study
    sessions: tuple[Session, ...]
    attempts: tuple[Attempt, ...]
    measures: Mapping[str, Measures]
    answered: Answered


def comparison(recording: Recording, *, simulated: bool) -> Comparison | None:
    """Of people's sessions, or of the rehearsals': never of both. None: nobody is through yet."""
    rows = attempt_rows(recording, simulated=simulated)
    return compare(table_from_rows(rows), plan_of(recording.study)) if rows else None


def plan_of(study: Study) -> Plan:
    return Plan(
        design=Design(study.design),
        planned_n=study.planned_participants,
        margins=Margins(**study.margins.model_dump()),
        time_limit_seconds=study.time_limit_seconds,
        time_estimand=TimeEstimand(study.time_estimand),
        primary=Measure(study.primary_outcome),
        secondary=tuple(Measure(one) for one in study.secondary_outcomes),
        monitoring=MONITORING[study.monitoring],
        looks=study.looks,
    )


def attempt_rows(recording: Recording, *, simulated: bool) -> tuple[AttemptRow, ...]:
    """One row for each attempt begun in a session that is over."""
    return tuple(_row(recording, one) for one in attempts_over(recording, simulated=simulated))


def attempts_over(recording: Recording, *, simulated: bool) -> tuple[Attempt, ...]:
    """Begun, in sessions that are over; between two planned looks, those of the earlier look."""
    found = _all_over(recording, simulated=simulated)
    people = len({attempt.session for attempt in found})
    counted = people_compared(plan_of(recording.study), people)
    if counted == people:
        return found
    first = set(_by_end(found)[:counted])
    return tuple(attempt for attempt in found if attempt.session in first)


def people_waiting(recording: Recording, *, simulated: bool) -> int:
    """Those who are through, but count from the next planned look on."""
    people = len({attempt.session for attempt in _all_over(recording, simulated=simulated)})
    return people - people_compared(plan_of(recording.study), people)


def _all_over(recording: Recording, *, simulated: bool) -> tuple[Attempt, ...]:
    over = {
        session.id
        for session in recording.sessions
        if session.state in OVER and session.simulated == simulated
    }
    return tuple(
        attempt
        for attempt in recording.attempts
        if attempt.session in over and attempt.started_at is not None
    )


def _by_end(attempts: Sequence[Attempt]) -> list[str]:
    """The sessions in the order in which they ended."""
    ended: dict[str, datetime] = {}
    for attempt in attempts:
        last = attempt.ended_at or attempt.started_at
        if last is not None:
            ended[attempt.session] = max(last, ended.get(attempt.session, last))
    return sorted(ended, key=lambda session: (ended[session], session))


def _row(recording: Recording, attempt: Attempt) -> AttemptRow:
    measures = recording.measures.get(attempt.id)
    in_time = measures is not None and _in_time(measures, recording.study)
    return AttemptRow(
        participant=attempt.session,
        version=attempt.version,
        period=attempt.position + 1,
        completed_correctly=in_time and measures is not None and measures.submitted_correctly,
        finished=in_time and attempt.outcome == Outcome.SUBMITTED,
        seconds=measures.active_seconds if measures else None,
        wrong_facts=_wrong_facts(measures),
        sus=_sus(recording.answered, attempt),
        seq=_number(recording.answered.get((attempt.session, attempt.position, "seq"))),
        preference=_preference(recording.answered, attempt),
    )


def _in_time(measures: Measures, study: Study) -> bool:
    return measures.finished and measures.active_seconds <= study.time_limit_seconds


def _wrong_facts(measures: Measures | None) -> int | None:
    """Wrong or blank; nothing submitted means nothing judged."""
    if measures is None or measures.wrong_facts is None:
        return None
    return measures.wrong_facts + (measures.blank_facts or 0)


def _sus(answered: Answered, attempt: Attempt) -> float | None:
    items = [
        _number(answered.get((attempt.session, attempt.position, f"sus_{number}")))
        for number in range(1, SUS_ITEMS + 1)
    ]
    score = sus_score(items)
    return None if isinstance(score, NotEstimable) else score.score


def _preference(answered: Answered, attempt: Attempt) -> str | None:
    """People say “the first” or “the second”; which version that was, their order tells."""
    said = (answered.get((attempt.session, position, "preference")) for position in (1, 0))
    answer = next((given for given in said if given), None)
    if answer not in ("first", "second"):
        return answer
    was_here = answer == ("first", "second")[attempt.position]
    return attempt.version if was_here else _OTHER[attempt.version]


_OTHER: Mapping[VersionId, VersionId] = {"original": "revised", "revised": "original"}


def _number(answer: str | None) -> float | None:
    return float(answer) if answer and answer.isascii() and answer.isdigit() else None
