from pathlib import Path

import pytest

from lab.forms.journey import path, reachable_answers
from lab.forms.validation import validate_all, validate_page
from lab.rehearsal.person import Effect, Habits, draw_person
from lab.rehearsal.plan import plan_attempt
from lab.studies.loader import load_study
from lab.studies.tasks import correct_answers, judge

FORM = Path(__file__).parents[2] / "forms" / "bewohnerparkausweis"
NEVER = Habits(
    slips=0,
    silent_slips=0,
    back_steps=0,
    changed_answers=0,
    help_openings=0,
    giving_up=0,
    seconds_per_field=0.1,
    satisfaction=0.5,
)
ALWAYS_SLIPS = Habits(1, 0, 0, 0, 0, 0, 0.1, 0.5)


@pytest.fixture(scope="module")
def folder():
    return load_study(FORM)


def planned(folder, version_id, habits, seed=1):
    task = folder.study.tasks[0]
    return plan_attempt(folder.study, task, version_id, folder.versions[version_id], habits, seed)


@pytest.mark.parametrize("version_id", ["original", "revised"])
def test_somebody_without_bad_habits_gives_the_right_answers_on_each_page_once(folder, version_id):
    version, task = folder.versions[version_id], folder.study.tasks[0]

    plan = planned(folder, version_id, NEVER)

    assert plan.answers == correct_answers(folder.study, task, version_id, version)
    assert [v.page for v in plan.visits] == [p.id for p in path(version, plan.answers)]


@pytest.mark.parametrize("version_id", ["original", "revised"])
def test_the_same_seed_plans_the_same_attempt(folder, version_id):
    habits = draw_person(0, 7, Effect.NONE).habits[version_id]

    assert planned(folder, version_id, habits) == planned(folder, version_id, habits)


@pytest.mark.parametrize("version_id", ["original", "revised"])
def test_a_slip_is_rejected_by_the_form_and_then_put_right(folder, version_id):
    version = folder.versions[version_id]
    plan = planned(folder, version_id, ALWAYS_SLIPS)

    first, second = plan.visits[-2:]
    typed = plan.answers | {entry.field: entry.answer for entry in first.entries}
    page = version.page(first.page)

    assert {e.field for e in validate_page(version, page, typed, "de")}
    assert second.page == first.page
    assert not validate_all(version, reachable_answers(version, plan.answers), "de")


@pytest.mark.parametrize("version_id", ["original", "revised"])
@pytest.mark.parametrize("seed", range(5))
def test_a_silent_slip_is_accepted_but_wrong(folder, version_id, seed):
    slippery = Habits(0, 1, 0, 0, 0, 0, 0.1, 0.5)
    version, task = folder.versions[version_id], folder.study.tasks[0]

    plan = planned(folder, version_id, slippery, seed)
    submitted = reachable_answers(version, plan.answers)
    judged = judge(folder.study, task, version_id, version, submitted)

    assert not validate_all(version, submitted, "de")
    assert any(each.outcome != "right" for each in judged)


def test_giving_up_ends_the_plan_on_some_page(folder):
    plan = planned(folder, "revised", Habits(0, 0, 0, 0, 0, 1, 0.1, 0.5))

    assert plan.gives_up
    assert plan.visits[-1].leaving == "give_up"


def test_a_back_step_returns_to_the_page_before(folder):
    plan = planned(folder, "revised", Habits(0, 0, 1, 0, 0, 0, 0.1, 0.5))

    back = next(place for place, visit in enumerate(plan.visits) if visit.leaving == "back")

    assert plan.visits[back + 1].page == plan.visits[back - 1].page
