"""Sessions and attempts: one participant's sitting and each go at one version."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lab.studies.protocol import VersionId


class SessionState(StrEnum):
    ACTIVE = "active"
    FINISHED = "finished"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """Where in the sitting a participant is; each step is one page of the lab."""

    TASK = "task"
    FORM = "form"
    SEQ = "seq"
    SUS = "sus"
    PREFERENCE = "preference"
    RECEIPT = "receipt"


class Outcome(StrEnum):
    """How an attempt ended. Time-outs are derived: submitted later than the declared limit."""

    SUBMITTED = "submitted"
    GAVE_UP = "gave_up"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Session:
    """One participant's sitting. `id` is random; `number` is the place in the allotment."""

    id: str
    study: str
    number: int
    language: str
    simulated: bool
    state: SessionState
    step: Step
    position: int
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """One go at one task with one version; position 0 is the first, 1 the second."""

    id: str
    session: str
    position: int
    version: VersionId
    version_hash: str
    task: str
    started_at: datetime | None
    ended_at: datetime | None
    outcome: Outcome | None
    current_page: str | None
