"""A page of the first form that is still open in a second tab when the second form is reached."""

import pytest

from lab.sessions.events import EventKind
from lab.sessions.model import Step


def to_second_task(person):
    person.fill_form()
    person.press_go_on()
    person.rate()
    assert person.address == "/task"


def test_an_old_page_of_the_first_form_is_not_taken_for_one_of_the_second(person):
    person.begin("original")
    _, stale = person.filled(form="#page-form", given_names="Falsch")
    to_second_task(person)
    person.send()
    page_id = person.address.removeprefix("/form/")
    drafted, events = person.draft(), len(person.events(1))

    answer = person.client.post(f"/form/{page_id}", data=stale)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/form")
    assert person.draft() == drafted
    assert len(person.events(1)) == events


def test_the_old_page_to_check_answers_does_not_submit_the_second_form(person):
    person.begin("original")
    _, stale = person.filled(form="#page-form")
    to_second_task(person)
    person.send()
    while person.address != "/form/check":
        person.fill_page()

    answer = person.client.post("/form/check", data=stale)

    assert answer.headers["Location"] == "/form"
    assert person.session.step == Step.FORM
    assert person.events(1, EventKind.ATTEMPT_ENDED) == []


def test_an_old_wish_to_give_up_does_not_end_the_second_form(person):
    person.begin("original")
    before = person.address
    person.visit("/give-up")
    action, stale = person.filled("decision=give_up")
    person.visit(before)
    to_second_task(person)
    person.send()

    person.client.post(action, data=stale)

    assert person.session.step == Step.FORM


@pytest.mark.parametrize("step", ["seq", "sus"])
def test_an_old_page_of_questions_does_not_answer_for_the_second_form(person, step):
    person.begin("original")
    person.fill_form()
    person.press_go_on()
    if step == "sus":
        person.send(seq="3")
    action, stale = person.filled(seq="7", sus_1="5")
    person.rate()
    person.send()
    person.fill_form()
    person.press_go_on()
    if step == "sus":
        person.send(seq="3")
    before = person.ratings()

    answer = person.client.post(action, data=stale)

    assert (action, answer.headers["Location"]) == (f"/{step}", f"/{step}")
    assert person.ratings() == before


def test_the_first_task_left_open_does_not_begin_the_second_form(person):
    person.agree()
    action, stale = person.filled()
    person.send()
    to_second_task(person)

    answer = person.client.post(action, data=stale)

    assert answer.headers["Location"] == "/task"
    assert person.attempt.started_at is None
