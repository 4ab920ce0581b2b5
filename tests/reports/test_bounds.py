"""No interval of a version reaches where no value can be."""

import pytest

from lab.errors import NotEstimable
from lab.reports.findings import find
from lab.statistics.plan import Measure
from tests.reports.builders import Luck, evidence_of

EDGES = {
    "original": Luck(correct=0.1, gives_up=0.5, sus=2.0),
    "revised": Luck(correct=1.0, gives_up=0.0, sus=98.0, seconds=60.0),
}
SCALES = {
    Measure.SUBMITTED_CORRECTLY: (0, 1),
    Measure.FINISHED: (0, 1),
    Measure.TIME: (0, 900),
    Measure.WRONG_FACTS: (0, float("inf")),
    Measure.SUS: (0, 100),
    Measure.SEQ: (1, 7),
}


@pytest.mark.parametrize("seed", range(5))
def test_every_interval_stays_on_its_scale(seed):
    found = find(evidence_of(8, EDGES, seed=seed))
    assert found.compared is not None

    for outcome in found.compared.comparison.outcomes:
        low, high = SCALES[outcome.measure]
        for version in outcome.versions:
            if not isinstance(version.estimate, NotEstimable):
                assert low <= version.estimate.low <= version.estimate.high <= high


@pytest.mark.parametrize("seed", range(5))
def test_no_difference_is_larger_than_the_scale_is_long(seed):
    found = find(evidence_of(8, EDGES, seed=seed))
    assert found.compared is not None

    for outcome in found.compared.comparison.outcomes:
        low, high = SCALES[outcome.measure]
        if not isinstance(outcome.headline, NotEstimable):
            assert max(-outcome.headline.low, outcome.headline.high) <= high - low
