"""People who take part, with browsers that know no scripts."""

import pytest
from werkzeug.test import Client

from tests.web.participant.taking_part import Participant


@pytest.fixture
def person(lab, services):
    """Has opened nothing yet."""
    return Participant(Client(lab), services=services)


@pytest.fixture
def another(lab, services):
    return Participant(Client(lab), services=services)


@pytest.fixture
def at_task(person):
    """Has said yes and reads the first task. The first participant gets number 0."""
    person.agree()
    return person


@pytest.fixture
def at_original(person):
    """Sees the first page of the original form."""
    person.begin("original")
    return person


@pytest.fixture
def at_revised(person):
    person.begin("revised")
    return person
