"""Events of the capture script, through the served application."""

import io
import json
import secrets

import pytest

from lab.sessions.events import EventKind
from lab.sessions.wire import StreamToken
from lab.store.failures import StoreBusy
from lab.web.participant.recording import read_stream_token, stream_token


def token_of(person):
    return str(person.page.select_one("script[data-endpoint]")["data-token"])


def message(token, events):
    return {
        "v": 1,
        "token": token,
        "stream": secrets.token_hex(16),
        "page": "application",
        "opened_at": 1_790_000_000_000,
        "clock": [12.5, 1_790_000_000_012],
        "prev": "",
        "device": "mouse",
        "dropped": 0,
        "events": events,
    }


HELP = [[0, 5.0, "back_pressed", "", {}], [1, 9.0, "submit_pressed", "", {}]]


def test_a_page_of_the_form_carries_a_token_for_just_this_page(at_original, services):
    told = read_stream_token(services.secret, token_of(at_original))

    session, attempt = at_original.session.id, at_original.attempt.id
    assert told == StreamToken(session, attempt, "application")


def test_events_are_stored_and_acknowledged(at_original):
    sent = message(token_of(at_original), HELP)

    answer = at_original.client.post("/events", json=sent)

    assert answer.status_code == 200
    assert answer.json["acks"][sent["stream"]]["upto"] == 1
    assert len(at_original.events(0, EventKind.BACK_PRESSED)) == 1


def test_no_cookie_is_needed_and_none_is_looked_at(at_original, lab, another):
    sent = message(token_of(at_original), HELP)

    answer = another.client.post("/events", json=sent)

    assert answer.status_code == 200
    assert len(at_original.events(0, EventKind.SUBMIT_PRESSED)) == 1


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_another_site_could_post_unasked_is_refused(at_original, kind):
    body = json.dumps(message(token_of(at_original), HELP))

    answer = at_original.client.post("/events", data=body, content_type=kind)

    assert answer.status_code == 415


def test_a_forged_token_is_refused(at_original, services):
    forged = stream_token(b"not the secret" * 3, "a", "b", "c")

    answer = at_original.client.post("/events", json=message(forged, HELP))

    assert answer.status_code == 401


def test_too_much_at_once_is_refused(at_original):
    sent = message(token_of(at_original), HELP) | {"padding": "x" * 140_000}

    assert at_original.client.post("/events", json=sent).status_code == 413


def test_after_withdrawal_the_device_is_told_to_forget(at_original):
    sent = message(token_of(at_original), HELP)
    at_original.send("decision=delete", form="[data-stop] form")

    assert at_original.client.post("/events", json=sent).status_code == 410


def test_between_the_forms_the_script_only_sends_what_is_left(at_task):
    script = at_task.page.select_one("script[data-endpoint]")

    assert script["data-mode"] == "drain"
    assert not script.has_attr("data-token")


def test_before_consent_no_page_brings_the_script(person):
    person.visit("/s/kitchen_sink")

    assert person.page.select("script[data-endpoint]") == []


def test_what_is_acknowledged_has_the_headers_of_every_other_answer(at_original):
    sent = message(token_of(at_original), HELP)

    answer = at_original.client.post("/events", json=sent)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_failure_nobody_thought_of_is_answered_so_that_the_device_tries_again(
    at_original, services, monkeypatch, caplog
):
    monkeypatch.setattr("lab.store.ingest.read_events", lambda _message: 1 / 0)
    sent = message(token_of(at_original), HELP)

    assert at_original.client.post("/events", json=sent).status_code == 500
    assert "ZeroDivisionError" in caplog.text


class NoPlace(io.BytesIO):
    """A body for which no thread is free to wait."""

    def read(self, size=-1):
        raise StoreBusy


def test_a_message_that_nobody_can_wait_for_is_to_come_again(another):
    answer = another.client.post(
        "/events", input_stream=NoPlace(), content_length=10, content_type="application/json"
    )

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
