"""A whole lab on a temporary folder, and clients that come to its two doors."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import Client

from lab.access import Role
from lab.settings import Settings
from lab.web.app import create_lab, opened_services
from lab.web.staff.links import make_link
from tests.builders import a_study_folder
from tests.web.pages import field_of, read_page

STUDY = "kitchen_sink"


class Clock:
    """Stands still until a test moves it."""

    def __init__(self):
        self.now = datetime.now(UTC).replace(microsecond=0)

    def __call__(self):
        return self.now

    def pass_by(self, **time):
        self.now += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def settings(tmp_path):
    a_study_folder(tmp_path / "forms")
    return Settings(
        data=tmp_path / "sessions", forms=tmp_path / "forms", reports=tmp_path / "reports"
    )


@pytest.fixture
def services(settings, clock):
    with opened_services(settings) as opened:
        yield dataclasses.replace(opened, now=clock)


@pytest.fixture
def lab(services):
    return create_lab(services)


@pytest.fixture
def stranger(lab):
    """Somebody without any cookie."""
    return Client(lab)


@pytest.fixture
def sign_in(lab, services):
    """sign_in(role) is a client that came in by a one-time link."""

    def come(role=Role.ADMINISTRATOR):
        client = Client(lab)
        link = make_link(services.store, role, services.now())
        token = field_of(read_page(client.get(link)), "csrf_token")
        assert client.post(link, data={"csrf_token": token}).status_code == 303
        return client

    return come


@pytest.fixture
def staff(sign_in):
    return sign_in(Role.ADMINISTRATOR)


@pytest.fixture
def participant(lab):
    """Somebody who has said yes to the study."""
    client = Client(lab)
    page = read_page(client.get(f"/s/{STUDY}"))
    read = {name: field_of(page, name) for name in ("csrf_token", "lang", "read")}
    data = {**read, "decision": "yes"}
    assert client.post(f"/s/{STUDY}", data=data).status_code == 303
    return client
