"""What every test may ask for: a real browser and a real PostgreSQL server."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from lab.browser import Browser, opened_browser
from lab.errors import LabError
from tests.needs import missing

pytest_plugins = ("tests.postgres",)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One launched browser for the whole run; the name lab.test is this machine."""
    with ExitStack() as stack:
        try:
            launched = stack.enter_context(opened_browser(names={"lab.test": "127.0.0.1"}))
        except LabError as error:
            missing(str(error))
        yield launched
