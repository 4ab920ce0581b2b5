"""The two versions' curves of time to correct submission, where they may be shown."""

from collections.abc import Mapping

from lab.errors import NotEstimable
from lab.statistics.attempts import ORIGINAL, REVISED, AttemptTable
from lab.statistics.plan import Measure
from lab.statistics.progress import Progress, progress
from lab.statistics.results import Comparison

TwoCurves = tuple[Progress, Progress]
TOLD = 5
"""So many times between the start and the limit are told in words and tables."""


def progress_of(table: AttemptTable, comparison: Comparison) -> TwoCurves | None:
    """None where the times themselves are held back, or people have several attempts."""
    shown = comparison.outcome(Measure.TIME)
    if any(version.value is None for version in shown.versions):
        return None
    limit = comparison.plan.time_limit_seconds
    original, revised = (progress(table, limit, version) for version in (ORIGINAL, REVISED))
    if isinstance(original, NotEstimable) or isinstance(revised, NotEstimable):
        return None
    return original, revised


def moments(limit: float) -> tuple[float, ...]:
    """The times that are told, evenly spaced; the last is the limit."""
    return tuple(limit * part / TOLD for part in range(1, TOLD + 1))


def told(one: Progress, limit: float) -> Mapping[str, object]:
    """One version's curve for machines."""
    return {
        "n": one.n,
        "lost": one.lost,
        "done_by": [{"seconds": when, "share": one.done.at(when)} for when in moments(limit)],
        "ended_otherwise": one.ended.at(limit),
        "half_done_after": one.half,
        "half_done_range": one.half_range,
    }
