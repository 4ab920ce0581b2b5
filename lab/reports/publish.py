"""Writes a report into a folder: for reading, for printing, for machines, and the team's data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lab.browser import print_to_pdf
from lab.errors import LabError
from lab.reports.document import document
from lab.reports.evidence import Evidence
from lab.reports.findings import find
from lab.reports.html import render
from lab.reports.json_report import plain, report_json
from lab.reports.office_comparison import TableComparison
from lab.reports.office_document import office_document
from lab.reports.office_json import office_json
from lab.reports.table_files import attempts_csv, columns_text, comments_csv
from lab.store.private import private_file
from lab.texts.translator import translator


@dataclass(frozen=True, slots=True)
class Published:
    """Where the report is. pdf: None when it could not be printed, and why not."""

    folder: Path
    html: Path
    json: Path
    pdf: Path | None
    why_no_pdf: str = ""


def publish(evidence: Evidence, reports: Path, today: date, *, language: str = "de") -> Published:
    """Into reports/<study>-<day of the last attempt>; today counts when there is none yet."""
    return _publish(contents(evidence, language), folder_of(evidence, reports, today))


def folder_of(evidence: Evidence, reports: Path, today: date) -> Path:
    day = evidence.until or today
    return reports / f"{evidence.recording.study.study}-{day.isoformat()}"


def publish_table(
    found: TableComparison, name: str, folder: Path, today: date, *, language: str = "de"
) -> Published:
    """The report on an office's own table, straight into the folder. name: its title."""
    say = translator("report", language)
    told = json.dumps(plain(office_json(found, say)), ensure_ascii=False, indent=1, sort_keys=True)
    written = {
        "report.html": render(office_document(found, name, today, say)),
        "report.json": f"{told}\n",
    }
    return _publish(written, folder)


ROW_BY_ROW = ("data/attempts.csv", "data/comments.csv")
"""The files that tell of single people; all others have figures for all together."""


def _publish(written: Mapping[str, str], folder: Path) -> Published:
    for name, text in written.items():
        _write(folder / name, text, private=name in ROW_BY_ROW)
    html = folder / "report.html"
    try:
        print_to_pdf(html, folder / "report.pdf")
    except LabError as error:
        (folder / "report.pdf").unlink(missing_ok=True)
        return Published(folder, html, folder / "report.json", None, str(error))
    return Published(folder, html, folder / "report.json", folder / "report.pdf")


def contents(evidence: Evidence, language: str) -> Mapping[str, str]:
    """Every file but the PDF, by its name in the folder. The same evidence gives the same bytes."""
    say, findings = translator("report", language), find(evidence)
    return {
        "report.html": render(document(findings, say)),
        "report.json": report_json(findings, say),
        "data/attempts.csv": attempts_csv(evidence),
        "data/comments.csv": comments_csv(evidence),
        "data/README.md": columns_text(evidence.simulated),
    }


def _write(path: Path, text: str, *, private: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if private:
        private_file(path)
    path.write_text(text, encoding="utf-8", newline="")
