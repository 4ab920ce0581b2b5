"""The ways out: giving up a form, stopping, the receipt, and having everything deleted."""

import pytest

from lab.sessions.events import EventKind
from lab.sessions.model import Outcome, SessionState
from lab.store import sessions
from lab.web.tokens import token_hash
from tests.web.participant.taking_part import STUDY


def code_on(page):
    return page.select_one(".lab-code").get_text(strip=True)


def sessions_of(services):
    with services.store.read() as db:
        return sessions.of_study(db, STUDY)


def test_giving_up_ends_the_form_and_leads_to_the_questions(at_revised):
    at_revised.send("decision=give_up", form="[data-give-up] form")

    assert at_revised.address == "/seq"
    assert at_revised.attempt.outcome == Outcome.GAVE_UP
    assert at_revised.events(0, EventKind.ATTEMPT_ENDED)[0][2] == {"outcome": "gave_up"}
    assert at_revised.events(0, EventKind.FACT_JUDGED) == []
    assert at_revised.draft() == {}


def test_the_page_to_give_up_leads_back_to_the_form(at_revised):
    at_revised.visit("/give-up")

    at_revised.send("decision=go_on")

    assert at_revised.address == "/form/start"
    assert at_revised.attempt.outcome is None


def test_there_is_nothing_to_give_up_outside_a_form(at_task):
    assert at_task.page.select("[data-give-up]") == []


def test_whoever_stops_may_let_the_lab_keep_what_was_recorded(at_revised):
    at_revised.send("decision=keep", form="[data-stop] form")

    assert at_revised.address == "/receipt"
    assert at_revised.session.state == SessionState.STOPPED
    assert at_revised.attempts[0].outcome == Outcome.INTERRUPTED
    assert at_revised.heading == "Sie haben aufgehört"


@pytest.mark.parametrize("where", ["bar", "page"])
def test_whoever_stops_may_have_everything_deleted(at_revised, services, where):
    session = at_revised.session.id
    if where == "page":
        at_revised.visit("/stop")

    form = "[data-stop] form" if where == "bar" else "main form"
    page = at_revised.send("decision=delete", form=form)

    assert at_revised.address == "/withdrawn"
    assert sessions_of(services) == ()
    assert at_revised.client.get_cookie("formwerkstatt") is None
    script = page.select_one("script[data-endpoint]")
    assert (script["data-mode"], script["data-session"]) == ("purge", session)


@pytest.mark.parametrize("decision", ["delete", "keep"])
def test_leaving_never_clears_what_the_device_still_has_to_send_for_others(at_revised, decision):
    action, data = at_revised.filled(f"decision={decision}", form="[data-stop] form")

    assert "Clear-Site-Data" not in at_revised.client.post(action, data=data).headers


def test_whoever_opens_the_page_to_stop_can_go_on(at_revised):
    at_revised.visit("/stop")

    at_revised.send("decision=go_on")

    assert at_revised.address == "/form/start"
    assert at_revised.session.state == SessionState.ACTIVE


def test_the_receipt_shows_the_same_code_until_the_end(at_revised):
    first = code_on(at_revised.send("decision=keep", form="[data-stop] form"))

    assert code_on(at_revised.visit("/receipt")) == first


def test_finishing_takes_the_cookie_away_and_keeps_the_data(at_revised, services):
    at_revised.send("decision=keep", form="[data-stop] form")

    page = at_revised.send()

    assert at_revised.address == "/thanks"
    assert page.select_one("script[data-endpoint]")["data-mode"] == "drain"
    assert at_revised.client.get_cookie("formwerkstatt") is None
    assert len(sessions_of(services)) == 1


@pytest.mark.parametrize("written", [str.upper, str.lower, lambda code: f" {code[:5]} {code[6:]} "])
def test_the_code_deletes_everything_later(at_revised, another, services, written):
    code = code_on(at_revised.send("decision=keep", form="[data-stop] form"))
    at_revised.send()

    another.visit("/withdraw")
    another.send(code=written(code))

    assert another.address == "/withdrawn"
    assert sessions_of(services) == ()


def test_a_wrong_code_deletes_nothing_and_stays_to_be_mended(at_revised, another, services):
    another.visit("/withdraw")

    page = another.send(code="ABCDE-23456")

    assert page.title.get_text().startswith("Fehler: ")
    assert page.select_one("#code")["value"] == "ABCDE-23456"
    assert len(sessions_of(services)) > 0


def test_withdrawing_by_code_ends_the_sitting_on_the_same_device(at_revised):
    at_revised.send("decision=keep", form="[data-stop] form")
    code = code_on(at_revised.page)

    at_revised.visit("/withdraw")
    at_revised.send(code=code)

    assert at_revised.client.get_cookie("formwerkstatt") is None


def test_whoever_withdrew_is_a_stranger_with_the_old_cookie(at_revised, services):
    token = at_revised.token
    at_revised.send("decision=delete", form="[data-stop] form")
    at_revised.client.set_cookie("formwerkstatt", token)

    at_revised.visit("/task", status=403)

    assert at_revised.client.get_cookie("formwerkstatt") is None
    with services.store.read() as db:
        assert sessions.by_token(db, token_hash(token)) is None


def test_whoever_withdrew_elsewhere_may_take_part_anew(at_revised, services):
    token = at_revised.token
    at_revised.send("decision=delete", form="[data-stop] form")
    at_revised.client.set_cookie("formwerkstatt", token)

    at_revised.agree()

    assert at_revised.address == "/task"
    assert at_revised.token != token


def test_the_receipt_names_the_public_address(at_revised):
    page = at_revised.send("decision=keep", form="[data-stop] form")

    assert "http://localhost/withdraw" in page.main.get_text()


@pytest.mark.parametrize("address", ["/withdraw", "/declined", "/thanks", "/withdrawn", "/"])
@pytest.mark.parametrize("language", ["de", "en", "de_easy"])
def test_public_pages_speak_every_language(person, address, language):
    page = person.visit(f"{address}?lang={language}")

    assert page.html["lang"] == language[:2]
    assert person.client.get_cookie("formwerkstatt") is None
