"""Ends of intervals that lie where no value can be are drawn back to where values can be."""

from dataclasses import replace

from lab.errors import NotEstimable
from lab.statistics.estimates import Estimate, Unit
from lab.statistics.plan import Measure, TimeEstimand
from lab.statistics.results import Comparison, OutcomeComparison, VersionSummary

SCALES = {
    Measure.SUBMITTED_CORRECTLY: (0.0, 1.0),
    Measure.FINISHED: (0.0, 1.0),
    Measure.WRONG_FACTS: (0.0, float("inf")),
    Measure.SUS: (0.0, 100.0),
    Measure.SEQ: (1.0, 7.0),
}


def bounded(comparison: Comparison) -> Comparison:
    """A mean of the SUS lies between 0 and 100, a mean composite time below the limit."""
    limit = comparison.plan.time_limit_seconds
    return replace(
        comparison,
        outcomes=tuple(_bounded(one, limit) for one in comparison.outcomes),
        time_beside=_bounded(comparison.time_beside, limit),
    )


def _bounded(outcome: OutcomeComparison, limit: float) -> OutcomeComparison:
    composite = outcome.time_estimand == TimeEstimand.COMPOSITE
    longest = limit if composite else float("inf")
    low, high = SCALES.get(outcome.measure, (0.0, longest))
    original, revised = (_within(one, low, high) for one in outcome.versions)
    headline = _no_further(outcome.headline, high - low)
    return replace(outcome, versions=(original, revised), headline=headline)


def _no_further(headline: Estimate | NotEstimable, most: float) -> Estimate | NotEstimable:
    """Two values of one scale are no further apart than its ends. A ratio has no such bound."""
    if isinstance(headline, NotEstimable) or headline.unit == Unit.RATIO:
        return headline
    return replace(headline, low=max(-most, headline.low), high=min(most, headline.high))


def _within(summary: VersionSummary, low: float, high: float) -> VersionSummary:
    estimate = summary.estimate
    if isinstance(estimate, NotEstimable):
        return summary
    inside = replace(estimate, low=max(low, estimate.low), high=min(high, estimate.high))
    return replace(summary, estimate=inside)
