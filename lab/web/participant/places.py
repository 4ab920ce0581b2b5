"""Which address belongs to the place in the sitting where a participant is?"""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from lab.sessions.model import Session, SessionState, Step
from lab.web.participant.visitor import participant

VIEWS = {
    Step.TASK: "task",
    Step.FORM: "form",
    Step.SEQ: "seq",
    Step.SUS: "sus",
    Step.PREFERENCE: "preference",
    Step.RECEIPT: "receipt",
}


def step_of(session: Session) -> Step:
    """Whoever has finished or stopped sees the receipt, and nothing else."""
    return session.step if session.state == SessionState.ACTIVE else Step.RECEIPT


def address_of(session: Session) -> str:
    return url_for(VIEWS[step_of(session)])


def is_here(step: Step) -> bool:
    return step_of(participant().session) == step


def right_place() -> Response:
    """To where the participant really is, whatever was asked for."""
    return go_to(address_of(participant().session))


def go_to(address: str) -> Response:
    return redirect(address, 303)
