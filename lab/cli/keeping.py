"""`lab tidy` and `lab measure`: what was promised to happen to recordings, done and checked."""

import dataclasses
import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from lab.cli.group import FINDINGS, main, place_options, settings_of, utc_now
from lab.errors import LabError

if TYPE_CHECKING:
    from lab.store.database import Store
    from lab.store.measures import Recomputed
    from lab.store.tidying import Tidied

as_json = click.option("--json", "json_wanted", is_flag=True, help="Print the counts as JSON.")


@main.command()
@place_options
@as_json
def tidy(json_wanted: bool, **given: Any) -> None:
    """Erase what is past its retention, end what was left open."""
    from lab.store.copies import REGISTER
    from lab.store.tidying import tidy as do

    settings = settings_of(**given)
    with closing(_opened(settings.database, write=True)) as store:
        done = do(store, utc_now(), settings.data / REGISTER)
    _print(done, _tidied(done), json_wanted)


@main.command()
@click.argument("study")
@place_options
@click.option("--recompute", is_flag=True, help="Keep what was computed.")
@as_json
def measure(study: str, recompute: bool, json_wanted: bool, **given: Any) -> None:
    """Check a study's kept measures against its events."""
    with closing(_opened(settings_of(**given).database, write=recompute)) as store:
        found = _recomputed(store, study, save=recompute)
    _print(found, _compared(found, saved=recompute), json_wanted)
    if found.changed:
        raise SystemExit(FINDINGS)


def _opened(database: str, *, write: bool) -> "Store":
    """Looks first: a misspelt folder must not get a new, empty database."""
    from lab.store.database import open_store

    looked = open_store(database, read_only=True)
    if not write:
        return looked
    looked.close()
    return open_store(database)


def _recomputed(store: "Store", study: str, *, save: bool) -> "Recomputed":
    from lab.store import measures, studies

    with store.read() as db:
        pin = studies.pinned(db, study)
        known = [one.study.study for one in studies.all_pinned(db)]
    if pin is None:
        raise LabError(
            "nobody has taken part in this study here.",
            where=study,
            cure=f"There are: {', '.join(known)}." if known else "Check --data.",
        )
    idle = pin.study.idle_seconds
    if save:
        return store.write(lambda db: measures.recompute(db, study, idle))
    with store.read() as db:
        return measures.recompute(db, study, idle, save=False)


def _print(found: "Tidied | Recomputed", lines: tuple[str, ...], json_wanted: bool) -> None:
    click.echo(json.dumps(dataclasses.asdict(found), indent=2) if json_wanted else "\n".join(lines))


def _tidied(done: "Tidied") -> tuple[str, ...]:
    return (
        f"Sessions past their retention, erased: {done.sessions_erased}",
        f"Drafts nobody went on with, erased:    {done.drafts_erased}",
        f"Sessions silent for a day, stopped:    {done.sessions_stopped}",
        f"Attempts interrupted by that:          {done.attempts_interrupted}",
        f"Attempts measured:                     {done.attempts_measured}",
        f"Copies with erased sessions, removed:  {done.copies_removed}",
    )


def _compared(found: "Recomputed", *, saved: bool) -> tuple[str, ...]:
    return (
        f"Ended attempts, measured from their events: {found.attempts}",
        f"  the same as kept:                         {found.same}",
        f"  changed, from the same events and rules:  {found.changed}",
        f"  more events since, or other rules:        {found.renewed}",
        f"  not kept before:                          {found.added}",
        "All are kept now." if saved else "Nothing was written; --recompute keeps them.",
    )
