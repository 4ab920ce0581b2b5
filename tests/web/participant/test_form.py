"""The form under test, filled in without scripts: what is kept, what is shown, what is recorded."""

import pytest

from lab.sessions.events import EventKind
from lab.sessions.model import Outcome, Step

SERVED = EventKind.PAGE_SERVED


def served(person):
    """Page and reason of everything that was served."""
    return [(page, data["reason"]) for page, _, data in person.events(0, SERVED)]


def test_an_error_is_shown_after_a_redirect_and_everything_typed_stays(at_revised):
    at_revised.fill_page()

    at_revised.fill_page(last_name="", town="Musterhausen")

    page = at_revised.page
    assert at_revised.address == "/form/person"
    assert page.title.get_text().startswith("Fehler: ")
    assert [link["href"] for link in page.select("[role=alert] a")] == ["#f-last_name"]
    assert page.select_one("#f-town")["value"] == "Musterhausen"


def test_an_error_is_recorded_with_rule_and_message_and_never_with_the_value(at_revised):
    at_revised.fill_page()

    at_revised.fill_page(last_name="", birthday="99.99.1980")

    errors = at_revised.events(0, EventKind.VALIDATION_ERROR)
    assert [(field, data["rule"], data["number"]) for _, field, data in errors] == [
        ("last_name", "required", 1),
        ("birthday", "not_a_date", 1),
    ]
    assert errors[0][2]["message"] == "Geben Sie Ihren Nachnamen ein."
    assert "99" not in str(at_revised.events())


def test_submissions_of_a_page_are_numbered(at_revised):
    at_revised.fill_page()

    for _ in range(2):
        at_revised.fill_page(last_name="")

    numbers = [data["number"] for _, _, data in at_revised.events(0, EventKind.VALIDATION_ERROR)]
    assert numbers == [1, 2]


def test_reloading_after_an_error_submits_nothing_again(at_revised):
    at_revised.fill_page()
    at_revised.fill_page(last_name="")

    at_revised.visit("/form/person?checked=1")

    assert len(at_revised.page.select("[role=alert]")) == 1
    assert len(at_revised.events(0, EventKind.PAGE_SUBMITTED)) == 2
    assert served(at_revised)[-2:] == [("person", "errors"), ("person", "reload")]


def test_the_way_through_the_form_is_recorded_with_its_reasons(at_revised):
    at_revised.fill_page()
    at_revised.fill_page()
    at_revised.visit(str(at_revised.page.select_one("[data-back]")["href"]))
    at_revised.visit("/form")

    assert served(at_revised) == [
        ("start", "next"),
        ("person", "next"),
        ("stall", "next"),
        ("person", "back"),
        ("person", "resume"),
    ]


def test_changing_an_answer_on_the_check_page_leads_back_to_it(at_revised):
    while at_revised.address != "/form/check":
        at_revised.fill_page()
    at_revised.visit(str(at_revised.page.select_one("[data-change=person]")["href"]))

    at_revised.fill_page(town="Neustadt")

    assert at_revised.address == "/form/check"
    assert "Neustadt" in at_revised.page.main.get_text()
    assert ("person", "change") in served(at_revised)


def test_a_page_further_on_is_not_shown_before_those_in_front_of_it(at_revised):
    at_revised.visit("/form/remarks_page")

    assert at_revised.address == "/form/start"


def test_who_goes_back_finds_the_answers(at_revised):
    at_revised.fill_page()
    at_revised.fill_page()

    page = at_revised.visit("/form/person")

    assert page.select_one("#f-last_name")["value"] == at_revised.right_answers()["last_name"]


def test_a_page_that_the_answers_close_is_left_out(at_revised):
    answers = {"goods": "crafts", "has_car": "no"}
    visited = []
    while at_revised.address != "/form/check":
        visited.append(at_revised.address.removeprefix("/form/"))
        at_revised.fill_page(**answers)

    assert "hygiene" not in visited
    assert "car" not in visited


def test_what_the_answers_make_unreachable_is_not_judged_as_given(at_revised):
    while at_revised.address != "/form/check":
        at_revised.fill_page()
    at_revised.visit("/form/stall")
    at_revised.fill_page(has_car="no")

    at_revised.fill_form()

    judged = {
        data["fact"]: data["outcome"] for *_, data in at_revised.events(0, EventKind.FACT_JUDGED)
    }
    assert judged["plate"] == "blank"


def test_the_end_is_recorded_and_the_draft_is_gone(at_original):
    before = at_original.attempt.id

    at_original.fill_form(length="9")

    kinds = [kind for kind, *_ in at_original.events()]
    assert kinds[:4] == ["attempt_started", "page_served", "page_submitted", "page_accepted"]
    assert kinds[-1] == "attempt_ended"
    wrong = [
        data
        for *_, data in at_original.events(0, EventKind.FACT_JUDGED)
        if data["outcome"] != "right"
    ]
    assert [(one["fact"], one["outcome"]) for one in wrong] == [("length", "wrong")]
    assert at_original.draft() == {}
    assert at_original.attempt.id == before
    assert at_original.session.step == Step.SEQ


def test_submitting_twice_is_one_completion(at_original):
    action, data = at_original.filled(form="#page-form")
    at_original.fill_form()

    for _ in range(2):
        assert at_original.client.post(action, data=data).status_code == 303

    assert len(at_original.events(0, EventKind.ATTEMPT_ENDED)) == 1
    assert at_original.attempts[0].outcome == Outcome.SUBMITTED


def test_the_confirmation_stays_until_the_next_form_begins(at_original):
    at_original.fill_form()

    at_original.visit("/form/done")

    assert at_original.heading == "Eingegangen"


def test_the_button_to_delete_all_really_deletes(at_original):
    at_original.fill_page(full_name="Klein, Marta", goods="")
    assert at_original.draft()["full_name"] == "Klein, Marta"

    at_original.send("action=delete_all", form="#page-form")

    assert at_original.draft() == {}
    assert at_original.page.select_one("#f-full_name")["value"] == ""
    assert served(at_original)[-1] == ("application", "other")


def test_a_version_without_that_button_deletes_nothing(at_revised):
    at_revised.fill_page()
    at_revised.fill_page()
    action, data = at_revised.filled(form="#page-form")

    at_revised.client.post(action, data={**data, "action": "delete_all"})

    assert at_revised.draft()["last_name"]


def test_what_is_posted_beside_the_shown_fields_is_ignored(at_revised):
    at_revised.fill_page()

    at_revised.fill_page(goods="crafts", remarks="x")
    action, data = at_revised.filled(form="#page-form")
    at_revised.client.post(action, data={**data, "last_name": "Anders", "state": "finished"})

    assert at_revised.draft()["last_name"] != "Anders"


def test_answers_in_the_database_cannot_be_read_without_the_cookie(at_original, settings):
    at_original.fill_page(full_name="Unverwechselbar", goods="")

    written = b"".join(path.read_bytes() for path in settings.data.iterdir() if path.is_file())

    assert at_original.draft()["full_name"] == "Unverwechselbar"
    assert b"Unverwechselbar" not in written


def test_the_form_is_shown_in_its_own_language_and_the_bar_in_the_persons(person):
    person.agree("de_easy")
    person.send()

    assert person.page.html["lang"] == "de"
    assert "Sie dürfen immer aufhören" in person.page.select_one("header").get_text()


@pytest.mark.parametrize("method", ["head", "options"])
def test_only_looking_at_a_page_records_nothing(at_original, method):
    before = at_original.events()

    getattr(at_original.client, method)("/form/application")

    assert at_original.events() == before


def test_a_form_without_its_token_is_refused(at_original):
    action, data = at_original.filled(form="#page-form")
    del data["csrf_token"]

    assert at_original.client.post(action, data=data).status_code == 400
    assert at_original.draft() == {}


def test_the_token_of_somebody_else_is_refused(at_original, another):
    another.agree()
    action, data = at_original.filled(form="#page-form")

    assert another.client.post(action, data=data).status_code == 400
