"""Plays one simulated participant through the served lab, from the consent to the receipt."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lab.browser import BrowserError
from lab.browser import Page as Screen
from lab.errors import LabError
from lab.forms.journey import reachable_answers
from lab.forms.model import CHECK_PAGE, DONE_PAGE, Version
from lab.rehearsal.hands import fill_in, look, wait_until_sent
from lab.rehearsal.person import Person, rating
from lab.rehearsal.plan import AttemptPlan, Visit, plan_attempt
from lab.rehearsal.truth import AttemptTruth, PageVisit, ParticipantTruth, SeenError
from lab.studies.protocol import Study, VersionId
from lab.studies.tasks import judge

PATIENCE_SECONDS = 60.0
"""How long a simulated person waits for a server that does not answer."""


@dataclass(slots=True)
class Sitting:
    """A participant at the screen, and what has been seen so far."""

    screen: Screen
    study: Study
    versions: Mapping[VersionId, Version]
    person: Person
    interruptions: int = 0
    session: str = ""
    attempts: list[AttemptTruth] = field(default_factory=list)
    ratings: dict[str, str] = field(default_factory=dict)


def take_part(sitting: Sitting, link: str) -> ParticipantTruth:
    """From the open link to the receipt; the truth as it was seen at the screen."""
    _come_back(sitting, link)
    while (step := look(sitting.screen).step) != "receipt":
        _step(sitting, step)
    wait_until_sent(sitting.screen)
    return ParticipantTruth(
        number=sitting.person.number,
        session=sitting.session,
        attempts=tuple(sitting.attempts),
        ratings=sitting.ratings,
        interruptions=sitting.interruptions,
    )


def _step(sitting: Sitting, name: str) -> None:
    if name not in _STEPS:
        raise LabError(
            f"a page stands there that no participant knows (“{sitting.screen.title()}”).",
            where=f"rehearsal, participant {sitting.person.number}, {sitting.screen.url}",
            cure="Look at the address in a browser, and into what the server printed.",
        )
    _STEPS[name](sitting)


def _consent(sitting: Sitting) -> None:
    _press(sitting, "button[name=decision][value=yes]")


def _start_task(sitting: Sitting) -> None:
    _press(sitting, "main button[type=submit]")


def _fill_form(sitting: Sitting) -> None:
    seen = look(sitting.screen)
    version: VersionId = "revised" if seen.version == "revised" else "original"
    sitting.session = seen.session
    plan = plan_attempt(
        sitting.study,
        sitting.study.task(seen.task),
        version,
        sitting.versions[version],
        sitting.person.habits[version],
        sitting.person.seed,
    )
    sitting.attempts.append(_Attempt(sitting, plan).play())


@dataclass(slots=True)
class _Attempt:
    sitting: Sitting
    plan: AttemptPlan
    visits: list[PageVisit] = field(default_factory=list)
    errors: list[SeenError] = field(default_factory=list)
    back_steps: int = 0
    changed_answers: int = 0
    help_openings: int = 0

    def play(self) -> AttemptTruth:
        for visit in self.plan.visits:
            self._visit(visit)
        if not self.plan.gives_up:
            self._leave_the_end()
        return AttemptTruth(
            version=self.plan.version,
            task=self.plan.task,
            finished=not self.plan.gives_up,
            visits=tuple(self.visits),
            errors=tuple(self.errors),
            back_steps=self.back_steps,
            changed_answers=self.changed_answers,
            help_openings=self.help_openings,
            wrong_facts=() if self.plan.gives_up else self._wrong_facts(),
        )

    def _visit(self, visit: Visit) -> None:
        """Once; again when the server was gone and the same page stands there once more."""
        while True:
            interruptions = self.sitting.interruptions
            self._work_on(visit)
            went_well = self.sitting.interruptions == interruptions
            if went_well or look(self.sitting.screen).page != visit.page:
                return

    def _work_on(self, visit: Visit) -> None:
        screen, seen = self.sitting.screen, look(self.sitting.screen)
        if seen.page != visit.page:
            raise LabError(
                f"The form shows the page “{seen.page}”, not “{visit.page}”.",
                where=f"rehearsal, participant {self.sitting.person.number}",
                cure="This is a fault of the lab or of the form's conditions.",
            )
        self.errors += seen.errors
        for entry in visit.entries:
            fill_in(screen, self._version.field(entry.field), entry)
            self.changed_answers += entry.beginning is not None
            self.help_openings += entry.opens_help
        self.back_steps += visit.leaving == "back"
        if visit.leaving == "give_up":
            screen.click("[data-give-up] > summary")
        self._leave(visit.page, visit.leaving)

    def _leave(self, page: str, leaving: str) -> None:
        _press(self.sitting, _WAYS_OUT[leaving])
        seconds = look(self.sitting.screen).worked_on
        self.visits.append(PageVisit(page, seconds, leaving))

    def _leave_the_end(self) -> None:
        """Past the check-answers page and the confirmation, where the version has them."""
        while look(self.sitting.screen).page == CHECK_PAGE:
            self._leave(CHECK_PAGE, "submit")
        while look(self.sitting.screen).page == DONE_PAGE:
            _press(self.sitting, "main [data-next]")

    def _wrong_facts(self) -> tuple[str, ...]:
        sitting, plan = self.sitting, self.plan
        submitted = reachable_answers(self._version, plan.answers)
        task = sitting.study.task(plan.task)
        judged = judge(sitting.study, task, plan.version, self._version, submitted)
        return tuple(each.fact for each in judged if each.outcome != "right")

    @property
    def _version(self) -> Version:
        return self.sitting.versions[self.plan.version]


_WAYS_OUT = {
    "submit": "#page-form button[name=action]:not([value=delete_all])",
    "back": "[data-back]",
    "give_up": "[data-give-up] button",
}


def _rate_task(sitting: Sitting) -> None:
    version = _last_version(sitting)
    rng = random.Random(f"{sitting.person.seed}:seq:{version}")
    value = rating(rng, sitting.person.habits[version].satisfaction, 7)
    sitting.screen.check(f"#f-seq-{value}")
    sitting.ratings[f"seq/{version}"] = str(value)
    _press(sitting, "main button[type=submit]")


def _rate_version(sitting: Sitting) -> None:
    version = _last_version(sitting)
    rng = random.Random(f"{sitting.person.seed}:sus:{version}")
    for item in range(1, 11):
        value = rating(rng, sitting.person.habits[version].satisfaction, 5)
        if item % 2 == 0:
            value = 6 - value
        sitting.screen.check(f"#f-sus_{item}-{value}")
        sitting.ratings[f"sus_{item}/{version}"] = str(value)
    _press(sitting, "main button[type=submit]")


def _last_version(sitting: Sitting) -> VersionId:
    return "revised" if sitting.attempts[-1].version == "revised" else "original"


def _prefer(sitting: Sitting) -> None:
    choice = _preference(sitting)
    sitting.screen.check(f"#f-preference-{choice}")
    sitting.ratings["preference"] = choice
    _press(sitting, "main button[type=submit]")


def _preference(sitting: Sitting) -> str:
    if sitting.person.prefers is None:
        return "same"
    return "first" if sitting.attempts[0].version == sitting.person.prefers else "second"


_STEPS: Mapping[str, Callable[[Sitting], None]] = {
    "consent": _consent,
    "task": _start_task,
    "form": _fill_form,
    "seq": _rate_task,
    "sus": _rate_version,
    "preference": _prefer,
}


def _press(sitting: Sitting, selector: str) -> None:
    """Presses, and waits for the next page."""

    def press() -> None:
        with sitting.screen.expect_navigation(wait_until="domcontentloaded"):
            sitting.screen.locator(selector).first.click()

    _go(sitting, press)


def _go(sitting: Sitting, move: Callable[[], object]) -> None:
    """Moves on; when the server does not answer, tries again like a patient person."""
    before = sitting.screen.url
    try:
        move()
        if not sitting.screen.url.startswith("chrome-error:"):
            return
    except BrowserError:
        pass
    sitting.interruptions += 1
    _come_back(sitting, before)


def _come_back(sitting: Sitting, address: str) -> None:
    """Opens the page, with the same patience."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            sitting.screen.goto(address, wait_until="domcontentloaded")
        except BrowserError:
            time.sleep(0.3)
        else:
            return
    raise LabError(
        f"The lab did not answer for {PATIENCE_SECONDS:.0f} seconds.",
        where=address,
        cure="Start it with `lab serve` and begin the rehearsal again.",
    )
