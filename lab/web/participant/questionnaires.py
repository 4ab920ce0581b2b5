"""Questions after each form and the comparison at the end; no answer is forced from anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import request, url_for
from werkzeug.wrappers import Response

from lab.forms.answers import tidy
from lab.pages.page_view import Problem
from lab.sessions.model import Step
from lab.sessions.sitting import ATTEMPTS, Place
from lab.store import Connection, ratings
from lab.studies.questionnaires import PREFERENCE, SEQ, SUS, Item, said
from lab.web.participant.places import VIEWS, go_to, is_here, is_sent_from, right_place
from lab.web.participant.showing import show, sitting_frame, words
from lab.web.participant.sitting import go_on
from lab.web.participant.visitor import Visitor, participant
from lab.web.services import services

LONGEST_TEXT = 2000
ITEMS: Mapping[Step, tuple[Item, ...]] = {
    Step.SEQ: SEQ,
    Step.SUS: SUS,
    Step.PREFERENCE: PREFERENCE,
}
Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """An item in one language: a scale has numbers and ends, a choice has options."""

    id: str
    text: str
    numbers: tuple[int, ...] = ()
    low: str = ""
    high: str = ""
    options: tuple[tuple[str, str], ...] = ()


def seq() -> str | Response:
    return _page(Step.SEQ)


def answer_seq() -> Response:
    return _answer(Step.SEQ)


def sus() -> str | Response:
    return _page(Step.SUS)


def answer_sus() -> Response:
    return _answer(Step.SUS)


def preference() -> str | Response:
    return _page(Step.PREFERENCE)


def answer_preference() -> Response:
    return _answer(Step.PREFERENCE)


def _answer(step: Step) -> Response:
    """What is missing is asked for once; then one may go on without."""
    if not is_sent_from(step):
        return right_place()
    here, lab, typed = participant(), services(), _typed(ITEMS[step])
    skips = request.form.get("action") == "skip"
    complete = lab.store.write(lambda db: _keep(db, here, step, typed, lab.now(), skips=skips))
    return go_to(url_for("home") if complete else url_for(VIEWS[step], missing=1))


def _keep(
    db: Connection, here: Visitor, step: Step, typed: Given, now: datetime, *, skips: bool
) -> bool:
    """True: the sitting goes on."""
    session = here.session
    for item, value in typed.items():
        ratings.save(db, session.id, session.position, item, value, now)
    if _missing(ITEMS[step], _known(db, here)) and not skips:
        return False
    go_on(db, session.id, here.pin.study, Place(step, session.position), now)
    return True


def _typed(items: Sequence[Item]) -> Given:
    """Only what can be answered here, and only with what is offered."""
    typed = {item.id: _tidied(item) for item in items if item.id in request.form}
    return {item.id: typed[item.id] for item in items if _fits(item, typed.get(item.id))}


def _tidied(item: Item) -> str:
    """Too long a text loses its end, not all of it."""
    typed = tidy(request.form[item.id])
    return typed[:LONGEST_TEXT].rstrip() if _is_text(item) else typed


def _known(db: Connection, here: Visitor) -> Given:
    """What was answered before, on this page or in another tab."""
    given = ratings.of_session(db, here.session.id)
    return {one.item: one.value for one in given if one.position == here.session.position}


def _missing(items: Sequence[Item], given: Given) -> tuple[Item, ...]:
    return tuple(item for item in items if not _is_text(item) and item.id not in given)


def _fits(item: Item, value: str | None) -> bool:
    if value is None:
        return False
    if _is_text(item):
        return True
    if item.scale is not None:
        return value in {str(number) for number in range(1, item.scale.points + 1)}
    return value in {choice.value for choice in item.choices}


def _is_text(item: Item) -> bool:
    return item.scale is None and not item.choices


def _page(step: Step) -> str | Response:
    if not is_here(step):
        return right_place()
    here, items = participant(), ITEMS[step]
    with services().store.read() as db:
        given = _known(db, here)
    missing = _missing(items, given) if "missing" in request.args else ()
    language = here.session.language
    shown = tuple(_shown(item, language) for item in items)
    heading, introduction = _headings(step, language)
    return show(
        "questions.html",
        language,
        sitting_frame(),
        step,
        heading=heading,
        introduction=introduction,
        items=shown,
        given={item.id: given.get(item.id, "") for item in items},
        missing=tuple(_problem(item, shown, language) for item in missing),
        missing_items={item.id for item in missing},
        number=here.session.position + 1 if step != Step.PREFERENCE else 0,
        of=ATTEMPTS,
        longest=LONGEST_TEXT,
    )


def _shown(item: Item, language: str) -> Shown:
    scale = item.scale
    return Shown(
        id=item.id,
        text=said(item.wording, language),
        numbers=tuple(range(1, scale.points + 1)) if scale else (),
        low=said(scale.low, language) if scale else "",
        high=said(scale.high, language) if scale else "",
        options=tuple((one.value, said(one.wording, language)) for one in item.choices),
    )


def _problem(item: Item, shown: Sequence[Shown], language: str) -> Problem:
    say = words(language)
    one = next(each for each in shown if each.id == item.id)
    first = str(one.numbers[0]) if one.numbers else one.options[0][0]
    return Problem(f"f-{item.id}-{first}", say("Not answered yet: %(question)s", question=one.text))


def _headings(step: Step, language: str) -> tuple[str, str]:
    say = words(language)
    if step == Step.SEQ:
        return say("How was the task?"), say("Choose one number.")
    if step == Step.SUS:
        return (
            say("What do you think of this form?"),
            say("Choose one number for each sentence. There is no right and no wrong."),
        )
    return say("The two forms compared"), say("Think of both forms that you filled in.")
