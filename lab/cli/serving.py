"""`lab serve`: the lab for participants and staff."""

import dataclasses
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from lab.access import Role
from lab.cli.group import main, place_options, settings_of
from lab.settings import Settings

if TYPE_CHECKING:
    from lab.web.services import Services


@main.command()
@place_options
@click.option("--host", help="Address to listen on; 127.0.0.1 is this machine alone.")
@click.option("--port", type=click.IntRange(0, 65535), help="8000, or the next free one.")
@click.option("--public-url", help="Address behind a proxy with TLS, as in https://lab.example.org")
def serve(**given: Any) -> None:
    """Serve participants and staff."""
    run(settings_of(**given), greet)


def run(settings: Settings, when_open: Callable[["Services"], None]) -> None:
    """Serves until it is stopped; `when_open` is called in a thread of its own."""
    from lab.store.copies import REGISTER
    from lab.web.app import create_lab, opened_services
    from lab.web.serving import serve as serve_app
    from lab.web.upkeep import upkeep

    settings = _with_free_port(settings)
    _log_to_stderr()
    register = settings.data / REGISTER
    with opened_services(settings) as services, upkeep(services.store, services.now, register):
        app = create_lab(services)
        serve_app(app, settings.host, settings.port, lambda: when_open(services))
    click.echo(f"The lab is closed. {services.tallying.sum}.")


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


def greet(services: "Services") -> None:
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
