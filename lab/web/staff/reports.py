"""The reports written of a study, to read here or to take along."""

import re
from dataclasses import dataclass
from pathlib import Path

from flask import abort, send_file
from werkzeug.wrappers import Response

from lab.web.security import REPORT_POLICY
from lab.web.services import Services, services

DATED = re.compile(r"(?P<study>[a-z][a-z0-9_]*)-(?P<day>\d{4}-\d{2}-\d{2})")
NAMES = ("report.html", "report.pdf")


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """day: of its last attempt, as in the folder's name. files: those that are there, by name."""

    day: str
    files: tuple[Path, ...]


def written_reports(lab: Services, study_id: str) -> tuple[WrittenReport, ...]:
    """The newest first."""
    folders = sorted(lab.settings.reports.glob("*"), reverse=True)
    named = [(found, folder) for folder in folders if (found := DATED.fullmatch(folder.name))]
    listed = [
        WrittenReport(
            found["day"], tuple(folder / name for name in NAMES if (folder / name).is_file())
        )
        for found, folder in named
        if found["study"] == study_id
    ]
    return tuple(report for report in listed if report.files)


def report(study_id: str, day: str, name: str) -> Response:
    """Looked up in the list of what is there: no part of an address becomes a path."""
    for one in written_reports(services(), study_id):
        for file in one.files:
            if (one.day, file.name) == (day, name):
                return _sent(file)
    return abort(404)


def _sent(file: Path) -> Response:
    response = send_file(file.resolve(), as_attachment=file.suffix == ".pdf")
    response.headers["Content-Security-Policy"] = REPORT_POLICY
    response.headers["Cache-Control"] = "no-store"
    return response
