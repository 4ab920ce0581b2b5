"""What people read when something fails that is not their fault, or that they can put right."""

import dataclasses

import pytest
from werkzeug.test import Client

from lab.store.engines import sqlite_readers
from lab.store.readers import Readers
from lab.web.app import create_lab
from lab.web.participant.consent import BEGUN
from lab.web.security import MAX_BODY_BYTES
from tests.web.pages import attribute_of, read_page, text_of
from tests.web.participant.taking_part import LINK, Participant

TOO_MUCH = {"csrf_token": "x", "given": "x" * (MAX_BODY_BYTES + 1)}


@pytest.fixture
def without_database(services, tmp_path):
    """The same lab when its database cannot be read any more."""
    gone = Readers(sqlite_readers(tmp_path / "gone.sqlite3"))
    failing = dataclasses.replace(services.store, reading=gone.reading)
    return create_lab(dataclasses.replace(services, store=failing))


@pytest.mark.parametrize("address", [LINK, "/form/application", "/withdraw?lang=en"])
def test_too_much_text_is_said_on_a_page(at_original, address):
    page = read_page(at_original.client.post(address, data=TOO_MUCH), 413)

    assert text_of(page, "h1") in ("Das ist zu viel Text", "That is too much text")


def test_too_much_text_is_said_to_the_staff_as_well(staff):
    read_page(staff.post("/staff/links", data=TOO_MUCH), 413)


def test_while_the_database_cannot_be_read_people_are_asked_to_wait(at_original, without_database):
    client = Client(without_database)
    client.set_cookie("formwerkstatt", at_original.token)

    answer = client.get("/form/application")

    read_page(answer, 503)
    assert int(answer.headers["Retry-After"]) > 0


def test_while_the_database_cannot_be_read_the_staff_are_asked_to_wait(staff, without_database):
    client = Client(without_database)
    cookie = staff.get_cookie("formwerkstatt_staff", path="/staff")
    client.set_cookie("formwerkstatt_staff", cookie.value, path="/staff")

    answer = client.get("/staff/")

    read_page(answer, 503)
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("language", ["de", "en", "de_easy"])
def test_whose_browser_keeps_no_cookies_is_told_so(lab, services, language):
    person = Participant(Client(lab, use_cookies=False), services=services)
    person.visit(f"{LINK}?lang={language}")

    page = person.send("decision=yes", status=403)

    assert "cookies" in text_of(page, "h1").lower()
    assert attribute_of(page, "html", "lang") == language[:2]


def test_whose_browser_keeps_cookies_goes_on_as_ever(person):
    person.agree()

    assert person.address == "/task"
    assert BEGUN not in person.page.select_one("main form")["action"]


@pytest.mark.parametrize("address", ["/form/a%00b", "/s/a%00b"])
def test_an_address_with_a_nul_is_refused(at_original, address):
    read_page(at_original.client.get(address), 400)


def test_the_staff_too_get_no_address_with_a_nul(staff):
    read_page(staff.get("/staff/studies/kitchen_sink/sessions/a%00b"), 400)
