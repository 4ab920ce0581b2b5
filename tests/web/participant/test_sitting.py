"""The whole way through, and every wrong turn on it."""

import pytest
from werkzeug.test import Client

from lab.sessions.events import EventKind
from lab.sessions.model import Outcome, SessionState, Step
from lab.web.app import create_lab
from tests.web.participant.taking_part import Participant


def test_a_person_takes_part_from_consent_to_receipt(person):
    person.take_part()

    assert person.address == "/receipt"
    assert person.session.state == SessionState.FINISHED
    assert [one.outcome for one in person.attempts] == [Outcome.SUBMITTED] * 2
    assert {one.version for one in person.attempts} == {"original", "revised"}
    assert len(person.ratings()) == 2 * 11 + 2


def test_whoever_does_the_task_right_is_judged_right(person):
    person.take_part()

    for position in (0, 1):
        outcomes = [data["outcome"] for *_, data in person.events(position, EventKind.FACT_JUDGED)]
        assert outcomes == ["right"] * 12


WRONG_PLACES = [
    *("/task", "/form", "/form/application", "/form/check", "/form/done", "/form/nowhere"),
    *("/seq", "/sus", "/preference", "/receipt", "/give-up"),
]


@pytest.mark.parametrize("place", WRONG_PLACES)
def test_every_wrong_place_leads_to_the_right_one(at_task, place):
    at_task.visit(place)

    assert at_task.address == "/task"


def test_a_finished_person_sees_the_receipt_whatever_is_asked_for(person):
    person.take_part()

    for place in (*WRONG_PLACES, "/stop"):
        person.visit(place)
        assert person.address == ("/form/done" if place == "/form/done" else "/receipt")


@pytest.mark.parametrize("place", [*WRONG_PLACES, "/stop"])
def test_a_stranger_is_refused_everything_but_the_public_pages(person, place):
    person.visit(place, status=403)

    assert "Link" in person.page.main.get_text()


def test_the_front_door_leads_participants_to_their_place(at_revised):
    at_revised.visit("/")

    assert at_revised.address.startswith("/form/")


def test_the_front_door_tells_strangers_how_to_get_in(person):
    person.visit("/")

    assert person.heading == "Formwerkstatt"


def test_a_restart_of_the_server_in_the_middle_changes_nothing(at_revised, services):
    at_revised.fill_page()
    at_revised.fill_page()
    before, answers = at_revised.address, at_revised.draft()
    again = Participant(Client(create_lab(services)), services=services)
    again.client.set_cookie("formwerkstatt", at_revised.token)

    again.visit("/form")

    assert again.address == before
    assert again.draft() == answers


def test_starting_the_task_twice_starts_one_attempt(at_task):
    address, data = at_task.filled()

    for _ in range(2):
        at_task.client.post(address, data=data)

    assert len(at_task.events(0, EventKind.ATTEMPT_STARTED)) == 1
    assert at_task.session.step == Step.FORM


def test_the_task_card_is_at_hand_on_every_page_of_the_form(at_revised):
    card = at_revised.page.select_one("header [data-task-card]")

    assert card.select_one("summary[accesskey=k]")
    assert len(card.select("dt")) == 6


def test_the_second_attempt_has_the_other_version_and_the_other_task(person):
    person.take_part()

    first, second = person.attempts
    assert first.version != second.version
    assert first.task != second.task
