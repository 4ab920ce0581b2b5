"""Nothing of the staff's is reachable with what a participant holds."""

import itertools
import random
from urllib.parse import unquote

import pytest
from werkzeug.test import Client

from lab.web.staff.visitor import COOKIE as STAFF_COOKIE
from tests.web.conftest import STUDY
from tests.web.pages import read_page

PARTICIPANT_COOKIE = "formwerkstatt"
OPEN = {"enter_page", "enter", "left", "static"}
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
PATHS = [
    *("/staff", "/staff/", "/staff/withdrawal", "/staff/withdrawn", "/staff/links"),
    *(f"/staff/studies/{STUDY}", f"/staff/studies/{STUDY}/counts.json"),
    f"/staff/studies/{STUDY}/preview/revised/blank/check",
]


@pytest.fixture
def reached(lab, monkeypatch):
    """The endpoints of the staff's application whose view was really called."""
    views, called = lab.mounts["/staff"].view_functions, []
    for endpoint, view in views.items():

        def spy(*args, _endpoint=endpoint, _view=view, **kwargs):
            called.append(_endpoint)
            return _view(*args, **kwargs)

        monkeypatch.setitem(views, endpoint, spy)
    return called


def test_a_participant_reaches_nothing_of_the_staffs(participant, reached):
    for path, method in itertools.product(PATHS, METHODS):
        answer = participant.open(path, method=method)
        assert answer.status_code in (308, 403, 404, 405) or method == "OPTIONS", (path, method)

    assert not set(reached) - OPEN


def test_the_spy_sees_what_staff_do(staff, reached):
    staff.get("/staff/links")

    assert reached == ["links"]


def mutated(path, rng):
    """The same path as an attacker would write it."""
    ways = [
        lambda p: p.replace("/", "//"),
        lambda p: p.replace("/", "/./"),
        lambda p: p.replace("staff", "STAFF"),
        lambda p: p.replace("staff", "staff;x=1"),
        lambda p: p.replace("staff", "%73taff"),
        lambda p: p.replace("staff", "%2573taff"),
        lambda p: p.replace("/staff", "/%2e%2e/staff"),
        lambda p: p.replace("/staff", "/s/../staff"),
        lambda p: p.replace("/staff", "/form/..%2fstaff"),
        lambda p: p.replace("/staff", "/staff%00"),
        lambda p: p.replace("/", "\\"),
        lambda p: p.replace("/", "%5c"),
        lambda p: p.replace("/", "%2f"),
        lambda p: p + "/",
        lambda p: p + "%20",
        lambda p: p + ";.css",
        lambda p: p + "?_method=GET&endpoint=links",
        lambda p: f"/s/{STUDY}?next={p}",
        lambda p: f"/form{p}",
        lambda p: p.replace("a", "ａ"),
    ]
    for way in rng.sample(ways, rng.randint(1, 3)):
        path = way(path)
    return path if path.startswith(("/", "%", "\\")) else "/" + path


OVERRIDES = [
    {},
    {"X-Original-URL": "/staff/links"},
    {"X-Rewrite-URL": "/staff/links"},
    {"X-Forwarded-Prefix": "/staff"},
    {"X-Forwarded-Path": "/staff/links"},
    {"X-Script-Name": "/staff"},
    {"X-HTTP-Method-Override": "GET"},
    {"X-Forwarded-For": "127.0.0.1"},
    {"X-Forwarded-User": "administrator"},
    {"Authorization": "Bearer administrator"},
]


def test_two_thousand_mutated_paths_reach_nothing_of_the_staffs(participant, reached):
    rng = random.Random(2026)
    for number in range(2000):
        path, headers = mutated(rng.choice(PATHS), rng), rng.choice(OVERRIDES)
        seen = unquote(path) if number % 2 else path  # decoded by a server, or left as it stands
        answer = participant.open(
            "/",
            method=rng.choice(["GET", "POST", "HEAD"]),
            headers=headers,
            environ_overrides={"PATH_INFO": seen.encode().decode("latin-1"), "REQUEST_URI": path},
        )
        answer.close()
        assert answer.status_code < 500, path

    assert not set(reached) - OPEN


def test_a_participants_cookie_under_the_staffs_name_opens_nothing(lab, participant):
    value = participant.get_cookie(PARTICIPANT_COOKIE).value
    thief = Client(lab)
    thief.set_cookie(STAFF_COOKIE, value, path="/staff")

    assert thief.get("/staff/").status_code == 403


def test_a_staff_cookie_makes_nobody_a_participant(lab, staff):
    value = staff.get_cookie(STAFF_COOKIE, path="/staff").value
    thief = Client(lab)
    thief.set_cookie(PARTICIPANT_COOKIE, value)

    assert thief.get("/task").status_code == 403


def test_each_application_has_error_pages_of_its_own(stranger):
    staffs = read_page(stranger.get("/staff/nowhere"), 404)
    participants = read_page(stranger.get("/nowhere"), 404)

    assert staffs.get_text() != participants.get_text()
    assert "/staff" not in str(participants)
