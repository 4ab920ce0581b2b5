"""The commands of the lab. Each says what went wrong, where, and what to do; never a traceback."""

import dataclasses
import json
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from lab.access import Role
from lab.errors import LabError
from lab.settings import Settings, from_env

if TYPE_CHECKING:
    from lab.forms.faults import Fault
    from lab.web.services import Services

FINDINGS, MISTAKE = 1, 2
Command = TypeVar("Command", bound=Callable[..., Any])


class Refusal(click.ClickException):
    """What a person can put right."""

    exit_code = MISTAKE

    def show(self, file: Any = None) -> None:
        click.echo(click.style("Error: ", fg="red", bold=True) + self.message, err=True)


class Lab(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except LabError as error:
            raise Refusal(str(error)) from error


@click.group(cls=Lab, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="formwerkstatt")
def main() -> None:
    """Formwerkstatt: test an original and a revised form with people, and compare them."""


def _place_options(command: Command) -> Command:
    """Where recordings and forms are; what is not given comes from FORMWERKSTATT_… settings."""
    folder = click.Path(file_okay=False, path_type=Path)
    command = click.option("--data", type=folder, help="Folder of the recordings.")(command)
    command = click.option("--forms", type=folder, help="Folder of the forms.")(command)
    return click.option("--database-url", help="SQLite file or PostgreSQL.")(command)


def _settings(**given: Any) -> Settings:
    chosen = {name: value for name, value in given.items() if value is not None}
    return dataclasses.replace(from_env(), **chosen)


@main.command()
@_place_options
@click.option("--host", help="Address to listen on; 127.0.0.1 is this machine alone.")
@click.option("--port", type=click.IntRange(0, 65535), help="8000, or the next free one.")
@click.option("--public-url", help="Address behind a proxy with TLS, as in https://lab.example.org")
def serve(**given: Any) -> None:
    """Serve participants and staff."""
    from lab.web.app import create_lab, opened_services
    from lab.web.serving import serve as serve_app

    settings = _with_free_port(_settings(**given))
    _log_to_stderr()
    with opened_services(settings) as services:
        app = create_lab(services)
        serve_app(app, settings.host, settings.port, lambda: _greet(services))
    click.echo("The lab is closed.")


def _with_free_port(settings: Settings) -> Settings:
    """Behind a proxy it must be the port the proxy knows."""
    from lab.web.serving import free_port

    exactly = bool(settings.public_url) and settings.port != 0
    port = free_port(settings.host, settings.port, exactly=exactly)
    if settings.port and port != settings.port:
        click.echo(f"Port {settings.port} is taken; the lab uses {port}.")
    return dataclasses.replace(settings, port=port)


def _log_to_stderr() -> None:
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.WARNING)


def _greet(services: "Services") -> None:
    from lab.web.staff.links import make_link

    site = site_address(services.settings)
    link = make_link(services.store, Role.ADMINISTRATOR, services.now())
    click.echo(f"The lab is open at {site}")
    click.echo(f"  Staff, by this link, once:  {site}{link}")
    for folder in services.library.all():
        click.echo(f"  Participants:               {site}/s/{folder.study.study}")
    for fault in services.library.faults():
        click.echo(f"Not offered: {fault}", err=True)
    click.echo("Ctrl-C closes the lab.")


def site_address(settings: Settings) -> str:
    """As people type it."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


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
