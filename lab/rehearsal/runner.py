"""Sends a group of simulated participants through a served study, a few at a time."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lab.browser import Browser, BrowserError, Page, first_line, opened_browser
from lab.errors import LabError
from lab.rehearsal.hands import STOPWATCH
from lab.rehearsal.participant import Sitting, take_part
from lab.rehearsal.person import Effect, Person, draw_person
from lab.rehearsal.truth import ParticipantTruth
from lab.studies.loader import StudyFolder


def _just_look(screen: Page) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Who comes, and how. `link` is the study's open link with the sign of a simulation."""

    folder: StudyFolder
    link: str
    participants: int
    seed: int
    effect: Effect = Effect.BETTER
    pace: float = 1.0
    at_once: int = 3
    browser: str | None = None
    on_screen: Callable[[Page], None] = _just_look
    """Called with each new screen before it opens the link, as for a listener."""


@dataclass(slots=True)
class _Group:
    rehearsal: Rehearsal
    on_done: Callable[[ParticipantTruth], None]
    waiting: "queue.SimpleQueue[Person]" = field(default_factory=queue.SimpleQueue)
    truths: list[ParticipantTruth] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)


def rehearse(
    rehearsal: Rehearsal, on_done: Callable[[ParticipantTruth], None] = lambda truth: None
) -> tuple[ParticipantTruth, ...]:
    """Plays them all; `on_done` hears of each. The first failure ends the rehearsal: it is
    raised, and nothing is returned unless everybody has played."""
    group = _Group(rehearsal, on_done)
    for number in range(rehearsal.participants):
        person = draw_person(number, rehearsal.seed, rehearsal.effect, rehearsal.pace)
        group.waiting.put(person)
    workers = [
        threading.Thread(target=_work, args=(group,))
        for _ in range(min(rehearsal.at_once, rehearsal.participants))
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if group.failures:
        raise group.failures[0]
    if len(group.truths) < rehearsal.participants:
        raise _not_all(len(group.truths), rehearsal.participants)
    return tuple(sorted(group.truths, key=lambda truth: truth.number))


def _work(group: _Group) -> None:
    # A failure in a thread would be lost; it is kept and raised where it was asked for.
    host = urlsplit(group.rehearsal.link).hostname or ""
    try:
        with opened_browser(reachable=(host,), configured=group.rehearsal.browser) as browser:
            while not group.failures:
                group.truths.append(_play(group, browser, group.waiting.get_nowait()))
                group.on_done(group.truths[-1])
    except queue.Empty:
        return
    except (LabError, OSError, RuntimeError) as failure:
        group.failures.append(failure)
    except BrowserError as failure:
        group.failures.append(_of_browser(failure))


def _of_browser(failure: BrowserError) -> LabError:
    return LabError(
        f"the browser could not go on ({first_line(failure)}).",
        where="rehearsal",
        cure="Check that the lab answers in a browser of your own, and begin again.",
    )


def _not_all(played: int, asked: int) -> LabError:
    return LabError(
        f"only {played} of {asked} participants have played; what they did is no result.",
        where="rehearsal",
        cure="What stopped the others is printed above. Begin again.",
    )


def _play(group: _Group, browser: Browser, person: Person) -> ParticipantTruth:
    folder = group.rehearsal.folder
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    context.add_init_script(STOPWATCH)
    try:
        screen = context.new_page()
        group.rehearsal.on_screen(screen)
        sitting = Sitting(screen, folder.study, folder.versions, person)
        return take_part(sitting, group.rehearsal.link)
    finally:
        context.close()
