"""A study that is watched says which look this is, its bound, and what is held back."""

import json

import pytest

from lab.errors import NotEstimable
from lab.reports.chapters.first_page import first_page
from lab.reports.document import document
from lab.reports.findings import find
from lab.reports.html import render
from lab.reports.json_report import report_json
from lab.reports.looking_words import declared, first_comparison, level_text
from lab.reports.overview import comparison, people_waiting, plan_of
from lab.reports.overview_words import overview
from lab.reports.sentences import verdict_sentences
from lab.reports.service_figures import ServiceName
from lab.reports.stages import Stage
from lab.statistics.looks import planned_looks
from lab.texts.translator import translator
from tests.builders import a_study
from tests.reports.builders import evidence_of

SAY = translator("report", "en")
GERMAN = translator("report", "de")
LOOKS = {"planned_participants": 24, "monitoring": "planned_looks", "looks": (8, 16)}
WATCHED = {"planned_participants": 40, "monitoring": "always_valid"}


def found_of(people, changes, **more):
    return find(evidence_of(people, study=a_study(**changes), **more))


def first_page_of(found, say=SAY):
    return " ".join(str(block) for block in first_page(found, say))


def test_before_the_first_look_there_are_counts_only():
    found = found_of(7, LOOKS)
    assert found.stage == Stage.TOO_EARLY
    assert verdict_sentences(found, SAY) == (
        "So far 7 people have taken part.",
        "The first look is planned with 8 people; before it we do not compare: who looks too early "
        "is easily misled by chance.",
        "1 person is still missing.",
    )


def test_a_look_says_which_it_is_and_how_strict():
    page = first_page_of(found_of(8, LOOKS))
    assert "This is look 1 of 3, with 8 of 24 planned people" in page
    assert "more than 99.9% instead of 95 percent" in page
    assert "The next look is with 16 people." in page


def test_between_two_looks_nobody_new_counts_and_it_is_said():
    found = found_of(11, LOOKS)
    assert (found.people, found.waiting) == (8, 3)
    assert "3 more people are through and count from then on." in first_page_of(found)
    assert found.compared is not None
    assert {one.people for one in found.compared.comparison.outcomes} <= set(range(9))


def test_between_two_looks_the_comparison_is_the_one_of_the_look():
    at_look, later = (found_of(n, LOOKS).compared for n in (8, 11))
    assert at_look is not None
    assert later is not None
    assert at_look.comparison == later.comparison
    assert at_look.service == later.service


def test_the_last_look_has_nothing_after_it():
    page = first_page_of(found_of(24, LOOKS))
    assert "This is look 3 of 3" in page
    assert "95.5 percent instead of 95 percent" in page
    assert "next look" not in page


def test_an_always_valid_report_says_why_its_ranges_are_wide():
    page = first_page_of(found_of(24, WATCHED))
    assert "may be looked at at any time" in page
    assert "They fit 40 people best." in page


def test_an_always_valid_study_waits_for_ten_people_in_each_order():
    found = found_of(19, WATCHED)
    assert found.stage == Stage.TOO_EARLY
    _, why, missing = verdict_sentences(found, SAY)
    assert "ten people in each order" in why
    assert missing == "1 person is still missing."


def test_a_study_without_looks_does_not_speak_of_them():
    assert "look " not in first_page_of(found_of(12, {"planned_participants": 12}))


@pytest.mark.parametrize(
    ("changes", "first", "part"),
    [
        ({"planned_participants": 12}, 12, "only when the planned number"),
        (LOOKS, 8, "8 people (range of more than 99.9%), 16 people (range of 98.6 percent) and"),
        (WATCHED, 20, "from 20 people on"),
    ],
)
def test_the_protocol_says_when_it_is_compared(changes, first, part):
    plan = plan_of(a_study(**changes))
    assert first_comparison(plan) == first
    assert part in declared(plan, SAY)
    assert declared(plan, SAY) in render(document(found_of(8, changes), SAY)).replace("&#39;", "'")


@pytest.mark.parametrize(
    ("level", "text"),
    [(0.95, "95 Prozent"), (0.95497, "95,5 Prozent"), (0.99999, "mehr als 99,9 %")],
)
def test_a_level_is_never_rounded_to_certainty(level, text):
    assert level_text(level, GERMAN).replace("\N{NO-BREAK SPACE}", " ") == text


def test_the_json_says_the_way_the_look_and_who_waits():
    told = json.loads(report_json(found_of(11, LOOKS), SAY))["monitoring"]
    assert told["way"] == "planned_looks"
    assert [look["people"] for look in told["looks"]] == [8, 16, 24]
    assert (told["look"]["number"], told["waiting"]) == (1, 3)


@pytest.mark.parametrize("people", [3, 7, 8, 11, 24])
def test_the_staff_page_says_the_same_as_the_report(people):
    recording = evidence_of(people, study=a_study(**LOOKS)).recording
    waiting = people_waiting(recording, simulated=False)
    shown = overview(comparison(recording, simulated=False), plan_of(recording.study), SAY, waiting)
    assert bool(shown.lines) == (people >= 8)
    assert all(
        text in first_page_of(found_of(people, LOOKS)) for text in shown.looking if people > 4
    )


def test_what_is_only_described_is_as_strict_as_the_look_or_has_no_range():
    def faulty(found):
        figures = found.compared.service
        return next(one for one in figures if one.name == ServiceName.FAULTY).difference

    plan = plan_of(a_study(**LOOKS))
    assert faulty(found_of(16, LOOKS)).level == planned_looks(plan)[1].level
    assert isinstance(faulty(found_of(26, WATCHED)), NotEstimable)
