"""Was a form sent from one of the lab's own pages? Origin, Sec-Fetch-Site and a token say."""

from urllib.parse import urlsplit

from flask import Request

from lab.settings import Settings
from lab.web.tokens import BadTokenError, Purpose, keyed_hash, new_token, read, same, sign

FIELD = "csrf_token"
"""The name of the hidden field in every form of the lab."""

OPEN_FORM_SECONDS = 12 * 3600


def form_token(secret: bytes, session_token: str) -> str:
    """For forms of a visitor with a session cookie: good for that cookie only."""
    return keyed_hash(secret, Purpose.CSRF, session_token).hex()


def is_form_token(secret: bytes, session_token: str, given: str) -> bool:
    return bool(session_token) and same(given, form_token(secret, session_token))


def open_form_token(secret: bytes) -> str:
    """For forms shown before there is a cookie (consent, withdrawal, the staff's link)."""
    return sign(secret, Purpose.CONSENT, new_token())


def is_open_form_token(secret: bytes, given: str) -> bool:
    try:
        read(secret, Purpose.CONSENT, given, OPEN_FORM_SECONDS)
    except BadTokenError:
        return False
    return True


def is_same_origin(request: Request, settings: Settings) -> bool:
    """Browsers without these headers are left to the token; a header that is there must agree."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    sent = request.headers.get("Origin")
    if sent is None:
        return True
    origin = _origin(sent)
    here = f"{request.scheme}://{request.environ.get('HTTP_HOST', '')}"
    return origin is not None and origin in (_origin(here), _origin(settings.public_url))


def _origin(url: str) -> tuple[str, str, int] | None:
    """Scheme, name and port; None for "null" and for what is no address."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    except (ValueError, KeyError):
        return None
    return (parts.scheme, parts.hostname or "", port)
