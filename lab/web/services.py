"""What both applications are given: settings, store, secret, the studies, and a clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

from flask import current_app

from lab.settings import Settings
from lab.store.database import Store
from lab.store.tally import Tallying
from lab.web.library import Library

EXTENSION = "formwerkstatt"


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Services:
    """Passed to `create_app(services)`, which keeps it in `app.extensions[EXTENSION]`."""

    settings: Settings
    store: Store
    secret: bytes
    library: Library
    now: Callable[[], datetime] = utc_now
    tallying: Tallying = field(default_factory=Tallying)


def services() -> Services:
    """Those of the application that answers the current request."""
    return cast(Services, current_app.extensions[EXTENSION])
