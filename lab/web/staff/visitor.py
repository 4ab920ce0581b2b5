"""Who is at the staff's door? A cookie's token, kept as a hash, says which role is working."""

from dataclasses import dataclass
from datetime import timedelta

from flask import g, request
from werkzeug.wrappers import Response

from lab.access import Role
from lab.store import staff
from lab.web import csrf
from lab.web.services import services
from lab.web.tokens import BadTokenError, Purpose, new_token, read, sign, token_hash

COOKIE = "formwerkstatt_staff"
PATH = "/staff"
IDLE = timedelta(hours=1)
"""The cookie is signed with its time and handed out anew with every page asked for by hand."""

LONGEST = timedelta(hours=12)
"""Even who works without a pause comes in by a new link after this time."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """`token` is empty for an anonymous visitor."""

    role: Role
    token: str = ""


def visitor() -> Visitor:
    """Looked up once a request."""
    if "visitor" not in g:
        g.visitor = _known_visitor() or Visitor(Role.ANONYMOUS)
    found: Visitor = g.visitor
    return found


def who() -> Role:
    return visitor().role


def form_token() -> str:
    here = visitor()
    secret = services().secret
    return csrf.form_token(secret, here.token) if here.token else csrf.open_form_token(secret)


def good_form_token(given: str) -> bool:
    here = visitor()
    secret = services().secret
    if here.token:
        return csrf.is_form_token(secret, here.token, given)
    return csrf.is_open_form_token(secret, given)


def admit(response: Response, role: str) -> None:
    """Begins a session and gives its cookie; only the hash of the token is kept."""
    lab, token, now = services(), new_token(), services().now()
    lab.store.write(lambda db: staff.forget_expired(db, now))
    lab.store.write(lambda db: staff.begin_session(db, token_hash(token), role, now + LONGEST))
    _give_cookie(response, token)


def dismiss(response: Response) -> None:
    token = visitor().token
    services().store.write(lambda db: staff.end_session(db, token_hash(token)))
    response.delete_cookie(COOKIE, path=PATH)


def stay(response: Response) -> Response:
    """Whoever gets a page is not idle; the counts that a page fetches by itself prove nothing.

    Who it is was asked at the gate; when that failed, the database is not asked again.
    """
    token = visitor().token if "visitor" in g else ""
    if token and response.mimetype == "text/html" and COOKIE not in str(response.headers):
        _give_cookie(response, token)
    return response


def _give_cookie(response: Response, token: str) -> None:
    lab = services()
    response.set_cookie(
        COOKIE,
        sign(lab.secret, Purpose.STAFF, token),
        max_age=int(IDLE.total_seconds()),
        path=PATH,
        secure=lab.settings.behind_tls,
        httponly=True,
        samesite="Strict",
    )


def _known_visitor() -> Visitor | None:
    token, lab = _token(), services()
    if not token:
        return None
    with lab.store.read() as db:
        role = staff.role_of(db, token_hash(token), lab.now())
    return Visitor(Role(role), token) if role else None


def _token() -> str:
    """The cookie's token; empty when there is none, or it is forged or too old."""
    given, idle = request.cookies.get(COOKIE, ""), int(IDLE.total_seconds())
    try:
        return str(read(services().secret, Purpose.STAFF, given, idle))
    except BadTokenError:
        return ""
