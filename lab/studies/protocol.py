"""The protocol of a study: everything that is fixed before the first participant."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, StringConstraints, model_serializer

from lab.forms.condition import Answer
from lab.forms.model import Definition, Identifier, Said

VersionId = Literal["original", "revised"]
StudyLanguage = Literal["de", "en", "de_easy"]
SecondaryOutcome = Literal["finished", "time", "wrong_facts", "sus", "seq"]
PLANNED = (
    "planned_participants",
    "seed",
    "monitoring",
    "looks",
    "primary_outcome",
    "secondary_outcomes",
    "margins",
    "time_limit_seconds",
    "idle_seconds",
    "time_estimand",
    "small_group",
)
"""What is fixed before the first participant, whatever becomes of the file afterwards."""
ADDED_LATER = ("monitoring", "looks", "secondary_outcomes")
"""Keys of a study that are not written down where they are left out."""


class Place(Definition):
    """Where one version asks for a fact."""

    field: Identifier
    values: Mapping[str, str] = Field(
        default_factory=dict,
        description="For choices: the fact's value on the left, this version's option right.",
    )


class Fact(Definition):
    """One piece of information the office needs, and where each version asks for it.

    Facts that share a field of one version were typed into one box; the order of the facts
    is the order in the box, and `separator` is what a careful person puts between them.
    """

    id: Identifier
    label: Said
    compare: Literal["words", "plate", "date", "telephone", "email", "number", "choice", "exact"]
    original: Place | None = None
    revised: Place | None = None
    separator: Annotated[str, StringConstraints(strip_whitespace=False)] = Field(
        " ", description="Put before this fact when it shares a box."
    )
    ordered: bool = Field(
        False,
        description="In a shared box only the order tells this fact from the others (old, new).",
    )
    cues: tuple[str, ...] = Field(
        (), description="Words beside the value in a shared box that say it is this fact: alt, old."
    )


class CardLine(Definition):
    label: Said
    value: Said


class Task(Definition):
    """A scenario with a fictitious person, and the answer key that works for both versions."""

    id: Identifier
    title: Said
    scenario: Said
    card: tuple[CardLine, ...] = Field(min_length=1)
    key: Mapping[Identifier, str | tuple[str, ...]] = Field(
        description="Fact to right value; several values are alternatives; '' is: stays blank."
    )
    also: Mapping[VersionId, Mapping[Identifier, Answer]] = Field(
        default_factory=dict,
        description="Right answers to fields that hold no fact (consents, samples), by version.",
    )


class Margins(Definition):
    """The smallest differences that matter, declared beforehand."""

    completion: float = Field(0.10, gt=0, description="As a share: 0.10 is 10 points.")
    time: float = Field(0.20, gt=0, description="As a share of the original's time.")
    wrong_facts: float = Field(0.5, gt=0)
    sus: float = Field(5, gt=0)
    seq: float = Field(0.5, gt=0)


class Consent(Definition):
    """What a person is told before taking part; a changed text is a new version of it."""

    version: str = Field(min_length=1)
    controller: Said
    contact: Said
    data_protection_officer: Said
    legal_basis: Said
    purpose: Said
    stored: Said = Field(description="What is recorded, and what is never recorded.")
    on_device: Said = Field(description="What is stored on the device, and until when.")
    voluntary: Said
    retention_days: int = Field(ge=1, le=730)


class Study(Definition):
    """The comparison of two versions of one form."""

    study: Identifier
    form: Identifier
    title: Said
    languages: tuple[StudyLanguage, ...] = ("de",)
    design: Literal["crossover"] = "crossover"
    planned_participants: int = Field(12, ge=2)
    seed: int
    monitoring: Literal["none", "planned_looks", "always_valid"] = Field(
        "none", description="Whether there is a comparison before the planned number of people."
    )
    looks: tuple[Annotated[int, Field(ge=1)], ...] = Field(
        (), description="With planned_looks: the numbers of people before the planned one."
    )
    primary_outcome: Literal["submitted_correctly"] = "submitted_correctly"
    secondary_outcomes: tuple[SecondaryOutcome, ...] = Field(
        (), description="Tested as well, with p adjusted after Holm; all others explore."
    )
    margins: Margins = Margins()
    time_limit_seconds: int = Field(900, ge=60)
    idle_seconds: int = Field(30, ge=5, description="Longer without input does not count.")
    time_estimand: Literal["composite", "completers"] = "composite"
    small_group: int = Field(5, ge=3, description="Fewer people than this: no figures shown.")
    after_attempt: tuple[Literal["seq"], ...] = ("seq",)
    after_version: tuple[Literal["sus"], ...] = ("sus",)
    ask_preference: bool = True
    consent: Consent
    facts: tuple[Fact, ...] = Field(min_length=1)
    tasks: tuple[Task, Task]

    def task(self, task_id: str) -> Task:
        """Raises KeyError for an id that no task has."""
        return {task.id: task for task in self.tasks}[task_id]

    def fact(self, fact_id: str) -> Fact:
        """Raises KeyError for an id that no fact has."""
        return {fact.id: fact for fact in self.facts}[fact_id]

    @model_serializer(mode="wrap")
    def _without_unused_keys(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """A study that does not use a later key is written, and hashed, as it always was."""
        written: dict[str, Any] = write(self)
        fields = type(self).model_fields
        unused = {key for key in ADDED_LATER if getattr(self, key) == fields[key].default}
        return {key: value for key, value in written.items() if key not in unused}


def as_planned(study: Study, first: Study) -> Study:
    """With the plan that `first`, the study of the first participant, had."""
    return study.model_copy(update={key: getattr(first, key) for key in PLANNED})


def plan_changes(study: Study, first: Study) -> tuple[str, ...]:
    """What of the plan is not as it was for the first participant."""
    return tuple(key for key in PLANNED if getattr(study, key) != getattr(first, key))
