import pytest

from lab.web.security import REPORT_POLICY
from tests.web.conftest import STUDY
from tests.web.pages import read_page

PAGE = f"/staff/studies/{STUDY}"


@pytest.fixture
def written(services):
    """Two reports of the study, and what must never be served."""
    reports = services.settings.reports
    for day in ("2026-10-01", "2026-11-22"):
        folder = reports / f"{STUDY}-{day}"
        (folder / "data").mkdir(parents=True)
        (folder / "report.html").write_text(f"<h1>{day}</h1>")
        (folder / "data" / "attempts.csv").write_text("row-level")
    (reports / f"{STUDY}-2026-11-22" / "report.pdf").write_bytes(b"%PDF-1.7")
    (reports / "another-2026-11-22").mkdir()
    (reports / "another-2026-11-22" / "report.html").write_text("another study's")
    return reports


def test_without_a_report_there_is_no_link_to_one(staff):
    assert not read_page(staff.get(PAGE)).select("#reports")


def test_the_study_lists_its_reports_the_newest_first(staff, written):
    page = read_page(staff.get(PAGE))

    links = page.select("section[aria-labelledby=reports] a")
    assert [str(link["href"]).removeprefix(f"{PAGE}/reports/") for link in links] == [
        "2026-11-22/report.html",
        "2026-11-22/report.pdf",
        "2026-10-01/report.html",
    ]


def test_a_report_is_shown_and_can_run_nothing(staff, written):
    with staff.get(f"{PAGE}/reports/2026-11-22/report.html") as answer:
        assert answer.text == "<h1>2026-11-22</h1>"
        assert answer.headers["Content-Security-Policy"] == REPORT_POLICY
        assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in REPORT_POLICY
    assert "script-src" not in REPORT_POLICY


def test_the_pdf_is_taken_along(staff, written):
    with staff.get(f"{PAGE}/reports/2026-11-22/report.pdf") as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "path",
    [
        "2026-11-22/data/attempts.csv",
        "2026-11-22/attempts.csv",
        "2026-11-22/..%2freport.html",
        "..%2fanother-2026-11-22/report.html",
        "2026-11-22/%2e%2e/%2e%2e/sessions/secret.key",
        "2026-10-01/report.pdf",
        "*/report.html",
        "2026-11-22/*",
    ],
)
def test_nothing_but_the_listed_files_is_served(staff, written, path):
    assert staff.get(f"{PAGE}/reports/{path}").status_code == 404


@pytest.mark.parametrize("study", ["..", "*", "another-2026-11-22/..%2f", "nothing"])
def test_a_report_belongs_to_its_study(staff, written, study):
    answer = staff.get(f"/staff/studies/{study}/reports/2026-11-22/report.html")

    assert answer.status_code == 404
