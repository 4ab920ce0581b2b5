"""What somebody types never becomes part of a recording, however it comes onto the page."""

import base64
import signal
from dataclasses import dataclass, field
from urllib.parse import quote

import pytest

from lab.sessions.ledger import Completeness
from lab.store.database import open_store
from tests.browser.capture import network
from tests.browser.capture.device import OUTBOX, device
from tests.browser.capture.network import Network
from tests.browser.capture.secrets import AS_A_FIELD, WAYS, play, play_as_a_field
from tests.served import serving

pytestmark = pytest.mark.browser

SEARCHED = [way for way in WAYS if way != AS_A_FIELD]


def secret_of(way):
    """Nothing like it stands anywhere else; no two are alike."""
    return f"Zq{WAYS.index(way):02d}xKanarienvogel"


@dataclass
class Traces:
    """Everything that was left anywhere, as text."""

    pages: list[str] = field(default_factory=list)
    """What the pages of the form themselves posted: over the wire, once."""
    messages: list[str] = field(default_factory=list)
    device: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    log: str = ""
    completeness: Completeness | None = None

    def watch(self, request):
        told = f"{request.url} {request.all_headers()} {request.post_data or ''}"
        (self.messages if request.url.endswith("/events") else self.pages).append(told)

    def look_into(self, screen):
        stores = [screen.evaluate(OUTBOX, name) for name in ("events", "streams")]
        kept = screen.evaluate("[{ ...localStorage }, { ...sessionStorage }, document.cookie]")
        self.device.append(f"{stores} {kept}")

    def read_files(self, house):
        found = [path for path in house.rglob("*") if path.is_file() and "forms" not in path.parts]
        self.files |= {f"{len(self.files)} {path.name}": path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def traces(browser, tmp_path_factory):
    """One person, one form, every way; the network is cut at first, so that all is kept."""
    house, left = tmp_path_factory.mktemp("secrets"), Traces()
    with serving(house) as lab:
        store = open_store(f"sqlite:///{house}/sessions/lab.sqlite3", read_only=True)
        with device(browser, lab, store) as held:
            held.context.on("request", left.watch)
            net = Network(held.context, network.cut)
            held.begin("original")
            for way in SEARCHED:
                play(held.screen, way, secret_of(way))
            play_as_a_field(held.screen, secret_of(AS_A_FIELD))
            held.hide()
            left.look_into(held.screen)
            held.hide(False)
            net.heal()
            held.settle()
            left.look_into(held.screen)
            left.read_files(house)
            end_the_attempt(held)
            left.completeness = held.completeness()
        store.close()
        left.read_files(house)
        lab.process.send_signal(signal.SIGTERM)
        left.log = "".join(lab.process.stdout or ())
    left.read_files(house)
    return left


def end_the_attempt(held):
    held.screen.goto(f"{held.url}/give-up")
    with held.screen.expect_navigation():
        held.screen.click("main button[value=give_up]")
    held.settle()


def disguises(secret):
    """As somebody might find it who knows what to look for."""
    plain = secret.encode()
    encoded = {base64.b64encode(b"x" * shift + plain).decode()[4:-4] for shift in range(3)}
    keys = "".join(f"Key{letter}" for letter in secret)
    return {secret, secret.lower(), secret[::-1], quote(secret), plain.hex(), keys, *encoded}


def finds(text, way):
    return [form for form in disguises(secret_of(way)) if form in text]


@pytest.mark.parametrize("way", SEARCHED)
def test_what_is_typed_is_in_no_message_on_no_device_in_no_file_and_no_log(traces, way):
    assert [finds(message, way) for message in traces.messages if finds(message, way)] == []
    assert [finds(kept, way) for kept in traces.device if finds(kept, way)] == []
    assert finds(traces.log, way) == []
    for name, content in traces.files.items():
        assert finds(content.decode("latin-1"), way) == [], name
        assert secret_of(way).encode("utf-16-le") not in content, name


def test_the_form_itself_did_carry_what_was_sent(traces):
    """Else nothing was looked for in the right place."""
    assert any(finds(page, "sent with Enter") for page in traces.pages)


def test_a_secret_that_is_sent_is_found_and_the_server_does_not_keep_it(traces):
    """An id that no field can have is refused, and only its shape is kept."""
    assert any(finds(message, AS_A_FIELD) for message in traces.messages)
    assert any(finds(kept, AS_A_FIELD) for kept in traces.device)
    assert traces.completeness.quarantined > 0
    for name, content in traces.files.items():
        assert finds(content.decode("latin-1"), AS_A_FIELD) == [], name


def test_everything_else_was_recorded_meanwhile(traces):
    assert (traces.completeness.missing, traces.completeness.open_tails) == (0, 0)
    assert traces.completeness.events > 300
    assert {name.split()[1] for name in traces.files} >= {"lab.sqlite3", "lab.sqlite3-wal"}


def test_there_are_sixty_ways():
    assert len(SEARCHED) >= 60
