"""A participant's device: a browser before a form, its outbox, and what the lab has of it."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from lab.browser import BrowserContext, Page
from lab.sessions.events import SERVER_KINDS, Event
from lab.sessions.ledger import Completeness, StreamRecord
from lab.store import attempts, events, sessions, streams
from lab.store.database import Store
from tests.served import Served
from tests.visiting import entered

STUDY = "kitchen_sink"
PATIENCE_SECONDS = 30.0

# Waiting, also the waiting for an answer, takes a tenth of its time.
HURRIED = """
const wait = window.setTimeout;
window.setTimeout = (work, ms, ...rest) => wait(work, ms / 10, ...rest);
"""
WITHOUT_DATABASE = "Object.defineProperty(window, 'indexedDB', { get() { throw Error('no') } });"
NO_FAREWELL = """
const ask = window.fetch;
window.fetch = (url, options) => options.keepalive ? Promise.reject() : ask(url, options);
"""
OUTBOX = """(store) => new Promise((resolve, reject) => {
  const asked = indexedDB.open("formwerkstatt");
  asked.onupgradeneeded = () => asked.transaction.abort();
  asked.onerror = () => resolve([]);
  asked.onsuccess = () => {
    const all = asked.result.transaction(store).objectStore(store).getAll();
    all.onsuccess = () => { asked.result.close(); resolve(all.result); };
    all.onerror = reject;
  };
})"""
# What is collected for a moment is in the outbox then, and the sender need not wait its time.
FLUSH = """new Promise((done) => setTimeout(() => {
  dispatchEvent(new Event("online"));
  done();
}, 300))"""
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}"""


@dataclass
class Device:
    """One browser profile. `log` is what the script has put on the network, message by message."""

    context: BrowserContext
    lab: Served
    store: Store
    screen: Page
    host: str = "127.0.0.1"
    session: str = ""
    log: list[dict[str, Any]] = field(default_factory=list)
    told_before: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        return self.lab.url.replace("127.0.0.1", self.host)

    def begin(self, version: str) -> None:
        """Agrees as often as it takes to get this version first, and opens its form."""
        while True:
            self.context.clear_cookies()
            self._send(self._read(f"/s/{STUDY}?lang=de"), decision="yes")
            opened = self._send(self._read("/task"))
            body = opened.select_one("body")
            if body is not None and body["data-version"] == version:
                break
        self.session = str(opened.select("script[data-session]")[0]["data-session"])
        if self.host != "127.0.0.1":
            (cookie,) = self.context.cookies()
            name, value = cookie["name"], cookie["value"]
            own = {"name": name, "value": value, "domain": self.host, "path": "/"}
            self.context.add_cookies([own])  # type: ignore[list-item]
        self.open()

    def open(self, page: str = "") -> None:
        self.screen.goto(f"{self.url}/form{'/' if page else ''}{page}")

    def open_anew(self, page: str = "") -> None:
        """Looks at nothing that was recorded before this page."""
        self.open(page)
        self.settle()
        this = self.screen.evaluate("sessionStorage.formwerkstatt.split(' ')[1]")
        self.told_before |= {one.id for one in self.streams()} - {this}

    def _read(self, path: str) -> BeautifulSoup:
        answer = self.context.request.get(urljoin(self.lab.url, path))
        return BeautifulSoup(answer.text(), "html.parser")

    def _send(self, page: BeautifulSoup, **fields: str) -> BeautifulSoup:
        form = page.select("main form")[0]
        address = urljoin(self.lab.url, str(form["action"]))
        answer = self.context.request.post(address, form={**entered(form), **fields})
        assert answer.ok, answer.text()
        return BeautifulSoup(answer.text(), "html.parser")

    def submit(self, button: str = "continue") -> None:
        with self.screen.expect_navigation():
            self.screen.click(f"#page-form button[value={button}]")

    def until(self, condition: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> None:
        """Waits for it to become true, and lets the browser go on meanwhile."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "it did not come true in time"
            self.screen.wait_for_timeout(50)

    def hide(self, hidden: bool = True) -> None:
        """As far as the page can see, its tab goes to the background, or comes back."""
        self.screen.evaluate(HIDE, hidden)

    def sees(self, *expected: str) -> None:
        """Waits until the lab has events of these kinds."""
        self.until(lambda: set(expected) <= {event.kind for event in self.recorded()})

    def waiting(self, screen: Page | None = None) -> list[dict[str, Any]]:
        """What the device still keeps."""
        found: list[dict[str, Any]] = (screen or self.screen).evaluate(OUTBOX, "events")
        return found

    def settle(self, screen: Page | None = None) -> None:
        """Waits until the device has sent everything."""
        (screen or self.screen).evaluate(FLUSH)
        self.until(lambda: not self.waiting(screen))

    def recorded(self) -> list[Event]:
        """What browsers reported, stream by stream."""
        with self.store.read() as db:
            found = [
                event
                for attempt in attempts.of_session(db, self.session)
                for event in events.of_attempt(db, attempt.id)
            ]
        return [
            event
            for event in found
            if event.kind not in SERVER_KINDS and event.stream not in self.told_before
        ]

    def of_kind(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        """Field and data of each such event, once everything has arrived."""
        return [(one.field, dict(one.data)) for one in self.recorded() if one.kind == kind]

    def streams(self) -> tuple[StreamRecord, ...]:
        with self.store.read() as db:
            found = streams.of_session(db, self.session)
        return tuple(one for one in found if one.id not in self.told_before)

    def completeness(self) -> Completeness:
        with self.store.read() as db:
            return sessions.completeness(db, self.session)

    def sent(self) -> set[tuple[str, int]]:
        """Keys of all events that ever left the device, whether they arrived or not."""
        return {(one["stream"], row[0]) for one in self.log for row in one["events"]}


def keys(found: Iterable[Event]) -> list[tuple[str, int]]:
    return [(event.stream, event.seq) for event in found]


@contextmanager
def device(
    browser: Any, lab: Served, store: Store, *scripts: str, host: str = "127.0.0.1"
) -> Iterator[Device]:
    """scripts: run on every page before the lab's own."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1000, "height": 800})
    for script in scripts:
        context.add_init_script(script)
    held = Device(context, lab, store, context.new_page(), host)
    context.on("request", lambda asked: _note(held.log, asked))
    try:
        yield held
    finally:
        context.close()


def _note(log: list[dict[str, Any]], asked: Any) -> None:
    if asked.url.endswith("/events"):
        log.append(asked.post_data_json)
