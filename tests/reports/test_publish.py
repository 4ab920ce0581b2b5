"""The report in its folder, and as a browser shows and prints it."""

from dataclasses import replace
from datetime import date

import pytest

from lab.browser import BROWSER_SETTING
from lab.reports.publish import contents, publish
from lab.studies.loader import load_study
from tests.browser.sitting import HOUSE, axe_violations
from tests.builders import a_study
from tests.reports.builders import SAME, evidence_of

TODAY = date(2026, 12, 1)
A4_WITHOUT_MARGINS = {"width": 654, "height": 979}  # 173 by 259 millimetres
NAMES = {
    *("report.html", "report.json", "report.pdf"),
    *("data/attempts.csv", "data/comments.csv", "data/README.md"),
}


def written(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def shipped():
    """The shipped study, with nothing found: the longest first page there is."""
    folder = load_study(HOUSE / "forms" / "bewohnerparkausweis")
    return evidence_of(12, SAME, study=folder.study, of_versions=folder.versions, seed=2)


@pytest.fixture(scope="module")
def shown(browser, shipped, tmp_path_factory):
    """Opened as a file, on a screen that each test makes as wide as it needs."""
    file = tmp_path_factory.mktemp("shown") / "report.html"
    file.write_text(contents(replace(shipped, simulated=False), "de")["report.html"], "utf-8")
    screen = browser.new_page()
    screen.goto(file.as_uri())
    return screen


@pytest.mark.browser
def test_everything_is_in_a_folder_named_by_study_and_last_day(tmp_path, browser):
    published = publish(evidence_of(12), tmp_path, TODAY)

    assert published.folder == tmp_path / "permit-2026-11-22"
    assert written(published.folder) == NAMES
    assert (published.folder / "report.pdf").read_bytes().startswith(b"%PDF")
    private = {path for path in NAMES if not (published.folder / path).stat().st_mode & 0o077}
    assert private == {"data/attempts.csv", "data/comments.csv"}


@pytest.mark.browser
def test_while_nobody_took_part_the_folder_is_named_by_today(tmp_path, browser):
    published = publish(evidence_of(0), tmp_path, TODAY)

    assert published.folder.name == "permit-2026-12-01"


def test_without_a_browser_everything_else_is_written_and_the_reason_told(tmp_path, monkeypatch):
    monkeypatch.setenv(BROWSER_SETTING, "no-such-browser")
    folder = tmp_path / "permit-2026-11-22"
    folder.mkdir()
    (folder / "report.pdf").write_bytes(b"of yesterday")

    published = publish(evidence_of(3), tmp_path, TODAY)

    assert published.pdf is None
    assert "no-such-browser" in published.why_no_pdf
    assert written(folder) == NAMES - {"report.pdf"}


def test_the_same_evidence_gives_the_same_files():
    assert contents(evidence_of(12), "de") == contents(evidence_of(12), "de")


def test_people_s_and_rehearsals_never_share_a_report():
    people, rehearsal = evidence_of(6), evidence_of(6, simulated=True)

    assert "simulated" not in contents(people, "de")["data/attempts.csv"].split("\r\n")[1]
    assert contents(rehearsal, "de")["data/attempts.csv"].count(",yes,") >= 12
    assert '"simulated": true' in contents(rehearsal, "de")["report.json"]


@pytest.mark.browser
def test_the_first_page_fits_on_a_printed_page(shown):
    shown.set_viewport_size(A4_WITHOUT_MARGINS)
    shown.emulate_media(media="print")

    box = shown.locator(".first-page").bounding_box()

    assert box["y"] + box["height"] <= A4_WITHOUT_MARGINS["height"]


@pytest.mark.browser
def test_the_numbers_of_the_figures_are_open_on_paper(shown):
    table = shown.locator("figure.picture table").first

    shown.emulate_media(media="screen")
    assert not table.is_visible()

    shown.emulate_media(media="print")
    assert table.is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_has_nothing_against_the_report_and_nothing_is_too_wide(shown, width):
    shown.emulate_media(media="screen")
    shown.set_viewport_size({"width": width, "height": 800})

    assert axe_violations(shown) == {}
    assert shown.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.browser
def test_axe_has_nothing_against_a_rehearsal_s_report(browser, tmp_path):
    study = a_study(planned_participants=12)
    file = tmp_path / "report.html"
    file.write_text(contents(evidence_of(12, study=study, simulated=True), "de")["report.html"])
    screen = browser.new_page()
    screen.goto(file.as_uri())

    assert axe_violations(screen) == {}
