"""The one door to Playwright: finds a browser, opens it so that it cannot phone out, pictures pages
and prints them."""

import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import TimeoutError as BrowserTimeout

from lab.errors import LabError
from lab.settings import PREFIX, from_env

__all__ = [
    "BROWSER_SETTING",
    "Browser",
    "BrowserContext",
    "BrowserError",
    "BrowserTimeout",
    "Candidate",
    "FoundBrowser",
    "Page",
    "find_browser",
    "first_line",
    "opened_browser",
    "print_to_pdf",
    "screenshot",
]

BROWSER_SETTING = f"{PREFIX}BROWSER"
# The shell without windows is what Playwright itself would take: it needs a third of the time.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHANNELS = ("chrome", "msedge")
HOW_TO_INSTALL = (
    "Run `make setup`, or install a browser: `playwright install chromium`, or on Debian "
    "`apt-get install chromium fonts-noto-core fonts-liberation`. "
    f"One that is elsewhere is named by the setting {BROWSER_SETTING}."
)
NO_PHONING_OUT = (
    "--disable-background-networking",
    "--disable-component-update",
    "--no-proxy-server",
    "--no-pings",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    name: str
    executable: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class FoundBrowser:
    name: str
    version: str


def find_browser(configured: str | None = None) -> FoundBrowser:
    """The first browser that really starts; `configured` stands for the environment's setting."""
    with _running_driver() as driver:
        candidate, browser = _launch(driver, configured, NO_PHONING_OUT)
        found = FoundBrowser(candidate.name, browser.version)
        browser.close()
    return found


@contextmanager
def opened_browser(
    *,
    names: Mapping[str, str] | None = None,
    reachable: Sequence[str] = (),
    configured: str | None = None,
) -> Iterator[Browser]:
    """A headless browser that reaches this machine only, and the hosts named here.

    names: extra host names and the addresses they stand for, as {"lab.test": "127.0.0.1"}.
    reachable: hosts elsewhere that may be asked, as of a lab that is served on another machine.
    """
    arguments = (*NO_PHONING_OUT, _resolver_rules(names or {}, reachable))
    with _running_driver() as driver:
        _, browser = _launch(driver, configured, arguments)
        try:
            yield browser
        finally:
            browser.close()


def screenshot(
    source: str | Path, path: Path, *, width: int = 1280, height: int = 800, full_page: bool = True
) -> None:
    """Pictures a page as PNG; `source` is a file, an address (http, file) or the HTML itself."""
    with opened_browser() as browser:
        page = browser.new_page(viewport={"width": width, "height": height})
        _open(page, source)
        try:
            page.screenshot(path=path, full_page=full_page)
        except BrowserError:
            # On a very busy machine the first frame may not come in time; the second does.
            page.screenshot(path=path, full_page=full_page)


def print_to_pdf(html_path: Path, pdf_path: Path) -> None:
    """Prints a page as a tagged PDF with bookmarks. Its scripts do not run."""
    with opened_browser() as browser:
        page = browser.new_page(java_script_enabled=False)
        _open(page, html_path)
        page.pdf(
            path=pdf_path,
            format="A4",
            prefer_css_page_size=True,
            print_background=True,
            tagged=True,
            outline=True,
        )


def _open(page: Page, source: str | Path) -> None:
    address = source.resolve().as_uri() if isinstance(source, Path) else source
    if not address.startswith(("http:", "https:", "file:")):
        page.set_content(address)
        return
    try:
        page.goto(address)
    except BrowserError as error:
        raise LabError(
            f"The page could not be opened: {first_line(error)}.",
            where=str(source),
            cure="Check that it is there and, if it is served, that the server runs.",
        ) from error


def _resolver_rules(names: Mapping[str, str], reachable: Sequence[str]) -> str:
    # The first rule that fits wins, so the rule for everything else stands last.
    mapped = [f"MAP {name} {address}" for name, address in names.items()]
    kept = [f"EXCLUDE {host}" for host in ("127.0.0.1", "localhost", *reachable)]
    return "--host-resolver-rules=" + ", ".join([*mapped, "MAP * ~NOTFOUND", *kept])


def _launch(
    driver: Playwright, configured: str | None, arguments: Sequence[str]
) -> tuple[Candidate, Browser]:
    failures = []
    for candidate in _candidates(configured):
        try:
            browser = driver.chromium.launch(
                executable_path=candidate.executable,
                channel=candidate.channel,
                args=list(arguments),
            )
        except BrowserError as error:
            failures.append(f"{candidate.name} ({first_line(error)})")
        else:
            return candidate, browser
    raise LabError(
        f"No browser could be started. Tried: {'; '.join(failures)}.",
        where="browser",
        cure=HOW_TO_INSTALL,
    )


def _candidates(configured: str | None) -> tuple[Candidate, ...]:
    """A browser named by the setting is the only candidate: another one would be a surprise."""
    setting = from_env().browser if configured is None else configured
    if setting:
        program = shutil.which(setting) or setting
        return (Candidate(f"{setting}, from the setting {BROWSER_SETTING}", executable=program),)
    return (
        Candidate("Playwright's own browser"),
        *(Candidate(channel, channel=channel) for channel in CHANNELS),
        *(Candidate(name, executable=shutil.which(name) or name) for name in PROGRAMS),
    )


def first_line(error: BrowserError) -> str:
    lines = (line.strip() for line in error.message.splitlines())
    return next((line for line in lines if line), "no reason given").rstrip(".")


class _Driver(threading.local):
    playwright: Playwright | None = None
    users: int = 0


_driver = _Driver()


@contextmanager
def _running_driver() -> Iterator[Playwright]:
    """Playwright allows one driver a thread: nested use shares it, the last one out stops it."""
    playwright = _driver.playwright or sync_playwright().start()
    _driver.playwright = playwright
    _driver.users += 1
    try:
        yield playwright
    finally:
        _driver.users -= 1
        if _driver.users == 0:
            _driver.playwright = None
            playwright.stop()
