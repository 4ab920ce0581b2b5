"""`lab export` and `lab import`: recordings out as a data package, and merged into another lab."""

import dataclasses
import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lab.cli.group import main, place_options, settings_of, utc_now
from lab.errors import writing

if TYPE_CHECKING:
    from lab.store.export import Exported
    from lab.store.merge import Imported


@main.command()
@click.argument("study")
@place_options
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder of the package, or a name that ends in .zip.",
)
def export(study: str, out: Path | None, **given: Any) -> None:
    """Write the recordings of STUDY as a data package."""
    from lab.store.copies import REGISTER, made_of_who_stays
    from lab.store.database import open_store
    from lab.store.export import export_package

    settings = settings_of(**given)
    package, register = out or settings.data / "packages" / study, settings.data / REGISTER
    with closing(open_store(settings.database, read_only=True)) as store:

        def write() -> "Exported":
            with store.read() as db:
                return export_package(db, study, package, register)

        with writing(package):
            exported = made_of_who_stays(store, register, utc_now, write)
    click.echo("\n".join(_exported(exported)))


@main.command("import")
@click.argument("bundle", type=click.Path(path_type=Path))
@place_options
@click.option("--json", "json_wanted", is_flag=True, help="Print the counts as JSON.")
def import_(bundle: Path, json_wanted: bool, **given: Any) -> None:
    """Merge the data package BUNDLE, a folder or a zip, into the recordings."""
    from lab.store.database import open_store
    from lab.store.merge import merge
    from lab.store.package_files import opened_package

    database = settings_of(**given).database
    with opened_package(bundle) as package, closing(open_store(database)) as store:
        done = store.write(lambda db: merge(db, package))
    click.echo(json.dumps(dataclasses.asdict(done)) if json_wanted else "\n".join(_imported(done)))


def _exported(done: "Exported") -> tuple[str, ...]:
    counts = done.manifest.counts
    simulated = {"all": "all simulated", "some": "some of them simulated", "none": "of people"}
    return (
        f"The data package is in {done.package}",
        f"  sessions that are over: {counts.sessions} ({simulated[done.manifest.simulated]})",
        f"  attempts:               {counts.attempts}",
        f"  events:                 {counts.events}",
        f"  still running, left out: {done.running}",
        "Free texts that people wrote are in ratings.jsonl: read them before you pass it on.",
    )


def _imported(done: "Imported") -> tuple[str, ...]:
    return (
        f"Study {done.study}",
        f"  sessions imported:           {done.new}",
        f"  here already, left as is:    {done.known}",
        f"  withdrawn here, not brought back: {done.withdrawn}",
    )
