"""What the lab puts around a form: the bar on top, addresses, tokens. The same for all versions."""

from dataclasses import dataclass

from lab.pages.prose import Block, blocks
from lab.studies.protocol import Task


@dataclass(frozen=True, slots=True)
class TaskCard:
    """What the participant is asked to do, and the facts of the fictitious person."""

    id: str
    title: str
    scenario: tuple[Block, ...]
    lines: tuple[tuple[str, str], ...]


def task_card(task: Task, language: str) -> TaskCard:
    return TaskCard(
        id=task.id,
        title=task.title.in_language(language),
        scenario=blocks(task.scenario.in_language(language)),
        lines=tuple(
            (line.label.in_language(language), line.value.in_language(language))
            for line in task.card
        ),
    )


@dataclass(frozen=True, slots=True)
class Capture:
    """What the capture script is told. mode: "" records, "drain" sends what is left on the
    device, "purge" forgets it; only recording needs token and page."""

    endpoint: str
    session: str
    token: str = ""
    page: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Surroundings of one served document. An empty address leaves the control out.

    language: what the lab itself speaks (de, en, de_easy); the form has a language of its own.
    change: the address of a page to change is this with the page's id behind it.
    replayed: as it was served, but no script runs and what was recorded can be shown in it.
    """

    language: str
    csrf_token: str = ""
    action: str = ""
    back: str = ""
    change: str = ""
    go_on: str = ""
    stop: str = ""
    give_up: str = ""
    task_card: TaskCard | None = None
    capture: Capture | None = None
    assets: str = "/static"
    preview: bool = False
    replayed: bool = False
