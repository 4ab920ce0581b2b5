"""The list of sessions and each session's page: what the team may see, and when."""

from functools import partial

import pytest
from werkzeug.test import Client

from lab.access import Role
from lab.sessions.model import Outcome, SessionState
from lab.store import attempts, erasures, sessions
from lab.web.tokens import Purpose, sign
from tests.web.conftest import STUDY
from tests.web.pages import attribute_of, read_page, text_of
from tests.web.participant.taking_part import Participant

PAGE = f"/staff/studies/{STUDY}"
LIST = f"{PAGE}/sessions"


@pytest.fixture
def person(lab, services):
    """Has said yes and stands before the first form."""
    here = Participant(Client(lab), services=services)
    here.agree()
    here.send()
    return here


def end(services, clock, session_id):
    """The first attempt is submitted after a minute and a half, and the session is over."""
    clock.pass_by(seconds=90)
    with services.store.read() as db:
        first = attempts.of_session(db, session_id)[0].id
    now = services.now()
    services.store.write(lambda db: attempts.end(db, first, Outcome.SUBMITTED, now))
    services.store.write(lambda db: sessions.end(db, session_id, SessionState.FINISHED, now))


def rows(page):
    return [row.get_text(" ", strip=True) for row in page.select("[data-session]")]


@pytest.mark.parametrize("address", [PAGE, LIST])
def test_the_team_sees_every_session_with_its_versions_in_order(staff, person, address):
    page = read_page(staff.get(address))

    (row,) = page.select("[data-session]")
    assert row["data-session"] == person.session.id
    names = {"original": "Ursprünglich", "revised": "Überarbeitet"}
    in_order = ", ".join(names[one.version] for one in person.attempts)
    assert in_order in row.get_text(" ", strip=True)
    assert "simuliert" not in row.get_text()


def test_officials_see_numbers_but_no_single_session(sign_in, person):
    official = sign_in(Role.OFFICIAL)

    assert read_page(official.get(PAGE)).select("[data-session]") == []
    assert official.get(LIST).status_code == 403


def test_before_the_planned_number_neither_outcome_nor_duration_of_people(
    staff, person, services, clock
):
    end(services, clock, person.session.id)

    (row,) = rows(read_page(staff.get(LIST)))
    assert "abgeschickt" not in row
    assert "Min." not in row
    session = read_page(staff.get(f"{LIST}/{person.session.id}"))
    assert "abgeschickt" not in session.get_text()
    assert "Min." not in session.get_text()


def test_who_said_yes_and_never_opened_a_form_is_none_of_the_planned(
    staff, person, lab, services, clock
):
    end(services, clock, person.session.id)
    for _ in range(services.library.study(STUDY).study.planned_participants):
        phantom = Participant(Client(lab), services=services)
        phantom.agree()
        gone = partial(sessions.end, session_id=phantom.session.id, state=SessionState.STOPPED)
        services.store.write(partial(gone, now=services.now()))

    page = read_page(staff.get(f"{LIST}/{person.session.id}"))

    assert "Min." not in page.get_text()


def test_when_all_planned_people_are_through_both_are_shown(staff, lab, services, clock):
    planned = services.library.study(STUDY).study.planned_participants
    for _ in range(planned):
        here = Participant(Client(lab), services=services)
        here.agree()
        here.send()
        end(services, clock, here.session.id)

    told = rows(read_page(staff.get(LIST)))
    assert len(told) == planned
    assert all("abgeschickt" in row and "1 Min. 30 Sek." in row for row in told)
    session = read_page(staff.get(f"{LIST}/{here.session.id}"))
    assert "abgeschickt, 1 Min. 30 Sek." in session.get_text(" ", strip=True)


def test_of_rehearsals_outcome_and_duration_are_shown_at_once(staff, lab, services, clock):
    here = Participant(Client(lab), services=services)
    here.agree(simulated=sign(services.secret, Purpose.SIMULATED, STUDY))
    here.send()
    end(services, clock, here.session.id)

    (row,) = rows(read_page(staff.get(LIST)))
    assert "simuliert" in row
    assert "abgeschickt" in row


def test_a_session_leads_to_those_attempts_that_were_begun(staff, person):
    page = read_page(staff.get(f"{LIST}/{person.session.id}"))

    assert [link["href"] for link in page.select("section a")] == [f"{LIST}/{person.session.id}/1"]


@pytest.mark.parametrize("rest", ["", "/1", "/1/server-0"])
def test_a_withdrawn_session_is_gone(staff, person, services, rest):
    session = person.session.id
    services.store.write(partial(erasures.erase, session_id=session, now=services.now()))

    page = read_page(staff.get(f"{LIST}/{session}{rest}"), 410)

    assert "zurückgezogen" in text_of(page, "h1")


@pytest.mark.parametrize("rest", ["", "/1", "/1/server-0"])
def test_what_was_never_there_is_not_found(staff, person, rest):
    read_page(staff.get(f"{LIST}/{'0' * 32}{rest}"), 404)
    read_page(staff.get(f"/staff/studies/other/sessions/{person.session.id}{rest}"), 404)


@pytest.mark.parametrize("rest", ["/0", "/2", "/3", "/1/nonsense", "/1/server-99"])
def test_attempts_and_pages_that_are_not_there_are_not_found(staff, person, rest):
    read_page(staff.get(f"{LIST}/{person.session.id}{rest}"), 404)


def test_the_list_has_pages_of_fifty(staff, lab, services):
    for _ in range(51):
        Participant(Client(lab), services=services).agree()

    first, second = (read_page(staff.get(f"{LIST}?page={number}")) for number in (1, 2))

    assert (len(rows(first)), len(rows(second))) == (50, 1)
    assert attribute_of(first, "a[rel=next]", "href") == f"{LIST}?page=2"
    assert attribute_of(second, "a[rel=prev]", "href") == f"{LIST}?page=1"
    assert rows(second)[0].startswith("Sitzung 1 ")
    assert attribute_of(read_page(staff.get(PAGE)), "#watch ~ p a", "href") == f"{LIST}?page=2"


@pytest.mark.parametrize("number", ["0", "-1", "2", "99999999999999999999"])
def test_pages_that_the_list_does_not_have_are_not_found(staff, person, number):
    read_page(staff.get(f"{LIST}?page={number}"), 404)


def test_an_empty_list_says_so(staff):
    assert "Bisher hat niemand teilgenommen" in read_page(staff.get(LIST)).get_text()


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_pages_are_sound_in_both_languages(staff, person, language):
    for address in (LIST, f"{LIST}/{person.session.id}", f"{LIST}/{person.session.id}/1"):
        page = read_page(staff.get(f"{address}?lang={language}"))
        assert attribute_of(page, "html", "lang") == language
