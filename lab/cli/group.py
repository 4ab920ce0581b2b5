"""The group that all commands join: what went wrong, where, what to do; never a traceback."""

import dataclasses
import math
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from lab.errors import LabError
from lab.settings import PREFIX, Settings, from_env

FINDINGS, MISTAKE = 1, 2
Command = TypeVar("Command", bound=Callable[..., Any])


class Refusal(click.ClickException):
    """What a person can put right."""

    exit_code = MISTAKE

    def show(self, file: Any = None) -> None:
        click.echo(click.style("Error: ", fg="red", bold=True) + self.message, err=True)


class FiniteRange(click.FloatRange):
    """A number in a range; “nan” is in every range by what Python compares."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value!r} is no number.", param, ctx)
        return number


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


def utc_now() -> datetime:
    return datetime.now(UTC)


def place_options(command: Command) -> Command:
    """Where recordings and forms are; what is not given comes from FORMWERKSTATT_… settings."""
    folder = click.Path(file_okay=False, path_type=Path)
    command = click.option("--data", type=folder, help="Folder of the recordings.")(command)
    command = click.option("--forms", type=folder, help="Folder of the forms.")(command)
    return click.option("--database-url", help="SQLite file or PostgreSQL.")(command)


def settings_of(**given: Any) -> Settings:
    chosen = {name: value for name, value in given.items() if value is not None}
    set_here = from_env()
    try:
        return dataclasses.replace(set_here, **chosen)
    except LabError as fault:
        name = fault.where.removeprefix(PREFIX).lower()
        where = f"--{name.replace('_', '-')}" if name in chosen else fault.where
        raise LabError(fault.what, where=where, cure=fault.cure) from fault
