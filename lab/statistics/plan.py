"""What was declared before the first participant and decides how a study is compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Design(StrEnum):
    CROSSOVER = "crossover"  # everybody uses both versions
    BETWEEN = "between"  # each person one version, by lot
    COHORTS = "cohorts"  # each person one version, not by lot: before and after


class TimeEstimand(StrEnum):
    COMPOSITE = "composite"
    COMPLETERS = "completers"


class Monitoring(StrEnum):
    FIXED = "fixed"  # no comparison before the planned number
    PLANNED_LOOKS = "planned_looks"  # O'Brien-Fleming bounds
    ALWAYS_VALID = "always_valid"  # intervals that hold under continuous looking


class Measure(StrEnum):
    SUBMITTED_CORRECTLY = "submitted_correctly"
    FINISHED = "finished"
    TIME = "time"
    WRONG_FACTS = "wrong_facts"
    SUS = "sus"
    SEQ = "seq"


MORE_IS_BETTER: Mapping[Measure, bool] = {
    Measure.SUBMITTED_CORRECTLY: True,
    Measure.FINISHED: True,
    Measure.TIME: False,
    Measure.WRONG_FACTS: False,
    Measure.SUS: True,
    Measure.SEQ: True,
}


@dataclass(frozen=True, slots=True)
class Margins:
    """The smallest differences that matter; completion and time are shares (0.10 is 10 points)."""

    completion: float = 0.10
    time: float = 0.20
    wrong_facts: float = 0.5
    sus: float = 5.0
    seq: float = 0.5

    def of(self, measure: Measure) -> float:
        return {
            Measure.SUBMITTED_CORRECTLY: self.completion,
            Measure.FINISHED: self.completion,
            Measure.TIME: self.time,
            Measure.WRONG_FACTS: self.wrong_facts,
            Measure.SUS: self.sus,
            Measure.SEQ: self.seq,
        }[measure]


@dataclass(frozen=True, slots=True)
class Plan:
    """planned_n: people in all; None where nothing was planned (a table from elsewhere).

    secondary: further confirmatory outcomes, adjusted by Holm; all others are exploratory.
    looks: of planned looks, the numbers of people before the planned one, ascending.
    """

    design: Design = Design.CROSSOVER
    planned_n: int | None = None
    margins: Margins = field(default_factory=Margins)
    time_limit_seconds: float = 900
    time_estimand: TimeEstimand = TimeEstimand.COMPOSITE
    primary: Measure = Measure.SUBMITTED_CORRECTLY
    secondary: tuple[Measure, ...] = ()
    monitoring: Monitoring = Monitoring.FIXED
    looks: tuple[int, ...] = ()
