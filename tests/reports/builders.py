"""Recordings made up in code: so many people, so skilled with either version."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lab.errors import NotEstimable
from lab.forms.model import Version
from lab.reports.evidence import Evidence, Numbers, gather
from lab.reports.overview import Recording
from lab.sessions.error_ledger import ErrorEntry
from lab.sessions.field_measures import FieldMeasures
from lab.sessions.ledger import Completion
from lab.sessions.measures import JudgedFact, Measures
from lab.sessions.model import Attempt, Outcome, Session, SessionState, Step
from lab.sessions.navigation import Navigation
from lab.sessions.timing import PageTime, TimeSource
from lab.studies.assignment import assign
from lab.studies.protocol import Study, VersionId
from tests.builders import a_study, versions

FIRST_DAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Luck:
    """How people fare with one version: chances, and seconds on average."""

    correct: float = 0.6
    gives_up: float = 0.1
    seconds: float = 300.0
    sus: float = 60.0


HARD = Luck(correct=0.35, gives_up=0.15, seconds=420.0, sus=50.0)
EASY = Luck(correct=0.95, gives_up=0.0, seconds=240.0, sus=80.0)
SAME = {"original": Luck(), "revised": Luck()}
BETTER = {"original": HARD, "revised": EASY}


def evidence_of(
    people: int,
    luck: Mapping[str, Luck] = BETTER,
    *,
    study: Study | None = None,
    of_versions: Mapping[VersionId, Version] | None = None,
    simulated: bool = False,
    seed: int = 1,
    refusals: int = 2,
) -> Evidence:
    study = study or a_study(planned_participants=max(2, people))
    made = of_versions or versions()
    recording, measured = recording_of(people, luck, study, made, simulated=simulated, seed=seed)
    numbers = Numbers(refusals, people, {Completion.COMPLETE: people})
    return gather(recording, measured.items(), made, numbers)


def recording_of(
    people: int,
    luck: Mapping[str, Luck],
    study: Study,
    made: Mapping[VersionId, Version],
    *,
    simulated: bool = False,
    seed: int = 1,
) -> tuple[Recording, dict[str, Measures]]:
    sessions: list[Session] = []
    attempts: list[Attempt] = []
    measured: dict[str, Measures] = {}
    answered: dict[tuple[str, int, str], str] = {}
    for number in range(people):
        rng = random.Random(f"{seed}:{number}")
        name = f"s{number}"
        sessions.append(_session(name, study, number, simulated))
        for position, going in enumerate(assign(study, number).goings):
            one, of_version = luck[going.version], made[going.version]
            measures = _measures(study, going.version, of_version, one, rng)
            attempt = _attempt(name, position, going.version, going.task, number, measures)
            attempts.append(attempt)
            measured[attempt.id] = measures
            answered |= _answers(name, position, one, rng)
        answered[name, 1, "preference"] = rng.choice(["second", "second", "first", "same"])
    recording = Recording(study, tuple(sessions), tuple(attempts), {}, answered)
    return recording, measured


def _session(name: str, study: Study, number: int, simulated: bool) -> Session:
    state = SessionState.FINISHED
    when = FIRST_DAY + timedelta(minutes=number)
    return Session(name, study.study, number, "de", simulated, state, Step.RECEIPT, 1, when)


def _attempt(
    session: str, position: int, version: VersionId, task: str, number: int, measures: Measures
) -> Attempt:
    outcome = Outcome.SUBMITTED if measures.finished else Outcome.GAVE_UP
    when = FIRST_DAY + timedelta(minutes=number)
    return Attempt(
        f"{session}-{position}",
        session,
        position,
        version,
        f"{version}-hash",
        task,
        when,
        when,
        outcome,
        None,
    )


def _measures(
    study: Study, version_id: VersionId, version: Version, luck: Luck, rng: random.Random
) -> Measures:
    finished = rng.random() >= luck.gives_up
    correct = finished and rng.random() < luck.correct
    wrong = _deviations(study, version_id, rng) if finished and not correct else ()
    pages = [page.id for page in version.pages]
    seen = pages if finished else pages[: max(1, len(pages) // 2)]
    seconds = rng.lognormvariate(0, 0.3) * luck.seconds
    fields = tuple(
        _field(field.id, page.id, luck, rng)
        for page in version.pages
        if page.id in seen
        for field in page.answer_fields
    )
    errors = tuple(
        ErrorEntry(one.page, one.field, "required", "Eingabe fehlerhaft.", 1, 12.5)
        for one in fields
        if one.errors
    )
    return Measures(
        finished=finished,
        submitted_correctly=correct,
        wrong_facts=sum(one.outcome == "wrong" for one in wrong) if finished else None,
        blank_facts=sum(one.outcome == "blank" for one in wrong) if finished else None,
        wall_seconds=seconds * 1.2,
        active_seconds=seconds,
        pages=tuple(
            PageTime(page, seconds / len(seen), 0.0, 0.0, TimeSource.BROWSER) for page in seen
        ),
        validation_errors=len(errors),
        backtracks=int(rng.random() < 0.2),
        first_try=finished and not errors,
        deviations=wrong,
        errors=errors,
        fields=fields,
        navigation=Navigation(
            visits=tuple(seen),
            shortest=len(pages),
            lostness=0.0 if finished else NotEstimable("left early"),
            left_at=None if finished else seen[-1],
        ),
    )


def _deviations(study: Study, version: VersionId, rng: random.Random) -> tuple[JudgedFact, ...]:
    asked = [fact for fact in study.facts if fact.original and fact.revised]
    chosen = rng.sample(asked, min(len(asked), rng.randint(1, 3)))
    found = []
    for fact in chosen:
        place = fact.original if version == "original" else fact.revised
        blank = rng.random() < 0.3
        outcome, deviation = ("blank", "blank") if blank else ("wrong", "other_value")
        found.append(JudgedFact(fact.id, place.field if place else "", outcome, deviation))
    return tuple(found)


def _field(field: str, page: str, luck: Luck, rng: random.Random) -> FieldMeasures:
    return FieldMeasures(
        field=field,
        page=page,
        focuses=1,
        refocuses=0,
        dwell=rng.expovariate(1 / 8),
        hesitation=rng.expovariate(1 / 3),
        changes=0,
        deletes=0,
        pasted=0,
        autofilled=0,
        help_openings=int(rng.random() < 0.1),
        errors=int(rng.random() < 0.2 * (1 - luck.correct)),
        left_blank=False,
    )


def _answers(
    session: str, position: int, luck: Luck, rng: random.Random
) -> dict[tuple[str, int, str], str]:
    """SUS answers that come near the mean that the version deserves."""
    mean = min(100, max(0, rng.gauss(luck.sus, 12))) / 25
    items = {}
    for item in range(1, 11):
        points = min(4, max(0, round(mean + rng.uniform(-0.6, 0.6))))
        items[session, position, f"sus_{item}"] = str(points + 1 if item % 2 else 5 - points)
    items[session, position, "seq"] = str(min(7, max(1, round(rng.gauss(luck.sus / 14, 1)))))
    return items
