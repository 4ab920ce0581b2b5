from datetime import timedelta

import pytest
from werkzeug.test import Client

from lab.access import Role
from lab.web.staff.links import LINK_LASTS, make_link
from lab.web.staff.visitor import COOKIE, IDLE, LONGEST
from tests.web.pages import field_of, read_page, text_of


@pytest.fixture
def link(services):
    return make_link(services.store, Role.ADMINISTRATOR, services.now())


def press(client, link):
    token = field_of(read_page(client.get(link)), "csrf_token")
    return client.post(link, data={"csrf_token": token})


def test_a_link_lets_its_holder_in(stranger, link):
    answer = press(stranger, link)

    assert answer.status_code == 303
    assert text_of(read_page(stranger.get("/staff/")), "h1") == "Studien"


def test_looking_at_a_link_does_not_use_it_up(stranger, link):
    for _ in range(3):
        assert stranger.get(link).status_code == 200
        assert stranger.head(link).status_code == 200

    assert press(stranger, link).status_code == 303


def test_a_link_is_good_once(lab, stranger, link):
    press(stranger, link)

    second = press(Client(lab), link)

    read_page(second, 410)
    assert "Set-Cookie" not in second.headers


def test_a_link_that_is_too_old_is_refused(stranger, link, clock):
    token = field_of(read_page(stranger.get(link)), "csrf_token")
    clock.pass_by(seconds=LINK_LASTS.total_seconds() + 1)

    assert stranger.post(link, data={"csrf_token": token}).status_code == 410


def test_a_link_nobody_made_is_refused(stranger):
    assert press(stranger, "/staff/enter/x").status_code == 410


def test_the_cookie_is_for_the_staffs_pages_only_and_for_no_script(stranger, link):
    cookie = press(stranger, link).headers["Set-Cookie"]

    parts = {part.strip() for part in cookie.split(";")}
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/staff"} <= parts
    assert "Secure" not in parts


def test_what_the_database_keeps_is_not_what_the_cookie_holds(staff, services):
    cookie = staff.get_cookie(COOKIE, path="/staff")
    token = cookie.value.split(".")[0]

    files = [path.read_bytes() for path in services.settings.data.iterdir() if path.is_file()]

    assert not any(token.encode() in content for content in files)


def test_who_is_idle_has_to_come_in_again(staff, clock):
    clock.pass_by(seconds=1)
    assert staff.get("/staff/").status_code == 200


def test_a_session_ends_after_its_longest_time_however_busy(staff, clock, monkeypatch):
    clock.pass_by(seconds=LONGEST.total_seconds() + 1)

    read_page(staff.get("/staff/"), 403)


def test_an_idle_cookie_is_worth_nothing(staff, monkeypatch):
    monkeypatch.setattr("lab.web.staff.visitor.IDLE", timedelta(seconds=-1))

    read_page(staff.get("/staff/"), 403)


def test_every_page_renews_the_cookie_but_fetched_counts_do_not(staff):
    assert COOKIE in staff.get("/staff/").headers["Set-Cookie"]
    assert f"Max-Age={int(IDLE.total_seconds())}" in staff.get("/staff/").headers["Set-Cookie"]
    counts = staff.get("/staff/studies/kitchen_sink/counts.json")
    assert counts.status_code == 200
    assert "Set-Cookie" not in counts.headers


def test_signing_out_ends_the_session_for_every_copy_of_the_cookie(lab, staff):
    copy = staff.get_cookie(COOKIE, path="/staff").value
    token = field_of(read_page(staff.get("/staff/")), "csrf_token")

    assert staff.post("/staff/leave", data={"csrf_token": token}).status_code == 303

    thief = Client(lab)
    thief.set_cookie(COOKIE, copy, path="/staff")
    read_page(thief.get("/staff/"), 403)
    read_page(staff.get("/staff/left"))


@pytest.mark.parametrize("place", range(0, 60, 7))
def test_an_altered_cookie_is_worth_nothing(lab, staff, place):
    value = staff.get_cookie(COOKIE, path="/staff").value
    altered = value[:place] + ("A" if value[place] != "A" else "B") + value[place + 1 :]
    forger = Client(lab)
    forger.set_cookie(COOKIE, altered, path="/staff")

    assert forger.get("/staff/").status_code == 403


@pytest.mark.parametrize("role", ["moderator", "designer", "official", "administrator"])
def test_an_administrator_makes_links_for_every_role(lab, staff, role):
    token = field_of(read_page(staff.get("/staff/links")), "csrf_token")

    made = read_page(staff.post("/staff/links", data={"csrf_token": token, "role": role}))

    address = text_of(made, "strong")
    assert address.startswith("http://localhost/staff/enter/")
    colleague = Client(lab)
    press(colleague, address.removeprefix("http://localhost"))
    expected = 200 if role == "administrator" else 403
    assert colleague.get("/staff/links").status_code == expected


@pytest.mark.parametrize("role", ["", "participant", "anonymous", "root"])
def test_no_link_is_made_for_a_role_that_staff_cannot_have(staff, role):
    token = field_of(read_page(staff.get("/staff/links")), "csrf_token")

    assert staff.post("/staff/links", data={"csrf_token": token, "role": role}).status_code == 400
