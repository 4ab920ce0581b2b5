"""Everything a report is made from: one study's recording, of people or a rehearsal, added up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lab.forms.fieldmap import Asked, Related, field_map
from lab.forms.model import Version
from lab.reports.overview import OVER, Recording, attempt_rows, attempts_over
from lab.reports.tallies import Tallies, tally
from lab.sessions.ledger import Completion
from lab.sessions.measures import Measures
from lab.sessions.model import Attempt, Session
from lab.statistics.attempts import AttemptRow
from lab.studies.protocol import Study, VersionId


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is known of people without keeping anything of them.

    begun: sessions ever begun, also those withdrawn since. completion: sessions that are over,
    by how whole their record is. plan_changes: what of the plan was changed on the way, which the
    report does not follow.
    """

    refusals: int
    begun: int
    completion: Mapping[Completion, int]
    plan_changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The recording's measures are lean: what is in the tallies is no longer in them.

    rows: an attempt each, in the order of `attempts`.
    """

    recording: Recording
    rows: tuple[AttemptRow, ...]
    versions: Mapping[VersionId, Version]
    simulated: bool
    related: tuple[Related, ...]
    tallies: Tallies
    numbers: Numbers

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Of people, or of the rehearsal: never both."""
        return tuple(one for one in self.recording.sessions if one.simulated == self.simulated)

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """Begun, in sessions that are over."""
        return attempts_over(self.recording, simulated=self.simulated)

    @property
    def until(self) -> date | None:
        """The day of the last attempt (in UTC); None: there is none."""
        days = [(one.ended_at or one.started_at) for one in self.attempts]
        return max((day.date() for day in days if day is not None), default=None)


def is_simulated(recording: Recording) -> bool:
    """People's sessions are reported if there are any, else the rehearsal's."""
    over = [session.simulated for session in recording.sessions if session.state in OVER]
    return bool(over) and all(over)


def gather(
    recording: Recording,
    measured: Iterable[tuple[str, Measures]],
    versions: Mapping[VersionId, Version],
    numbers: Numbers,
) -> Evidence:
    """`recording` comes without measures; `measured` are read once, by attempt id."""
    simulated = is_simulated(recording)
    attempts = {one.id: one for one in attempts_over(recording, simulated=simulated)}
    related = relations(recording.study, versions)
    lean: dict[str, Measures] = {}

    def reported() -> Iterable[tuple[Attempt, Measures]]:
        for attempt_id, measures in measured:
            if attempt_id in attempts:
                lean[attempt_id] = _lean(measures)
                yield attempts[attempt_id], measures

    tallies = tally(reported(), related)
    measured_recording = replace(recording, measures=lean)
    rows = attempt_rows(measured_recording, simulated=simulated)
    return Evidence(measured_recording, rows, versions, simulated, related, tallies, numbers)


def _lean(measures: Measures) -> Measures:
    return replace(measures, pages=(), fields=(), errors=(), deviations=(), navigation=None)


def relations(study: Study, versions: Mapping[VersionId, Version]) -> tuple[Related, ...]:
    """Which fields of the two versions ask for the same."""
    asked = (
        Asked(
            fact.id,
            fact.original.field if fact.original else None,
            fact.revised.field if fact.revised else None,
        )
        for fact in study.facts
    )
    return field_map(versions["original"], versions["revised"], asked)
