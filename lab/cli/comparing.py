"""`lab compare`: the same comparison for a table that an office kept by itself."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from lab.cli.group import FINDINGS, FiniteRange, main
from lab.cli.planning import language_option
from lab.errors import LabError, writing

if TYPE_CHECKING:
    from lab.reports.office_comparison import Choices, TableComparison
    from lab.sessions.spreadsheet.model import OfficeTable, Unreadable, VersionNames
    from lab.sessions.spreadsheet.series import SeriesTable
    from lab.texts.translator import Translator

    Read = TypeVar("Read", OfficeTable, SeriesTable)


@main.command()
@click.argument("table", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--original", default="", metavar="NAME", help="What the table calls the original.")
@click.option("--revised", default="", metavar="NAME", help="What it calls the revised version.")
@click.option(
    "--series",
    multiple=True,
    metavar="NAME",
    help="Of three or more versions, their order: once each, from the first to the newest.",
)
@click.option(
    "--groups",
    default="",
    metavar="TITLE",
    help="The column that says which group a person belongs to: is anybody harmed?",
)
@click.option(
    "--design",
    type=click.Choice(["crossover", "between", "cohorts"]),
    help="Both versions a person; one each, by lot; one each, before and after.",
)
@click.option(
    "--time-limit", type=FiniteRange(1), metavar="SECONDS", help="Counts for who fails; 900."
)
@language_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write report.html, report.pdf and report.json into this folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def compare(
    table: Path,
    original: str,
    revised: str,
    series: tuple[str, ...],
    groups: str,
    design: str | None,
    time_limit: float | None,
    lang: str,
    out: Path | None,
    as_json: bool,
) -> None:
    """Compare the two versions from your own TABLE.csv, one line an attempt."""
    from lab.reports.office_comparison import Choices
    from lab.sessions.spreadsheet.model import VersionNames
    from lab.statistics.plan import Design
    from lab.texts.translator import translator

    say = translator("report", lang)
    of_series = None if original or revised else _read_series(table, series, groups, say)
    read = (
        of_series.table if of_series else _read(table, VersionNames(original, revised), groups, say)
    )
    if not as_json:
        _print_table(read, say)
    choices = Choices(Design(design) if design else None, time_limit)
    found = _compared(table, read, choices, of_series, say)
    if as_json:
        click.echo(_json(found, say))
    else:
        _print_result(found, say)
    if out is not None:
        _publish(found, table, out, lang)
    if read.to_put_right:
        raise SystemExit(FINDINGS)


def _read_series(
    path: Path, order: tuple[str, ...], groups: str, say: "Translator"
) -> "SeriesTable | None":
    """None: the table has two versions."""
    from lab.sessions.spreadsheet.series import FEWEST_VERSIONS, read_series

    if order and len(set(order)) < max(FEWEST_VERSIONS, len(order)):
        cure = f"Name {FEWEST_VERSIONS} or more versions, each once, from the first to the newest."
        raise LabError("--series does not name a series.", cure=cure)
    found = read_series(_bytes(path), order, groups)
    return None if found is None else _readable(found, path, say)


def _read(path: Path, names: "VersionNames", groups: str, say: "Translator") -> "OfficeTable":
    from lab.sessions.spreadsheet.reading import read_table

    return _readable(read_table(_bytes(path), names, groups), path, say)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LabError(error.strerror or str(error), where=str(path)) from error


def _readable(found: "Read | Unreadable", path: Path, say: "Translator") -> "Read":
    from lab.reports.office_words import obstacle_text
    from lab.sessions.spreadsheet.model import Unreadable

    if isinstance(found, Unreadable):
        what, cure = obstacle_text(found, say)
        raise LabError(what, where=str(path), cure=cure)
    return found


def _compared(
    path: Path,
    read: "OfficeTable",
    choices: "Choices",
    series: "SeriesTable | None",
    say: "Translator",
) -> "TableComparison":
    from lab.reports.office_comparison import Undecided, compare_table
    from lab.reports.office_words import nothing_left_text, undecided_text

    if not read.rows:
        what, cure = nothing_left_text(read, say)
        raise LabError(what, where=str(path), cure=cure)
    found = compare_table(read, choices, series)
    if isinstance(found, Undecided):
        what, cure = undecided_text(found, say)
        raise LabError(what, where=str(path), cure=cure)
    return found


def _print_table(read: "OfficeTable", say: "Translator") -> None:
    from lab.cli.printing import print_blocks
    from lab.reports.office_blocks import refused_blocks, understood_blocks

    print_blocks((*understood_blocks(read, say), *refused_blocks(read, say)))


def _print_result(found: "TableComparison", say: "Translator") -> None:
    from lab.cli.printing import print_blocks
    from lab.reports.office_blocks import method_blocks, result_blocks
    from lab.reports.office_groups import group_blocks
    from lab.reports.office_series import series_blocks

    print_blocks(
        (
            *result_blocks(found, say),
            *series_blocks(found, say),
            *group_blocks(found, say),
            *method_blocks(found, say),
        )
    )


def _publish(found: "TableComparison", table: Path, out: Path, language: str) -> None:
    from lab.reports.publish import publish_table

    with writing(out):
        published = publish_table(found, table.stem, out, date.today(), language=language)
    click.echo(f"The report is in {published.folder}", err=True)
    if published.pdf is None:
        click.echo(f"Without report.pdf: {published.why_no_pdf}", err=True)


def _json(found: "TableComparison", say: "Translator") -> str:
    from lab.reports.json_report import plain
    from lab.reports.office_json import office_json

    return json.dumps(plain(office_json(found, say)), ensure_ascii=False, indent=2)
