"""The header, host, form and role checks, on a small application that has every status."""

import pytest
from flask import Flask, Response, abort, request
from werkzeug.exceptions import TooManyRequests

from lab.access import Role
from lab.settings import Settings
from lab.web import csrf
from lab.web.failures import show_failures
from lab.web.guard import guard
from lab.web.security import HEADERS, HSTS, harden, host_is_allowed

SECRET = b"k" * 32
SESSION = "session-token"
ROUTES = {
    name: frozenset({Role.PARTICIPANT})
    for name in ("page", "form", "broken", "answer", "static", "events")
}


DEFAULT = Settings()


def small_app(settings: Settings = DEFAULT, role: Role = Role.PARTICIPANT) -> Flask:
    app = Flask("small", static_folder=None)
    harden(app, settings)
    guard(
        app,
        settings,
        ROUTES,
        who=lambda: role,
        good_form_token=lambda given: csrf.is_form_token(SECRET, SESSION, given),
        without_form_token=frozenset({"events"}),
    )
    show_failures(app, lambda status, reference: f"<h1>{status}</h1><p>{reference}</p>")
    app.add_url_rule("/page", "page", lambda: "page")
    app.add_url_rule("/form", "form", lambda: f"got {request.form.get('name')}", methods=["POST"])
    app.add_url_rule("/events", "events", lambda: "stored", methods=["POST"])
    app.add_url_rule("/unlisted", "unlisted", lambda: "secret")
    app.add_url_rule("/broken", "broken", _break)
    app.add_url_rule("/answer/<int:status>", "answer", _answer)
    return app


def _break() -> str:
    raise ValueError("Erika Mustermann typed this")


def _answer(status: int) -> Response:
    if status == 429:
        raise TooManyRequests(retry_after=7)
    if status >= 400:
        abort(status)
    return Response("", status)


STATUSES = [
    ("GET", "/page", 200),
    ("GET", "/answer/204", 204),
    ("GET", "/answer/302", 302),
    ("GET", "/answer/304", 304),
    ("POST", "/form", 400),
    ("GET", "/answer/401", 401),
    ("GET", "/unlisted", 403),
    ("GET", "/nowhere", 404),
    ("POST", "/page", 405),
    ("GET", "/answer/410", 410),
    ("GET", "/answer/413", 413),
    ("GET", "/answer/429", 429),
    ("GET", "/broken", 500),
    ("GET", "/answer/503", 503),
]


@pytest.mark.parametrize(("method", "path", "status"), STATUSES)
def test_every_status_carries_every_security_header(method, path, status):
    answer = small_app().test_client().open(path, method=method)

    assert answer.status_code == status
    assert {name: answer.headers.get_all(name) for name in HEADERS} == {
        name: [value] for name, value in HEADERS.items()
    }
    assert answer.headers.get_all("Server") == [""]
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize(("method", "path", "status"), STATUSES)
def test_behind_a_public_https_address_every_status_asks_for_https(method, path, status):
    app = small_app(Settings(public_url="https://lab.example.org"))

    answer = app.test_client().open(path, method=method)

    assert answer.headers.get_all("Strict-Transport-Security") == [HSTS]


def test_the_content_policy_starts_from_nothing_and_allows_nothing_inline():
    policy = HEADERS["Content-Security-Policy"].split("; ")

    assert policy[0] == "default-src 'none'"
    assert {"object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert not any(word in HEADERS["Content-Security-Policy"] for word in ("unsafe", "*", "http"))


def test_a_failure_says_nothing_of_the_inner_life(caplog):
    answer = small_app().test_client().get("/broken")

    assert answer.text.startswith("<h1>500</h1>")
    assert not any(word in answer.text for word in ("Traceback", ".py", "ValueError", "Erika"))
    reference = answer.text.split("<p>")[1].removesuffix("</p>")
    assert reference in caplog.text
    assert "ValueError in _break" in caplog.text
    assert "Erika" not in caplog.text


def test_a_refusal_keeps_the_headers_a_client_needs():
    client = small_app().test_client()

    assert "GET" in client.post("/page").headers["Allow"]
    assert client.get("/answer/429").headers["Retry-After"] == "7"


@pytest.mark.parametrize("role", set(Role) - {Role.PARTICIPANT})
def test_a_role_the_table_does_not_name_is_refused(role):
    assert small_app(role=role).test_client().get("/page").status_code == 403


def test_a_route_without_an_entry_is_refused():
    assert small_app().test_client().get("/unlisted").status_code == 403


GOOD = csrf.form_token(SECRET, SESSION)
SAME = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        (GOOD, {}, 200),
        (GOOD, SAME, 200),
        (GOOD, {"Sec-Fetch-Site": "none"}, 200),
        (GOOD, {"Origin": "http://localhost:80"}, 200),
        ("", SAME, 400),
        ("x", SAME, 400),
        (GOOD[:-1], SAME, 400),
        (GOOD.upper(), SAME, 400),
        (csrf.form_token(SECRET, "another"), SAME, 400),
        (csrf.form_token(b"x" * 32, SESSION), SAME, 400),
        (csrf.open_form_token(SECRET), SAME, 400),
        (GOOD, {"Sec-Fetch-Site": "cross-site"}, 400),
        (GOOD, {"Sec-Fetch-Site": "same-site"}, 400),
        (GOOD, {"Origin": "null"}, 400),
        (GOOD, {"Origin": ""}, 400),
        (GOOD, {"Origin": "https://localhost"}, 400),
        (GOOD, {"Origin": "http://localhost:8001"}, 400),
        (GOOD, {"Origin": "http://localhost.evil.example"}, 400),
        (GOOD, {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, 400),
        (GOOD, {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, 400),
        (GOOD, {"Origin": "http://[::1"}, 400),
    ],
)
def test_a_form_is_taken_only_from_our_own_page_and_with_its_token(token, headers, status):
    data = {csrf.FIELD: token, "name": "x"}

    answer = small_app().test_client().post("/form", data=data, headers=headers)

    assert answer.status_code == status


def test_behind_a_proxy_the_public_address_is_our_own_origin():
    app = small_app(Settings(public_url="https://lab.example.org"))
    headers = {"Origin": "https://lab.example.org"}

    answer = app.test_client().post("/form", data={csrf.FIELD: GOOD}, headers=headers)

    assert answer.status_code == 200


def test_a_route_without_cookie_authority_needs_no_form_token():
    assert small_app().test_client().post("/events", json={}).status_code == 200


def test_a_form_shown_before_any_cookie_has_a_token_of_its_own():
    assert csrf.is_open_form_token(SECRET, csrf.open_form_token(SECRET))
    assert not csrf.is_open_form_token(b"x" * 32, csrf.open_form_token(SECRET))
    assert not csrf.is_open_form_token(SECRET, GOOD)


def test_without_a_session_no_form_token_is_good():
    assert not csrf.is_form_token(SECRET, "", csrf.form_token(SECRET, ""))


def test_a_method_cannot_be_overridden():
    client = small_app().test_client()

    answer = client.get("/form", headers={"X-HTTP-Method-Override": "POST"})

    assert answer.status_code == 405


GOOD_HOSTS = [
    *("localhost", "LOCALHOST", "localhost:8000", "127.0.0.1", "127.0.0.1:1"),
    *("[::1]", "[::1]:8000", "lab.test", "Lab.Test:8000", "lab.example.org"),
]
BAD_HOSTS = [
    *("", " ", "evil.example", "evil.example:8000", "localhost.evil.example", "evil-localhost"),
    *("localhost.", "127.0.0.1.", "127.1", "2130706433", "0x7f.0.0.1", "0.0.0.0", "127.0.0.2"),
    *("[::]", "[::ffff:127.0.0.1]", "::1", "[::1", "[::1]evil", "[::1%25lo]"),
    *("localhost:", "localhost:port", "localhost:8000:8000", "localhost:999999", "localhost:-1"),
    *("localhost@evil.example", "evil.example@localhost", "localhost/evil", "localhost#"),
    *("localhost?x", "localhost,evil.example", "localhost, localhost", "localhost localhost"),
    *("localhost\t", "\tlocalhost", "local%68ost", "ｌocalhost", "lab.tést", "xn--lab.test"),
    *(".test", "*.test", "test", "sub.lab.test", "lab.test.evil.example", "labXtest"),
    *("http://localhost", "//localhost", "localhost\\evil", "'localhost'", "localhost;evil"),
]


def allowed() -> tuple[str, ...]:
    return Settings(trusted_hosts=("lab.test",), public_url="https://lab.example.org").allowed_hosts


@pytest.mark.parametrize("host", GOOD_HOSTS)
def test_the_lab_answers_to_its_own_names(host):
    assert host_is_allowed(host, allowed())


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_the_lab_does_not_answer_to_other_names(host):
    assert not host_is_allowed(host, allowed())


@pytest.mark.parametrize("path", ["/page", "/nowhere", "/broken"])
def test_a_request_to_a_foreign_name_is_refused_before_anything_else(path):
    answer = small_app().test_client().get(path, headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "Forwarded", "X-Host", "X-Original-Host"])
def test_a_proxy_header_changes_no_name(name):
    client = small_app().test_client()

    assert client.get("/page", headers={name: "evil.example"}).status_code == 200
    headers = {"Host": "evil.example", name: "localhost"}
    assert client.get("/page", headers=headers).status_code == 400
