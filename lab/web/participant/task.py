"""The task before each form: who one is, what one wants, and the start of the attempt."""

from flask import url_for
from werkzeug.wrappers import Response

from lab.sessions.model import Step
from lab.sessions.sitting import ATTEMPTS
from lab.web.participant import filling
from lab.web.participant.places import go_to, is_here, is_sent_from, right_place
from lab.web.participant.showing import card_of, show, sitting_frame
from lab.web.participant.visitor import participant
from lab.web.services import services


def task() -> str | Response:
    if not is_here(Step.TASK):
        return right_place()
    here = participant()
    return show(
        "task.html",
        here.session.language,
        sitting_frame(),
        Step.TASK,
        card=card_of(here, here.attempt),
        number=here.session.position + 1,
        of=ATTEMPTS,
    )


def begin_task() -> Response:
    """Pressed twice, the attempt still starts once."""
    if not is_sent_from(Step.TASK):
        return right_place()
    here, lab = participant(), services()
    first = lab.store.write(lambda db: filling.begin(db, here, lab.now()))
    return go_to(url_for("form_page", page_id=first))
