"""How much may be shown, and what a small group must not see."""

from dataclasses import replace

import pytest

from lab.errors import NotEstimable
from lab.reports.evidence import Numbers, gather
from lab.reports.findings import find
from lab.reports.stages import Stage
from lab.statistics.plan import Measure
from lab.statistics.verdicts import Word
from tests.builders import a_study, versions
from tests.reports.builders import SAME, Luck, evidence_of, recording_of

NOBODY_SUBMITS = {"original": Luck(gives_up=1.0), "revised": Luck(gives_up=0.0)}


@pytest.mark.parametrize(
    ("people", "stage"),
    [
        (0, Stage.NOBODY),
        (1, Stage.SMALL_GROUP),
        (4, Stage.SMALL_GROUP),
        (5, Stage.TOO_EARLY),
        (11, Stage.TOO_EARLY),
        (12, Stage.COMPARED),
    ],
)
def test_the_number_of_people_decides_how_much_is_said(people, stage):
    found = find(evidence_of(people, study=a_study(planned_participants=12)))

    assert found.stage == stage
    assert (found.compared is not None) == (stage == Stage.COMPARED)


def test_a_planned_number_below_the_small_group_shows_nothing_either():
    found = find(evidence_of(4, study=a_study(planned_participants=4, small_group=5)))

    assert found.stage == Stage.SMALL_GROUP
    assert found.compared is None


def test_a_figure_of_too_few_people_is_held_back_though_the_study_is_large_enough():
    found = find(evidence_of(12, NOBODY_SUBMITS))
    assert found.compared is not None

    wrong = found.compared.comparison.outcome(Measure.WRONG_FACTS)
    original, revised = wrong.versions

    assert (original.n, original.value) == (0, None)
    assert revised.value is not None
    assert wrong.verdict.word == Word.COUNTS_ONLY
    assert isinstance(wrong.headline, NotEstimable)
    assert not wrong.details


def test_a_large_small_group_holds_back_what_statistics_would_show():
    found = find(evidence_of(12, SAME, study=a_study(planned_participants=12, small_group=12)))
    assert found.compared is not None

    for outcome in found.compared.comparison.outcomes:
        for version in outcome.versions:
            assert version.value is None or version.n >= 12


def test_a_preference_of_too_few_people_is_not_counted_out():
    study, made = a_study(planned_participants=12), versions()
    recording, measured = recording_of(12, SAME, study, made)
    said = {key: answer for key, answer in recording.answered.items() if key[0] == "s1"}
    one_answered = replace(recording, answered=said)

    found = find(gather(one_answered, measured.items(), made, Numbers(0, 12, {})))

    assert found.compared is not None
    preference = found.compared.comparison.preference
    assert preference.original + preference.revised + preference.same == 0
