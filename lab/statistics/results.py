"""What comes out when a study's two versions are compared: frozen, ready for a report."""

from dataclasses import dataclass
from enum import StrEnum

from lab.errors import NotEstimable
from lab.statistics.estimates import Estimate, SignificanceTest
from lab.statistics.integrity import Attrition, OrderBalance
from lab.statistics.paired import PairedCounts
from lab.statistics.plan import Measure, Plan, TimeEstimand
from lab.statistics.subgroups import GailSimon, Heterogeneity
from lab.statistics.verdicts import Verdict


class Role(StrEnum):
    PRIMARY = "primary"
    SECONDARY = "secondary"  # confirmatory, p adjusted by Holm
    EXPLORATORY = "exploratory"  # interval only


class Limitation(StrEnum):
    """What has to be said beside the numbers."""

    NOT_RANDOMISED = "not_randomised"
    ONE_ORDER = "one_order"  # version and practice cannot be separated
    ORDER_UNKNOWN = "order_unknown"
    ORDERS_UNEVEN = "orders_uneven"
    SAMPLE_RATIO_MISMATCH = "sample_ratio_mismatch"
    PEOPLE_LOST = "people_lost"
    SEVERAL_ATTEMPTS_AVERAGED = "several_attempts_averaged"
    TIME_ESTIMANDS_DISAGREE = "time_estimands_disagree"


@dataclass(frozen=True, slots=True)
class Detail:
    """One entry of the appendix; docs/statistics.md explains every name."""

    name: str
    result: Estimate | SignificanceTest | NotEstimable | float


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """One version by itself. successes: of n people, for completion; value: the share or mean."""

    version: str
    n: int
    successes: int | None
    value: float | None
    estimate: Estimate | NotEstimable
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeComparison:
    """Original beside revised on one outcome; headline is revised minus (or over) original.

    people: pairs, or the smaller arm. margin: in the headline's unit, for a ratio the share of
    change. cells: of paired completion, "first" is the revised version.
    """

    measure: Measure
    time_estimand: TimeEstimand | None
    role: Role
    more_is_better: bool
    people: int
    versions: tuple[VersionSummary, VersionSummary]
    headline: Estimate | NotEstimable
    narrow: tuple[float, float] | None
    margin: float
    verdict: Verdict
    adjusted_p: float | None = None
    cells: PairedCounts | None = None
    details: tuple[Detail, ...] = ()

    def detail(self, name: str) -> Estimate | SignificanceTest | NotEstimable | float:
        for entry in self.details:
            if entry.name == name:
                return entry.result
        return NotEstimable("not computed here", (self.people,))


@dataclass(frozen=True, slots=True)
class Preference:
    """Which version people would rather use; share_revised: of those who chose one."""

    original: int
    revised: int
    same: int
    share_revised: Estimate | NotEstimable
    test: SignificanceTest | NotEstimable


@dataclass(frozen=True, slots=True)
class SubgroupEffect:
    """The primary outcome in one group of people; `harmed` by the harm rule."""

    name: str
    people: int
    headline: Estimate | NotEstimable
    verdict: Verdict
    harmed: bool


@dataclass(frozen=True, slots=True)
class Subgroups:
    """All groups looked at; the interaction first. opposite: do some gain and others lose?"""

    interaction: Heterogeneity | NotEstimable
    opposite: GailSimon | NotEstimable
    groups: tuple[SubgroupEffect, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A whole study. before_planned_n: show counts and data quality only."""

    plan: Plan
    people: int
    attempts: int
    technical: int
    before_planned_n: bool
    outcomes: tuple[OutcomeComparison, ...]
    time_beside: OutcomeComparison
    preference: Preference
    order_balance: OrderBalance | None
    sample_ratio: SignificanceTest | NotEstimable
    attrition: Attrition
    limitations: tuple[Limitation, ...]
    subgroups: Subgroups | None

    def outcome(self, measure: Measure) -> OutcomeComparison:
        return next(outcome for outcome in self.outcomes if outcome.measure == measure)

    @property
    def primary(self) -> OutcomeComparison:
        return self.outcome(self.plan.primary)
