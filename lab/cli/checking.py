"""`lab check`: every fault of a form's definition."""

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lab.cli.group import FINDINGS, main

if TYPE_CHECKING:
    from lab.forms.faults import Fault


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the faults as JSON.")
def check(folder: Path, as_json: bool) -> None:
    """Find every fault of a form's definition."""
    from lab.forms.faults import errors_in
    from lab.studies.loader import examine_folder

    faults = examine_folder(folder).faults
    errors = len(errors_in(faults))
    if as_json:
        found = [dataclasses.asdict(fault) for fault in faults]
        summary = {"folder": str(folder), "errors": errors, "faults": found}
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    else:
        _print_faults(folder, faults, errors)
    if errors:
        raise SystemExit(FINDINGS)


def _print_faults(folder: Path, faults: "Sequence[Fault]", errors: int) -> None:
    for fault in faults:
        click.echo(f"{fault.severity}: {fault}")
    warnings = len(faults) - errors
    click.echo(f"{folder}: {_counted(errors, 'error')}, {_counted(warnings, 'warning')}.")


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
