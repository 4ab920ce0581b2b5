"""Who took part and how far each came, and how whole the records are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lab.reports.evidence import Evidence
from lab.sessions.ledger import Completion
from lab.sessions.model import Attempt, Outcome, SessionState
from lab.statistics.attempts import AttemptRow
from lab.studies.protocol import VersionId

VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")


@dataclass(frozen=True, slots=True)
class VersionFlow:
    """The attempts at one version. late: submitted after the time limit."""

    version: VersionId
    started: int
    submitted: int
    late: int
    gave_up: int
    interrupted: int
    hashes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Flow:
    """From everybody who was asked to what is analysed; erased ones leave only their number.

    left_before: a session was begun and ended, but no form, as where a browser keeps no cookies.
    """

    refused: int
    begun: int
    erased: int
    running: int
    left_before: int
    finished: int
    stopped: int
    versions: tuple[VersionFlow, VersionFlow]
    completion: Mapping[Completion, int]
    plan_changes: tuple[str, ...]


def flow_of(evidence: Evidence, rows: Sequence[AttemptRow]) -> Flow:
    attempts = evidence.recording.attempts
    began = {attempt.session for attempt in attempts if attempt.started_at is not None}
    states = Counter(session.state for session in evidence.sessions)
    stopped = [one for one in evidence.sessions if one.state == SessionState.STOPPED]
    left_before = sum(session.id not in began for session in stopped)
    original, revised = (_version_flow(evidence, rows, version) for version in VERSIONS)
    return Flow(
        refused=evidence.numbers.refusals,
        begun=evidence.numbers.begun,
        erased=evidence.numbers.begun - len(evidence.sessions),
        running=states[SessionState.ACTIVE],
        left_before=left_before,
        finished=states[SessionState.FINISHED],
        stopped=len(stopped) - left_before,
        versions=(original, revised),
        completion=evidence.numbers.completion,
        plan_changes=evidence.numbers.plan_changes,
    )


def _version_flow(
    evidence: Evidence, rows: Sequence[AttemptRow], version: VersionId
) -> VersionFlow:
    attempts = [one for one in evidence.attempts if one.version == version]
    in_time = sum(row.finished for row in rows if row.version == version)
    submitted = _ended(attempts, Outcome.SUBMITTED)
    return VersionFlow(
        version=version,
        started=len(attempts),
        submitted=submitted,
        late=submitted - in_time,
        gave_up=_ended(attempts, Outcome.GAVE_UP),
        interrupted=len(attempts) - submitted - _ended(attempts, Outcome.GAVE_UP),
        hashes=dict(sorted(Counter(one.version_hash for one in attempts).items())),
    )


def _ended(attempts: Sequence[Attempt], outcome: Outcome) -> int:
    return sum(one.outcome == outcome for one in attempts)
