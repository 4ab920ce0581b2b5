"""`lab plan`: before the first session, how many people it takes and what fewer cannot show."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lab.cli.group import main

if TYPE_CHECKING:
    from lab.reports.planning_table import Outlooks
    from lab.studies.protocol import Study
    from lab.texts.translator import Translator

language_option = click.option(
    "--lang", type=click.Choice(["de", "en"]), default="de", help="de (default) or en."
)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--correct-now",
    type=click.IntRange(1, 94),
    help="How many of 100 people submit correctly with the original, as you guess; 50.",
)
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON.")
def plan(folder: Path, correct_now: int | None, lang: str, as_json: bool) -> None:
    """How many people a study needs, and what 8, 12, 20, 30, 50 people can and cannot show."""
    from lab.reports.overview import plan_of
    from lab.reports.planning_table import look_ahead
    from lab.statistics.planner import Assumptions
    from lab.studies.loader import load_study
    from lab.texts.translator import translator

    study = load_study(folder).study
    guess = Assumptions() if correct_now is None else Assumptions(completion=correct_now / 100)
    ahead = look_ahead(plan_of(study), guess)
    say = translator("report", lang)
    if as_json:
        click.echo(_json(study, ahead, say))
    else:
        _print(study, ahead, say)


def _print(study: "Study", ahead: "Outlooks", say: "Translator") -> None:
    from lab.cli.printing import print_blocks
    from lab.reports.blocks import Heading
    from lab.reports.planning_words import advice

    print_blocks((Heading(study.title.in_language(say.language)), *advice(ahead, say)))


def _json(study: "Study", ahead: "Outlooks", say: "Translator") -> str:
    from lab.reports.json_report import plain
    from lab.reports.planning_assumptions import assumptions
    from lab.reports.planning_words import answer
    from lab.statistics.planner import POWER

    told = {
        "study": study.study,
        "design": ahead.plan.design,
        "planned_people": ahead.plan.planned_n,
        "chance": POWER,
        "primary": ahead.needed,
        "outlooks": ahead.each,
        "assumptions": ahead.guess,
        "sentences": answer(ahead, say),
        "assumed": assumptions(ahead, say),
    }
    return json.dumps(plain(told), ensure_ascii=False, indent=2)
