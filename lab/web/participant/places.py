"""Which address belongs to the place in the sitting where a participant is?"""

from functools import lru_cache
from typing import Any

from flask import url_for
from werkzeug.wrappers import Response

from lab.sessions.model import Session, SessionState, Step
from lab.web.participant.visitor import is_of_this_attempt, participant

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
    return address(VIEWS[step_of(session)])


def is_here(step: Step) -> bool:
    return step_of(participant().session) == step


def is_sent_from(step: Step) -> bool:
    """Does what was posted come from a page of the step where the participant is?"""
    return is_here(step) and is_of_this_attempt()


def right_place() -> Response:
    """To where the participant really is, whatever was asked for."""
    return go_to(address_of(participant().session))


def go_to(there: str) -> Response:
    return Response(status=303, headers={"Location": there})


def address(endpoint: str, **values: str | int) -> str:
    """`url_for`, remembered: this application is at the root, so nothing else decides."""
    return _built(endpoint, tuple(values.items()))


@lru_cache(maxsize=4096)
def _built(endpoint: str, values: tuple[tuple[str, str | int], ...]) -> str:
    given: dict[str, Any] = dict(values)
    return url_for(endpoint, **given)
