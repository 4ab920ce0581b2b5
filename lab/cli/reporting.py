"""`lab report`: what came out of a study, to read, to print, for machines and for the team."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lab.cli.group import main, place_options, settings_of, utc_now
from lab.errors import LabError, writing

if TYPE_CHECKING:
    from lab.reports.evidence import Evidence
    from lab.settings import Settings
    from lab.store.copies import Copy
    from lab.store.database import Store


@main.command()
@click.argument("study")
@place_options
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of reports.")
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
def report(study: str, out: Path | None, lang: str, **given: Any) -> None:
    """Write the report of STUDY: report.html, report.pdf, report.json and the team's data."""
    from lab.store.copies import REGISTER, made_of_who_stays, noted
    from lab.store.database import open_store

    settings = settings_of(**given)
    register, reports = settings.data / REGISTER, out or settings.reports
    with closing(open_store(settings.database, read_only=True)) as store:

        def write() -> None:
            evidence = _evidence(store, settings, study)
            with noted(register, _row_by_row(store, evidence, reports)):
                write_report(evidence, reports, lang)

        with writing(reports):
            made_of_who_stays(store, register, utc_now, write)


def _row_by_row(store: "Store", evidence: "Evidence", reports: Path) -> "Copy":
    """The files that tell of single people."""
    from lab.reports.publish import ROW_BY_ROW, folder_of
    from lab.store.copies import copy_of

    folder = folder_of(evidence, reports, date.today())
    files = [folder / name for name in ROW_BY_ROW]
    again = f"lab report {evidence.recording.study.study}"
    with store.read() as db:
        return copy_of(db, files, again, [session.id for session in evidence.sessions])


def write_report(evidence: "Evidence", out: Path, language: str) -> None:
    """Publishes, and says where everything is."""
    from lab.reports.publish import publish

    published = publish(evidence, out, date.today(), language=language)
    click.echo(f"The report is in {published.folder}")
    for name in ("report.html", "report.pdf", "report.json", "data/attempts.csv"):
        if (published.folder / name).exists():
            click.echo(f"  {name}")
    if published.pdf is None:
        click.echo(f"Without report.pdf: {published.why_no_pdf}", err=True)


def _evidence(store: "Store", settings: "Settings", study: str) -> "Evidence":
    from lab.reports.recorded import read_evidence
    from lab.web.library import Library

    library = Library(settings.forms)
    found = read_evidence(store, study, library.study(study))
    if found is None:
        known = ", ".join(one.study.study for one in library.all())
        cure = f"There are: {known}." if known else "Check --data and --forms."
        raise LabError("there is no such study.", where=study, cure=cure)
    return found
