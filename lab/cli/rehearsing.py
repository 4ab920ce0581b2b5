"""`lab rehearse` and `lab demo`: simulated participants in a real browser, and what came of it."""

import dataclasses
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lab.cli.group import FiniteRange, main, place_options, settings_of
from lab.cli.rehearsal_tables import as_json, print_agreement, print_comparison, progress
from lab.cli.reporting import write_report
from lab.cli.serving import greet, run, site_address
from lab.errors import LabError
from lab.settings import Settings

if TYPE_CHECKING:
    from lab.rehearsal.truth import ParticipantTruth
    from lab.studies.loader import StudyFolder
    from lab.web.services import Services

DEMO_STUDY = "bewohnerparkausweis"
DEMO_SEED = 20261122


@dataclass(slots=True)
class _Rehearsal:
    """What was asked for, and what came of it."""

    folder: "StudyFolder"
    participants: int
    seed: int
    effect: str = "better"
    pace: float = 1.0
    at_once: int = 3
    truths: tuple["ParticipantTruth", ...] = ()
    failure: list[Exception] = field(default_factory=list)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@place_options
@click.option("--participants", type=click.IntRange(1, 1000), default=12, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same people.")
@click.option(
    "--effect",
    type=click.Choice(["better", "none", "worse"]),
    default="better",
    show_default=True,
    help="What is true of the revised version.",
)
@click.option(
    "--pace",
    type=FiniteRange(0, 1000),
    default=1.0,
    show_default=True,
    help="10: ten times slower.",
)
@click.option("--at-once", type=click.IntRange(1, 16), default=3, show_default=True)
@click.option("--url", help="A lab that is served already; --data names its folder.")
@click.option("--json", "json_wanted", is_flag=True, help="Print what agreed as JSON.")
def rehearse(folder: Path, url: str | None, json_wanted: bool, **given: Any) -> None:
    """Send simulated participants through a study, and write the truth beside."""
    from lab.studies.loader import load_study

    how = {name: given.pop(name) for name in ("participants", "seed", "effect", "pace", "at_once")}
    given["forms"] = given["forms"] or folder.resolve().parent
    settings = settings_of(**given)
    rehearsal = _Rehearsal(load_study(folder), **how)

    def play(services: "Services", site: str) -> None:
        _play(rehearsal, services, site, quiet=json_wanted)
        (as_json if json_wanted else print_agreement)(
            services.store, rehearsal.folder.study, rehearsal.truths
        )

    if url:
        _beside_a_server(settings.data, settings.database, url, rehearsal, json_wanted)
    else:
        _with_own_server(rehearsal, settings, play, stay=False)


@main.command()
@place_options
@click.option("--participants", type=click.IntRange(1, 1000), default=12, show_default=True)
@click.option("--stay/--leave", default=True, help="Go on serving when the rehearsal is over.")
def demo(participants: int, stay: bool, **given: Any) -> None:
    """Play the shipped study with simulated participants, compare, and serve the lab."""
    from lab.studies.loader import load_study

    settings = settings_of(**given)
    fresh = settings.data / f"demo-{datetime.now():%Y%m%d-%H%M%S}"
    settings = dataclasses.replace(settings, data=fresh)
    rehearsal = _Rehearsal(load_study(settings.forms / DEMO_STUDY), participants, DEMO_SEED)

    def play(services: "Services", site: str) -> None:
        click.echo(f"{participants} simulated participants fill in both versions in a browser.")
        _play(rehearsal, services, site, quiet=False)
        print_agreement(services.store, rehearsal.folder.study, rehearsal.truths)
        print_comparison(services.store, rehearsal.folder.study)
        _report(services, rehearsal.folder)
        if stay:
            greet(services)

    _with_own_server(rehearsal, settings, play, stay=stay)


def _report(services: "Services", folder: "StudyFolder") -> None:
    from lab.reports.recorded import read_evidence

    evidence = read_evidence(services.store, folder.study.study, folder)
    if evidence is not None:
        write_report(evidence, services.settings.reports, "de")


def _with_own_server(
    rehearsal: _Rehearsal,
    settings: Settings,
    play: Callable[["Services", str], None],
    *,
    stay: bool,
) -> None:
    """The server has the main thread, for its signals; the rehearsal runs beside it."""

    def when_open(services: "Services") -> None:
        stops = True
        try:
            play(services, site_address(services.settings))
            stops = not stay
        except (LabError, OSError, RuntimeError) as failure:
            rehearsal.failure.append(failure)
        finally:
            if stops:
                os.kill(os.getpid(), signal.SIGTERM)

    run(settings, when_open)
    if rehearsal.failure:
        raise rehearsal.failure[0]


def _beside_a_server(
    data: Path, database: str, url: str, rehearsal: _Rehearsal, json_wanted: bool
) -> None:
    """The server that is there writes; here the recording is only read afterwards."""
    from lab.rehearsal.arrival import expect_welcome
    from lab.store.database import open_store
    from lab.web.secret import known_secret

    # Whatever would be wrong at the end is said before anybody plays.
    open_store(database, read_only=True).close()
    link = _simulated_link(known_secret(data), url, rehearsal.folder.study.study)
    expect_welcome(link)
    _send(rehearsal, link, quiet=json_wanted)
    _keep_truth(rehearsal, data)
    store = open_store(database, read_only=True)
    try:
        (as_json if json_wanted else print_agreement)(
            store, rehearsal.folder.study, rehearsal.truths
        )
    finally:
        store.close()


def _play(rehearsal: _Rehearsal, services: "Services", site: str, *, quiet: bool) -> None:
    link = _simulated_link(services.secret, site, rehearsal.folder.study.study)
    _send(rehearsal, link, quiet=quiet)
    _keep_truth(rehearsal, services.settings.data)


def _simulated_link(secret: bytes, site: str, study: str) -> str:
    from lab.web.tokens import Purpose, sign

    return f"{site.rstrip('/')}/s/{study}?simulated={sign(secret, Purpose.SIMULATED, study)}"


def _send(rehearsal: _Rehearsal, link: str, *, quiet: bool) -> None:
    from lab.rehearsal.person import Effect
    from lab.rehearsal.runner import Rehearsal
    from lab.rehearsal.runner import rehearse as send

    asked = Rehearsal(
        folder=rehearsal.folder,
        link=link,
        participants=rehearsal.participants,
        seed=rehearsal.seed,
        effect=Effect(rehearsal.effect),
        pace=rehearsal.pace,
        at_once=rehearsal.at_once,
    )
    with progress("Simulated participants", rehearsal.participants, quiet=quiet) as done:
        rehearsal.truths = send(asked, lambda truth: done())


def _keep_truth(rehearsal: _Rehearsal, data: Path) -> None:
    from lab.rehearsal.truth import write_truth

    name = f"truth-{rehearsal.folder.study.study}-seed-{rehearsal.seed}.jsonl"
    write_truth(data / name, rehearsal.truths)
