"""The report for machines."""

import json

import pytest

from lab.reports.findings import find
from lab.reports.json_report import plain, report_json
from lab.texts.translator import translator
from tests.builders import a_study
from tests.reports.builders import evidence_of

GERMAN = translator("report", "de")


def report(people=12, **changes):
    study = a_study(planned_participants=12)
    return json.loads(report_json(find(evidence_of(people, study=study, **changes)), GERMAN))


def test_the_same_recording_gives_the_same_bytes():
    made = [report_json(find(evidence_of(12)), GERMAN) for _ in range(2)]

    assert made[0] == made[1]


def test_it_says_which_day_its_data_end_and_no_other():
    assert report()["data_until"] == "2026-11-22"
    assert report(0)["data_until"] is None


@pytest.mark.parametrize("simulated", [True, False])
def test_it_says_whether_people_took_part(simulated):
    assert report(simulated=simulated)["simulated"] is simulated


def test_every_outcome_has_its_interval_its_method_and_its_verdict():
    for outcome in report()["outcomes"]:
        assert {"verdict", "headline", "versions", "margin"} <= outcome.keys()
        headline = outcome["headline"]
        assert {"low", "high", "level", "method", "source", "n"} <= headline.keys() or (
            "not_estimable" in headline
        )


def test_the_standard_s_figures_come_in_its_order():
    names = [one["name"] for one in report()["service_figures"]]

    assert names[:3] == ["visits", "completion", "satisfaction"]
    assert names[-1] == "problems"


def test_before_the_planned_number_nothing_is_told_by_version():
    early = report(8)

    assert early["stage"] == "too_early"
    assert not {"outcomes", "service_figures", "fields", "navigation", "messages"} & early.keys()
    assert "versions" not in early["flow"]


def test_a_number_that_is_not_finite_is_null():
    assert plain(float("nan")) is None
    assert plain(float("inf")) is None


def test_numbers_are_the_same_on_every_machine():
    assert plain(0.1 + 0.2) == 0.3
