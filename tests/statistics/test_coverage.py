"""Intervals hold the truth as often as they say: by enumeration, and by simulated studies."""

import numpy as np
import pytest

from lab.statistics.estimates import Unit
from scripts import coverage_table

MEAN_AT_LEAST, WORST_AT_LEAST = 0.94, 0.90


@pytest.mark.parametrize(
    "exact", [coverage_table.exact_single, coverage_table.exact_arms, coverage_table.exact_pairs]
)
def test_completion_intervals_of_eight_people_hold_the_truth(exact: object) -> None:
    found = exact(8)  # type: ignore[operator]
    assert np.mean(found) >= MEAN_AT_LEAST
    assert min(found) >= WORST_AT_LEAST


@pytest.mark.parametrize("pairs", [True, False], ids=["pairs", "arms"])
def test_a_few_hundred_simulated_studies_of_eight_people_hold_the_truth(pairs: bool) -> None:
    found = coverage_table.simulated(coverage_table.TIME, Unit.SECONDS, pairs=pairs, n=8, runs=300)
    assert min(found) >= 0.88  # 300 runs know a share of .95 to about .04


def test_the_table_says_interval_people_mean_and_worst() -> None:
    row = coverage_table.Coverage("Tango", 8, 0.9831, 0.944, 36)
    assert coverage_table.table([row]).splitlines()[-1] == "| Tango | 8 | 36 | 0.983 | 0.944 |"


def test_the_committed_table_has_what_enumeration_finds() -> None:
    page = coverage_table.PAGE.read_text(encoding="utf-8")
    found = coverage_table.exact_arms(8)
    row = f"| 8 | 361 | {np.mean(found):.3f} | {min(found):.3f} |"
    assert f"| completion, arms: Miettinen-Nurminen {row}" in page


@pytest.mark.soak
def test_every_headline_interval_holds_the_truth() -> None:
    rows = list(coverage_table.coverages(4_000))
    assert [row for row in rows if row.mean < MEAN_AT_LEAST] == []
    assert [row for row in rows if row.worst < WORST_AT_LEAST] == []
