"""What the terminal shows of a rehearsal: its progress, the truth beside the recording, the
comparison."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

if TYPE_CHECKING:
    from lab.rehearsal.truth import ParticipantTruth
    from lab.store.database import Store
    from lab.studies.protocol import Study


@contextmanager
def progress(what: str, total: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """Gives the function to call each time one more is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), disable=quiet) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def print_agreement(store: "Store", study: "Study", truths: Sequence["ParticipantTruth"]) -> None:
    """What truly happened, what was recorded, and how much of it is the same."""
    from lab.rehearsal.agreement import agreements, time_agreement
    from lab.rehearsal.recorded import recorded

    found = recorded(store, truths)
    table = Table(title="Truth of the rehearsal beside the recording")
    for column in ("kind", "true", "recorded", "the same"):
        table.add_column(column, justify="left" if column == "kind" else "right")
    for one in agreements(truths, found):
        table.add_row(one.kind, str(one.true), str(one.recorded), str(one.recovered))
    console = Console()
    console.print(table)
    times = time_agreement(truths, found, study.idle_seconds)
    console.print(
        f"Active time on {times.pages} pages: {times.mean:.3f} s off on average, "
        f"{times.largest:.3f} s at most."
    )


def as_json(store: "Store", study: "Study", truths: Sequence["ParticipantTruth"]) -> None:
    from lab.rehearsal.agreement import agreements, time_agreement
    from lab.rehearsal.recorded import recorded

    found = recorded(store, truths)
    told = {
        "study": study.study,
        "participants": len(truths),
        "agreements": [asdict(one) for one in agreements(truths, found)],
        "active_time": asdict(time_agreement(truths, found, study.idle_seconds)),
        "interruptions": sum(truth.interruptions for truth in truths),
    }
    click.echo(json.dumps(told, indent=2))


def print_comparison(store: "Store", study: "Study") -> None:
    """Of the simulated participants only."""
    from lab.reports.overview import comparison, plan_of
    from lab.reports.overview_words import overview
    from lab.reports.recorded import read_recording
    from lab.texts.translator import translator

    recording = read_recording(store, study)
    found = overview(
        comparison(recording, simulated=True),
        plan_of(study),
        translator("staff", "en"),
    )
    table = Table(title=f"{study.title.in_language('en')}: {found.people} SIMULATED participants")
    for column in ("outcome", "original", "revised", "difference", "verdict"):
        table.add_column(column)
    for line in found.lines:
        table.add_row(line.what, line.original, line.revised, line.difference, line.verdict)
    Console().print(table)
    for told in found.looking:
        click.echo(told)
    if not found.lines:
        click.echo(f"Counts only: {found.people} of {found.planned} planned participants.")
