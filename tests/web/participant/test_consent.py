"""Before a yes nothing is stored; a no leaves a number and nothing else."""

import pytest
from werkzeug.test import Client

from lab.sessions.model import SessionState
from lab.store import sessions
from lab.studies.consent import PARTS
from lab.web.tokens import Purpose, sign
from tests.web.participant.taking_part import LINK, STUDY


def count_sessions(services):
    with services.store.read() as db:
        return len(sessions.of_study(db, STUDY))


@pytest.mark.parametrize("language", ["de", "en", "de_easy"])
def test_every_part_of_the_information_is_under_a_heading_of_its_own(person, language):
    page = person.visit(f"{LINK}?lang={language}")

    assert len(page.select("main h2")) == len(PARTS) + 1
    assert page.html["lang"] == language[:2]


def test_information_alone_stores_nothing(person, services):
    person.visit(LINK)

    assert person.client.get_cookie("formwerkstatt") is None
    assert count_sessions(services) == 0


def test_a_no_is_counted_and_leaves_no_cookie_and_no_session(person, services):
    person.visit(LINK)

    person.send("decision=no")

    assert person.address == "/declined"
    assert person.client.get_cookie("formwerkstatt") is None
    assert count_sessions(services) == 0
    with services.store.read() as db:
        assert sessions.refusals(db, STUDY) == 1


def test_a_yes_begins_a_session_in_the_language_that_was_read(person):
    person.agree("de_easy")

    assert person.session.language == "de_easy"
    assert person.session.state == SessionState.ACTIVE
    assert person.address == "/task"


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(person):
    person.visit(LINK)
    action, data = person.filled("decision=yes")

    cookie = person.client.post(action, data=data).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Expires" not in cookie


def test_saying_yes_twice_with_one_page_begins_once(person, services):
    person.visit(LINK)
    action, data = person.filled("decision=yes")

    for _ in range(2):
        person.client.post(action, data=data)

    assert count_sessions(services) == 1


def test_an_old_copy_of_the_page_never_opens_a_finished_session(person, another, services):
    person.visit(LINK)
    action, data = person.filled("decision=yes")
    person.client.post(action, data=data)
    person.visit("/stop")
    person.send("decision=keep")

    another.client.post(action, data=data)

    another.visit("/task")
    assert another.address == "/task"
    assert another.token != person.token
    assert count_sessions(services) == 2


def test_who_comes_back_to_the_link_is_offered_to_go_on(at_revised):
    page = at_revised.visit(LINK)

    assert page.select_one('main a[href="/form"]')


def test_the_next_person_at_the_same_device_begins_anew(at_revised, services):
    before = at_revised.session.id

    at_revised.agree()

    assert at_revised.session.id != before
    assert at_revised.address == "/task"


def test_a_language_is_guessed_from_the_browser_but_very_easy_german_is_asked_for(lab):
    client = Client(lab)

    english = client.get(LINK, headers={"Accept-Language": "en-GB,en;q=0.9"})
    german = client.get(LINK, headers={"Accept-Language": "tr"})

    assert '<html lang="en"' in english.text
    assert '<html lang="de"' in german.text


def test_a_decision_that_is_neither_yes_nor_no_is_refused(person, services):
    person.visit(LINK)
    action, data = person.filled()

    assert person.client.post(action, data={**data, "decision": "maybe"}).status_code == 400
    assert count_sessions(services) == 0


def test_a_study_that_is_not_there_is_not_found(person):
    person.visit("/s/nowhere", status=404)


def test_only_a_token_of_this_lab_marks_a_rehearsal(person, services):
    person.agree(simulated=sign(services.secret, Purpose.SIMULATED, STUDY))

    assert person.session.simulated


def test_without_a_token_nobody_is_simulated(person):
    person.agree()

    assert not person.session.simulated


@pytest.mark.parametrize(
    "make",
    [
        lambda secret: "1",
        lambda secret: sign(secret, Purpose.STREAM, STUDY),
        lambda secret: sign(b"another lab" * 3, Purpose.SIMULATED, STUDY),
        lambda secret: sign(secret, Purpose.SIMULATED, "another_study"),
    ],
)
def test_a_wrong_rehearsal_token_is_refused_before_it_counts_as_a_person(person, services, make):
    person.visit(f"{LINK}?simulated={make(services.secret)}", status=400)

    assert count_sessions(services) == 0


def test_the_language_switch_keeps_the_rehearsal_token(person, services):
    token = sign(services.secret, Purpose.SIMULATED, STUDY)

    page = person.visit(f"{LINK}?simulated={token}")

    links = [str(link["href"]) for link in page.select("nav a")]
    assert len(links) == 2
    assert all(f"simulated={token}" in link for link in links)


def change_the_purpose(services):
    file = services.settings.forms / STUDY / "study.yaml"
    changed = file.read_text("utf-8").replace("Wir prüfen Formulare.", "Neuer Zweck.")
    file.write_text(changed, "utf-8")


def test_a_changed_consent_text_is_what_the_next_person_reads(person, another, services):
    person.agree()
    change_the_purpose(services)

    page = another.visit(f"{LINK}?lang=de")

    assert "Neuer Zweck." in page.main.get_text()


def test_nobody_agrees_to_a_text_they_have_not_read(person, services):
    person.visit(f"{LINK}?lang=de")
    change_the_purpose(services)

    page = person.send("decision=yes")

    assert person.address == LINK
    assert "Neuer Zweck." in page.main.get_text()
    assert count_sessions(services) == 0
