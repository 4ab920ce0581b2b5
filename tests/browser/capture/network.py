"""A network and a server that misbehave on the way to /events, as somebody's test wants it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lab.browser import BrowserContext

LOGIN_PAGE = "<!DOCTYPE html><title>Hotel</title><p>Please log in to our network.</p>"
Answer = Callable[[Any], None]


def status(code: int, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda route: route.fulfill(status=code, headers=named, body="{}")


def portal(route: Any) -> None:
    """A hotel's log-in page, with the best of statuses."""
    route.fulfill(status=200, content_type="text/html", body=LOGIN_PAGE)


def other_words(route: Any) -> None:
    """JSON, but not ours."""
    route.fulfill(status=200, content_type="application/json", body='{"ok":true}')


def led_elsewhere(route: Any) -> None:
    route.fulfill(status=302, headers={"Location": "/livez"})


def cut(route: Any) -> None:
    route.abort("connectionreset")


def silent(_route: Any) -> None:
    """Never answered."""


def answer_lost(route: Any) -> None:
    """It arrives, but what the server says does not come back."""
    route.fetch()
    route.abort("connectionreset")


@dataclass
class Network:
    """Between a device and /events. Without a fault it lets everything pass."""

    context: BrowserContext
    fault: Answer | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.route("**/events", self._handle)

    def _handle(self, route: Any) -> None:
        self.asked.append(route.request.post_data_json)
        (self.fault or _pass)(route)

    def heal(self) -> None:
        self.fault = None


def _pass(route: Any) -> None:
    route.continue_()
