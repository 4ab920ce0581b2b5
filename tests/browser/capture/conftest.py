"""A lab that is really served, and devices that take part in it."""

from collections.abc import Iterator

import pytest

from lab.browser import Browser
from lab.store.database import Store, open_store
from tests.browser.capture.device import Device, device
from tests.served import Served, serving


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    return tmp_path_factory.mktemp("capture")


@pytest.fixture(scope="session")
def served(house) -> Iterator[Served]:
    with serving(house, TRUSTED_HOSTS="lab.test") as lab:
        yield lab


@pytest.fixture(scope="session")
def store(house, served) -> Iterator[Store]:
    """The database of the served lab, to look into."""
    opened = open_store(f"sqlite:///{house}/sessions/lab.sqlite3", read_only=True)
    yield opened
    opened.close()


@pytest.fixture
def scripts() -> tuple[str, ...]:
    """What a module wants to run on every page before the lab's own scripts."""
    return ()


@pytest.fixture
def citizen(browser: Browser, served, store, scripts) -> Iterator[Device]:
    """Has a fresh browser and has opened nothing yet."""
    with device(browser, served, store, *scripts) as held:
        yield held


@pytest.fixture(scope="module")
def reader(browser: Browser, served, store) -> Iterator[Device]:
    """Stands before the original, one long page, during many tests."""
    with device(browser, served, store) as held:
        held.begin("original")
        yield held


@pytest.fixture
def at_original(reader: Device) -> Device:
    """The page anew, with nothing told of it so far."""
    reader.open_anew()
    return reader


@pytest.fixture
def at_person(citizen: Device) -> Device:
    """Stands before the second page of the revised version."""
    citizen.begin("revised")
    citizen.submit()
    return citizen
