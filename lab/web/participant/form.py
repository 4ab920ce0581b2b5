"""The form under test: its pages served and taken, checked, confirmed. Works without JavaScript."""

from flask import request
from werkzeug.wrappers import Response

from lab.forms.validation import validate_page
from lab.pages.render import DONE_PAGE, render_check, render_confirmation, render_page
from lab.sessions.filling import CHECK_PAGE, page_before
from lab.sessions.model import Attempt, Outcome, Step
from lab.web.participant import filling
from lab.web.participant.filling import Filling, Onward
from lab.web.participant.places import (
    VIEWS,
    address,
    go_to,
    is_here,
    is_sent_from,
    right_place,
    step_of,
)
from lab.web.participant.showing import form_frame
from lab.web.participant.visitor import participant
from lab.web.services import services


def form() -> Response:
    """Back to the page on which the attempt stands."""
    if not is_here(Step.FORM):
        return right_place()
    here = participant()
    with services().store.read() as db:
        current = filling.under_way(db, here)
    if current is None:
        return right_place()
    return go_to(address("form_page", page_id=filling.standing(current), resumed=1))


def form_page(page_id: str) -> str | Response:
    if not is_here(Step.FORM):
        return right_place()
    if request.method == "HEAD":
        return ""
    here, lab, reason = participant(), services(), _told_reason()
    served = lab.store.write(lambda db: filling.serve(db, here, page_id, lab.now(), reason=reason))
    return right_place() if served is None else _document(served, page_id)


def submit_page(page_id: str) -> Response:
    """Always answered by a redirect: reloading never submits again."""
    if not is_sent_from(Step.FORM):
        return right_place()
    if request.form.get("action") == "delete_all":
        return _delete_all()
    here, lab, given = participant(), services(), request.form
    posted = {name: given.getlist(name) for name in given}
    onward = lab.store.write(lambda db: filling.submit(db, here, page_id, posted, lab.now()))
    return right_place() if onward is None else go_to(_address(onward))


def done() -> str | Response:
    """The form's own confirmation; it stays until the questions after it are answered."""
    here = participant()
    attempt = _just_submitted()
    if attempt is None:
        return right_place()
    go_on = address(VIEWS[step_of(here.session)])
    frame = form_frame(DONE_PAGE, attempt, go_on=go_on)
    version = filling.version_of(here, attempt)
    return render_confirmation(version, here.session.language, frame)


def _document(served: Filling, page_id: str) -> str:
    version, answers, language = served.version, served.answers, served.language
    before = page_before(version, answers, page_id)
    back = address("form_page", page_id=before) if before else ""
    frame = form_frame(page_id, served.attempt, back=back)
    if page_id == CHECK_PAGE:
        return render_check(version, answers, language, frame)
    page = version.page(page_id)
    errors = validate_page(version, page, answers, language) if "checked" in request.args else ()
    return render_page(version, page, answers, errors, language, frame)


def _address(onward: Onward) -> str:
    if onward.page is None:
        return address("done")
    if onward.errors:
        return address("form_page", page_id=onward.page, checked=onward.errors)
    return address("form_page", page_id=onward.page)


def _delete_all() -> Response:
    here, lab = participant(), services()
    first = lab.store.write(lambda db: filling.delete_all(db, here, lab.now()))
    return right_place() if first is None else go_to(address("form_page", page_id=first, emptied=1))


def _told_reason() -> str | None:
    """What the way here says, where the events so far would say something else."""
    told = {"resumed": "resume", "emptied": "other"}
    return next((reason for name, reason in told.items() if name in request.args), None)


def _just_submitted() -> Attempt | None:
    """The last attempt that has ended, unless the next one is under way already."""
    here = participant()
    if step_of(here.session) == Step.FORM:
        return None
    ended = [attempt for attempt in here.attempts if attempt.ended_at is not None]
    return ended[-1] if ended and ended[-1].outcome == Outcome.SUBMITTED else None
