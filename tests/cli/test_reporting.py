"""`lab report`: what it writes, and what it says when it cannot."""

import pytest

from lab.browser import BROWSER_SETTING
from lab.store.database import open_store
from tests.builders import a_study_folder


@pytest.fixture
def lab(tmp_path, monkeypatch):
    """A lab with the kitchen sink, where nobody has been yet, and no browser."""
    monkeypatch.setenv(BROWSER_SETTING, "no-such-browser")
    a_study_folder(tmp_path / "forms")
    open_store(f"sqlite:///{tmp_path / 'sessions' / 'lab.sqlite3'}").close()
    return tmp_path


def test_it_writes_the_report_and_says_where(run, lab):
    found = run("report", "kitchen_sink", "--out", "written")

    assert found.exit_code == 0
    (folder,) = (lab / "written").iterdir()
    assert folder.name.startswith("kitchen_sink-")
    assert f"The report is in written/{folder.name}" in found.output
    assert "  report.html\n" in found.output
    assert (folder / "report.json").exists()


def test_a_place_that_cannot_be_written_is_named_with_what_to_do(run, lab):
    found = run("report", "kitchen_sink", "--out", "/proc/x")

    assert found.exit_code == 2
    assert "/proc/x: this cannot be written" in found.output
    assert "--out" in found.output


def test_it_says_why_there_is_no_pdf(run, lab):
    found = run("report", "kitchen_sink")

    assert "Without report.pdf" in found.output
    assert "no-such-browser" in found.output


def test_it_writes_in_english_too(run, lab):
    run("report", "kitchen_sink", "--lang", "en")

    (html,) = lab.glob("reports/*/report.html")
    assert "Nobody has taken part yet." in html.read_text(encoding="utf-8")


def test_an_unknown_study_is_answered_with_those_that_exist(run, lab):
    found = run("report", "kitchen")

    assert found.exit_code == 2
    assert "there is no such study" in found.output
    assert "kitchen_sink" in found.output


def test_without_recordings_it_says_where_it_looked(run, tmp_path):
    found = run("report", "kitchen_sink")

    assert found.exit_code == 2
    assert "lab.sqlite3" in found.output
