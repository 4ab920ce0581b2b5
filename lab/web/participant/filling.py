"""Filling in a form, as transactions: what changes and the record of it are stored together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lab.forms.answers import read_answers
from lab.forms.condition import Answers
from lab.forms.journey import reachable_answers
from lab.forms.model import Version
from lab.forms.validation import FieldError, validate_page
from lab.pages.languages import form_language
from lab.sessions.events import EventKind
from lab.sessions.filling import (
    CHECK_PAGE,
    furthest,
    may_show,
    page_next,
    submissions,
    visits,
    way,
    why_served,
)
from lab.sessions.model import Attempt, Outcome, Step
from lab.sessions.sitting import Place
from lab.store import Connection, attempts, drafts, events, sessions
from lab.store.events import Entry, Seen
from lab.studies.protocol import Study
from lab.studies.tasks import correct_answers, judge
from lab.web.participant.sitting import go_on
from lab.web.participant.visitor import Visitor

Posted = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Filling:
    """An attempt under way, as it stands inside the transaction; `language` is the form's."""

    attempt: Attempt
    study: Study
    version: Version
    language: str
    key: bytes
    answers: Answers
    history: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a submission leads. page None: the form is through. errors: the number of the
    submission whose errors the page is to show."""

    page: str | None
    errors: int = 0


def begin(db: Connection, here: Visitor, now: datetime) -> str:
    """Starts the attempt, once, and returns the id of the first page."""
    attempt, version = here.attempt, version_of(here, here.attempt)
    first = way(version, {})[0]
    if attempts.start(db, attempt.id, now):
        started: dict[str, str | int] = {
            "version": attempt.version,
            "task": attempt.task,
            "position": attempt.position,
            "shortest": shortest_way(here, attempt),
        }
        events.append(db, attempt.id, [Entry(EventKind.ATTEMPT_STARTED, data=started)], now)
        attempts.set_page(db, attempt.id, first)
        sessions.move(db, here.session.id, Step.FORM, attempt.position)
    return first


def shortest_way(here: Visitor, attempt: Attempt) -> int:
    """How many pages a careful person needs, the page to check the answers included."""
    study, version = here.pin.study, version_of(here, attempt)
    answers = correct_answers(study, study.task(attempt.task), attempt.version, version)
    return len(way(version, answers))


def under_way(db: Connection, here: Visitor) -> Filling | None:
    """None: the attempt has ended meanwhile, in another tab or by a second press."""
    attempt = attempts.get(db, here.attempt.id)
    if attempt is None or attempt.started_at is None or attempt.ended_at is not None:
        return None
    key, version = drafts.key_of(here.token, attempt.id), version_of(here, attempt)
    return Filling(
        attempt=attempt,
        study=here.pin.study,
        version=version,
        language=form_language(version, here.session.language),
        key=key,
        answers=drafts.load(db, attempt.id, key),
        history=events.seen(db, attempt.id),
    )


def version_of(here: Visitor, attempt: Attempt) -> Version:
    return here.pin.versions[attempt.version]


def standing(filling: Filling) -> str:
    """The page on which the attempt stands, or the first that still has to be put right."""
    current = filling.attempt.current_page or ""
    if may_show(filling.version, filling.answers, filling.language, current):
        return current
    return furthest(filling.version, filling.answers, filling.language)


def serve(
    db: Connection, here: Visitor, page_id: str, now: datetime, *, reason: str | None
) -> Filling | None:
    """Records that a page is shown, and why where it is known. None: it may not be shown now."""
    filling = under_way(db, here)
    if filling is None or not _is_open(filling, page_id):
        return None
    pages = way(filling.version, filling.answers)
    why = reason or why_served(filling.history, pages, filling.attempt.current_page, page_id)
    data: dict[str, str | int] = {"reason": why, "visit": visits(filling.history, page_id) + 1}
    events.append(db, filling.attempt.id, [Entry(EventKind.PAGE_SERVED, page_id, data=data)], now)
    attempts.set_page(db, filling.attempt.id, page_id)
    return filling


def submit(
    db: Connection, here: Visitor, page_id: str, posted: Posted, now: datetime
) -> Onward | None:
    """Takes one page, or the page to check the answers on. None: it cannot be submitted now."""
    filling = under_way(db, here)
    if filling is None or not _is_open(filling, page_id):
        return None
    if page_id != CHECK_PAGE:
        filling = _with_answers(filling, page_id, posted)
        drafts.save(db, filling.attempt.id, filling.key, filling.answers, now)
    number = submissions(filling.history, page_id) + 1
    errors = _errors(filling, page_id)
    events.append(db, filling.attempt.id, _entries(page_id, number, errors), now)
    if errors:
        return Onward(page_id, errors=number)
    following = page_next(
        filling.version, filling.answers, filling.language, filling.history, page_id
    )
    if following is None:
        end(db, filling, Outcome.SUBMITTED, now)
    else:
        attempts.set_page(db, filling.attempt.id, following)
    return Onward(following)


def delete_all(db: Connection, here: Visitor, now: datetime) -> str | None:
    """What the button of a bad form does: every answer is gone. Returns the first page."""
    filling = under_way(db, here)
    if filling is None or not filling.version.delete_all_button:
        return None
    drafts.erase(db, filling.attempt.id)
    first = way(filling.version, {})[0]
    attempts.set_page(db, filling.attempt.id, first)
    return first


def end(db: Connection, filling: Filling, outcome: Outcome, now: datetime) -> None:
    """The first end counts: it is judged, its answers are erased, and the sitting goes on."""
    attempt = filling.attempt
    if not attempts.end(db, attempt.id, outcome, now):
        return
    judged = _judged(filling) if outcome == Outcome.SUBMITTED else []
    ended = Entry(EventKind.ATTEMPT_ENDED, data={"outcome": outcome})
    events.append(db, attempt.id, [*judged, ended], now)
    drafts.erase(db, attempt.id)
    go_on(db, attempt.session, filling.study, Place(Step.FORM, attempt.position), now)


def _is_open(filling: Filling, page_id: str) -> bool:
    return may_show(filling.version, filling.answers, filling.language, page_id)


def _with_answers(filling: Filling, page_id: str, posted: Posted) -> Filling:
    reachable = reachable_answers(filling.version, filling.answers)
    given = read_answers(filling.version.page(page_id), posted, reachable)
    return replace(filling, answers={**filling.answers, **given})


def _errors(filling: Filling, page_id: str) -> tuple[FieldError, ...]:
    if page_id == CHECK_PAGE:
        return ()
    page = filling.version.page(page_id)
    return validate_page(filling.version, page, filling.answers, filling.language)


def _entries(page_id: str, number: int, errors: Sequence[FieldError]) -> list[Entry]:
    submitted = Entry(EventKind.PAGE_SUBMITTED, page_id, data={"number": number})
    if not errors:
        return [submitted, Entry(EventKind.PAGE_ACCEPTED, page_id)]
    return [submitted, *(_refusal(page_id, number, error) for error in errors)]


def _refusal(page_id: str, number: int, error: FieldError) -> Entry:
    data: dict[str, str | int] = {
        "rule": error.rule,
        "message": error.message,
        "number": number,
    }
    return Entry(EventKind.VALIDATION_ERROR, page_id, error.field, data)


def _judged(filling: Filling) -> list[Entry]:
    """Right, wrong or blank, and how it deviates; never what was typed."""
    version, attempt = filling.version, filling.attempt
    judgements = judge(
        filling.study,
        filling.study.task(attempt.task),
        attempt.version,
        version,
        reachable_answers(version, filling.answers),
    )
    return [
        Entry(
            EventKind.FACT_JUDGED,
            field=one.field,
            data={
                "fact": one.fact,
                "outcome": one.outcome,
                "deviation": one.deviation or "",
            },
        )
        for one in judgements
    ]
