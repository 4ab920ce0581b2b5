"""What to do about something a test needs and this machine has not."""

import os
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """A developer's machine may lack it, the machine that judges may not."""
    if os.environ.get("CI") == "true":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)
