"""Who is taking part? The cookie's token leads to a session, its study and its attempts."""

from dataclasses import dataclass

from flask import abort, g, request
from werkzeug.wrappers import Response

from lab.access import Role
from lab.sessions.model import Attempt, Session
from lab.store import sitting
from lab.store.studies import PinnedStudy
from lab.web import csrf
from lab.web.services import services
from lab.web.tokens import token_hash

COOKIE = "formwerkstatt"
NOBODY_ASKED = frozenset({"static", "receive_events", "livez"})
OPEN_FORMS = frozenset({"decide", "withdraw_by_code"})
"""Endpoints that act for whoever sends the form, whether a cookie came with it or not."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A participant with what the database knows at the beginning of the request."""

    token: str
    session: Session
    pin: PinnedStudy
    attempts: tuple[Attempt, ...]

    @property
    def attempt(self) -> Attempt:
        return self.attempts[self.session.position]


def visitor() -> Visitor | None:
    """Looked up once a request; None for whoever has no session that still exists."""
    if "visitor" not in g:
        g.visitor = _known()
    found: Visitor | None = g.visitor
    return found


def participant() -> Visitor:
    """Where the gate has let participants pass only."""
    return visitor() or abort(403)


def who() -> Role:
    # Files and events take nobody's authority: no look-up for them.
    if request.endpoint in NOBODY_ASKED:
        return Role.ANONYMOUS
    return Role.PARTICIPANT if visitor() else Role.ANONYMOUS


def form_token() -> str:
    """For forms that act with the cookie's authority; it says which attempt the form belongs to."""
    here = participant()
    return f"{csrf.form_token(services().secret, here.token)}.{here.session.position}"


def is_of_this_attempt() -> bool:
    """A page of the first form, still open in a second tab, must not answer for the second."""
    _, _, position = request.form[csrf.FIELD].partition(".")
    return position == str(participant().session.position)


def good_form_token(given: str) -> bool:
    secret, here = services().secret, visitor()
    if request.endpoint in OPEN_FORMS:
        return csrf.is_open_form_token(secret, given)
    token, _, _ = given.partition(".")
    return here is not None and csrf.is_form_token(secret, here.token, token)


def admit(response: Response, token: str) -> Response:
    """Gives the cookie that holds the sitting together; a browser forgets it when it is closed."""
    response.set_cookie(
        COOKIE, token, secure=services().settings.behind_tls, httponly=True, samesite="Lax"
    )
    return response


def dismiss(response: Response) -> Response:
    """The sitting is over on this device. Its storage is not cleared: unsent events of others may
    lie in it. After a withdrawal the capture script forgets this session's."""
    response.delete_cookie(COOKIE)
    return response


def forget_withdrawn(response: Response) -> Response:
    """A cookie whose session was withdrawn, here or elsewhere, leads nowhere any more."""
    given = response.headers.getlist("Set-Cookie")
    if g.get("leads_nowhere") and not any(one.startswith(f"{COOKIE}=") for one in given):
        return dismiss(response)
    return response


def _known() -> Visitor | None:
    token = request.cookies.get(COOKIE, "")
    if not token:
        return None
    with services().store.read() as db:
        found = sitting.by_token(db, token_hash(token))
    if found is None:
        g.leads_nowhere = True
        return None
    return Visitor(token, found.session, found.pin, found.attempts)
