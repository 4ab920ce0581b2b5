"""`lab check`: the faults of a form's definition, and advice on its design and its words."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lab.cli.group import FINDINGS, main

if TYPE_CHECKING:
    from lab.studies.check import CheckResult


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
@click.option("--all", "everything", is_flag=True, help="Print every finding, remarks too.")
@click.option("--json", "as_json", is_flag=True, help="Print faults, ways and findings as JSON.")
def check(folder: Path, lang: str, everything: bool, as_json: bool) -> None:
    """Find the faults of a form, walk every way through it, and advise on design and words."""
    from lab.studies.check import check_folder

    result = check_folder(folder, lang)
    if as_json:
        click.echo(json.dumps(result.as_json(), ensure_ascii=False, indent=2))
    else:
        _print(result, everything)
    if result.faults:
        raise SystemExit(FINDINGS)


def _print(result: "CheckResult", everything: bool) -> None:
    from lab.cli.check_lines import closing_line, fault_line, version_lines

    for fault in (*result.faults, *result.warnings):
        click.echo(fault_line(fault))
    for version in result.versions:
        click.echo("\n".join(version_lines(version, result.language, everything)))
        click.echo()
    click.echo(closing_line(result))
