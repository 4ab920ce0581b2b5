"""What both applications are given: settings, store, secret, the studies, and a clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from lab.settings import Settings
from lab.store.database import Store
from lab.web.library import Library


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Services:
    """Passed to `create_app(services)` of the participants' and of the staff's application."""

    settings: Settings
    store: Store
    secret: bytes
    library: Library
    now: Callable[[], datetime] = utc_now
