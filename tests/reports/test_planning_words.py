"""Advice before the first session: true to the planner, and readable."""

from dataclasses import replace

import pytest

from lab.errors import NotEstimable
from lab.reports.blocks import Bullets, Paragraph, Table
from lab.reports.planning_table import MOST_COUNTED, look_ahead
from lab.reports.planning_words import advice, answer
from lab.statistics.plan import Design, Margins, Measure, Monitoring, Plan
from lab.statistics.planner import PEOPLE, Assumptions, outlooks, people_needed
from lab.texts.translator import translator

SAY = {language: translator("report", language) for language in ("de", "en")}


def table_of(plan, language="en"):
    blocks = advice(look_ahead(plan), SAY[language])
    return next(block for block in blocks if isinstance(block, Table))


def test_the_answer_names_the_people_needed_and_the_people_planned():
    plan = Plan(planned_n=12)

    told = " ".join(answer(look_ahead(plan), SAY["en"]))

    assert f"takes about {people_needed(plan).people} people" in told
    assert "You plan with 12 people. That is too few" in told


def test_enough_people_are_told_so():
    needed = people_needed(Plan()).people
    assert not isinstance(needed, NotEstimable)

    told = answer(look_ahead(Plan(planned_n=needed)), SAY["en"])

    assert told[-1] == f"You plan with {needed} people: that is enough."


def test_without_a_planned_number_nothing_is_said_about_it():
    assert "You plan" not in " ".join(answer(look_ahead(Plan()), SAY["en"]))


def test_the_table_has_a_column_for_each_number_of_people_and_for_the_planned_one():
    assert table_of(Plan(planned_n=16)).columns[1:-1] == ("8", "12", "16", "20", "30", "50")


def test_a_number_that_takes_too_long_to_count_is_left_out_of_the_table():
    table = table_of(Plan(planned_n=MOST_COUNTED + 1))

    assert table.columns[1:-1] == tuple(str(people) for people in PEOPLE)


def test_the_table_shows_what_the_planner_found():
    plan = Plan()
    found = {one.people: one for one in outlooks(plan)}
    time = table_of(plan).rows[1]

    for cell, people in zip(time[1:-1], PEOPLE, strict=True):
        effect = found[people].detectable[1].effect
        assert isinstance(effect, float)
        assert cell.text.split("%")[0] == f"{100 * effect:.0f}"


def test_what_can_be_shown_is_ticked():
    rows = table_of(Plan()).rows

    assert [cell.strong for cell in rows[1][1:-1]] == [False, False, False, True, True]
    assert all(("✓" in cell.text) == cell.strong for row in rows for cell in row[1:])


def test_what_cannot_be_shown_is_a_dash_and_said_in_words():
    blocks = advice(look_ahead(Plan()), SAY["en"])
    eight = next(block for block in blocks if isinstance(block, Bullets)).items[0]

    assert table_of(Plan()).rows[0][1].text == "–"
    assert "would not reliably be noticed in: submitted correctly." in eight


def test_what_the_planned_number_cannot_show_is_the_planners_never():
    told = answer(look_ahead(Plan(planned_n=8)), SAY["en"])
    assert told[-1].startswith("Even if everybody got there with the revised form")
    assert "50 percentage points" in answer(look_ahead(Plan(planned_n=12)), SAY["en"])[-1]
    few = answer(look_ahead(Plan(design=Design.BETWEEN, planned_n=8)), SAY["en"])
    assert few[-1] == "They are too few to compare the forms: we only count."


def test_a_gain_that_is_impossible_is_told_with_what_to_do():
    told = answer(look_ahead(Plan(planned_n=12), Assumptions(completion=0.94)), SAY["en"])
    assert len(told) == 2
    assert "94% submit a correct application with the original already" in told[1]


def test_a_watched_study_is_told_what_watching_costs():
    plan = Plan(planned_n=36, monitoring=Monitoring.PLANNED_LOOKS, looks=(12, 24))
    told = answer(look_ahead(plan), SAY["en"])
    assert "164 people (1.05 times as many)" in " ".join(told)


def test_too_few_for_any_comparison_is_said():
    blocks = advice(look_ahead(Plan(design=Design.BETWEEN)), SAY["en"])
    eight = next(block for block in blocks if isinstance(block, Bullets)).items[0]

    assert "too few to compare the forms: we only count" in eight


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("design", list(Design))
def test_any_main_question_and_design_has_its_advice_in_both_languages(measure, design):
    ahead = look_ahead(Plan(design=design, primary=measure, planned_n=20, margins=Margins()))

    german, english = (advice(ahead, SAY[language]) for language in ("de", "en"))

    assert len(german) == len(english)
    assert all(a != b for a, b in zip(german, english, strict=True))
    assert all(block.text for block in german if isinstance(block, Paragraph))


def test_a_guess_beforehand_changes_the_answer():
    plan = Plan(design=Design.BETWEEN)
    usual = look_ahead(plan)
    better = look_ahead(plan, replace(usual.guess, completion=0.85))

    assert better.needed.people != usual.needed.people
