import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lab.browser import (
    BROWSER_SETTING,
    Browser,
    BrowserError,
    Candidate,
    find_browser,
    opened_browser,
    print_to_pdf,
    screenshot,
)
from lab.errors import LabError

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="de"><title>Antrag</title>
<h1>Bewohnerparkausweis</h1><h2>Anschrift</h2><p id="p">Grüße</p>
<script>document.getElementById("p").textContent = "scripts ran"</script></html>"""


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


class _Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<title>served</title>")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_browser_is_found_by_starting_it(browser: Browser) -> None:
    assert find_browser().version == browser.version


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "lab.test"])
def test_this_machine_is_reached_by_each_of_its_names(
    browser: Browser, port: int, host: str
) -> None:
    page = browser.new_page()
    page.goto(f"http://{host}:{port}/")
    assert page.title() == "served"
    page.close()


@pytest.mark.parametrize("address", ["http://example.org/", "http://192.0.2.1/"])
def test_nothing_beyond_this_machine_is_reached(browser: Browser, address: str) -> None:
    page = browser.new_page()
    with pytest.raises(BrowserError, match="ERR_NAME_NOT_RESOLVED"):
        page.goto(address)
    page.close()


def test_a_host_that_was_named_is_not_blocked(browser: Browser) -> None:
    with (
        opened_browser(reachable=["127.0.0.2"]) as other,
        pytest.raises(BrowserError, match="ERR_CONNECTION_REFUSED"),
    ):
        other.new_page().goto("http://127.0.0.2:8/")
    assert browser.is_connected()


def test_a_configured_browser_that_does_not_start_is_said_and_not_replaced() -> None:
    with pytest.raises(LabError, match="no-such-browser, from the setting") as caught:
        find_browser("no-such-browser")
    assert BROWSER_SETTING in caught.value.cure


def test_without_any_browser_the_error_lists_what_was_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = (Candidate("nowhere", "/nowhere/chromium"), Candidate("nochannel", channel="chrome-no"))
    monkeypatch.setattr("lab.browser._candidates", lambda configured: tried)
    with pytest.raises(LabError, match=r"Tried: nowhere \(.+\); nochannel \(.+\)\.") as caught:
        find_browser()
    assert "apt-get install chromium" in caught.value.cure


@pytest.mark.parametrize("width", [320, 1280])
def test_a_picture_has_the_width_that_was_asked_for(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    path = tmp_path / "page.png"
    screenshot(PAGE, path, width=width)
    assert int.from_bytes(path.read_bytes()[16:20], "big") == width


def test_a_printed_page_is_tagged_has_its_language_and_runs_no_script(
    browser: Browser, page_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "page.pdf"
    print_to_pdf(page_file, path)
    printed = path.read_bytes()
    assert printed.startswith(b"%PDF")
    assert all(mark in printed for mark in (b"/MarkInfo", b"/StructTreeRoot", b"/Outlines"))
    assert b"(de)" in printed


def test_a_page_that_is_not_there_is_named(browser: Browser, tmp_path: Path) -> None:
    with pytest.raises(LabError, match=r"nowhere\.html"):
        print_to_pdf(tmp_path / "nowhere.html", tmp_path / "page.pdf")
