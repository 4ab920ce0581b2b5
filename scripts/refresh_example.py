"""Makes sessions/example (a small rehearsal of the shipped study) and reports/example anew.

`--report`: only the report, from the package that is there; the rehearsal is not played again.
"""

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from lab.browser import print_to_pdf
from lab.errors import LabError
from lab.reports.publish import contents
from lab.reports.recorded import read_evidence
from lab.store.database import open_store
from lab.store.merge import merge
from lab.store.package_files import opened_package

HOUSE = Path(__file__).resolve().parent.parent
STUDY = "bewohnerparkausweis"
SHIPPED = HOUSE / "forms" / STUDY
PACKAGE = HOUSE / "sessions" / "example"
REPORT = HOUSE / "reports" / "example"
SHOWN = ("report.html", "report.json")
PEOPLE = ("--participants", "12", "--seed", "20261122", "--effect", "better")
PACE = ("--pace", "40", "--at-once", "6")
"""As slow as people, so that it reads like a report of people: some six minutes."""
LARGEST_PDF = 1024 * 1024


def main(arguments: list[str]) -> None:
    if arguments not in ([], ["--report"]):
        sys.exit("Say nothing, or --report.")
    if not arguments:
        _rehearse()
    _write(report_of(PACKAGE))


def report_of(package: Path) -> Mapping[str, str]:
    """The report's files by name, made from the package alone."""
    with (
        tempfile.TemporaryDirectory() as folder,
        opened_package(package) as opened,
        closing(open_store(f"sqlite:///{folder}/lab.sqlite3")) as store,
    ):
        store.write(lambda db: merge(db, opened))
        evidence = read_evidence(store, STUDY, None)
    if evidence is None:
        raise LabError("the package holds another study.", where=str(package), cure="make example")
    return contents(evidence, "de")


def _rehearse() -> None:
    with tempfile.TemporaryDirectory() as data:
        place = ("--data", data)
        _lab("rehearse", str(SHIPPED), *PEOPLE, *PACE, *place)
        _lab("export", STUDY, *place, "--out", str(PACKAGE))


def _lab(*arguments: str) -> None:
    subprocess.run([sys.executable, HOUSE / "lab_server.py", *arguments], check=True, cwd=HOUSE)


def _write(files: Mapping[str, str]) -> None:
    REPORT.mkdir(parents=True, exist_ok=True)
    for name in SHOWN:
        (REPORT / name).write_text(files[name], encoding="utf-8", newline="")
    pdf = REPORT / "report.pdf"
    print_to_pdf(REPORT / "report.html", pdf)
    if pdf.stat().st_size > LARGEST_PDF:
        pdf.unlink()
    print("sessions/example and reports/example fit the lab of today.")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except LabError as error:
        sys.exit(str(error))
