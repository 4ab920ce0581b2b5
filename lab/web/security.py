"""Headers on every answer, whatever its status, and the names the lab answers to."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, abort, request

from lab.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
PREVIEW_POLICY = CONTENT_POLICY.replace("script-src 'self'", "script-src 'none'").replace(
    "connect-src 'self'", "sandbox allow-forms allow-same-origin"
)
"""For a page that only shows a definition: no script at all, so same origin gives nothing away."""

REPLAY_POLICY = f"{CONTENT_POLICY}; frame-src 'self'"
"""For the page on which a session is watched: it frames the page that is replayed."""

REPLAYED_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-same-origin",
    )
)
"""For the page that is replayed: no script and no form of it does anything. Its origin is ours, so
that the player can show in it what was recorded."""

REPORT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "sandbox",
    )
)
"""For a report, which brings its style along so that it can be passed on as one file."""

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    # With no-referrer browsers post "Origin: null", and where a lab serves plain HTTP there is
    # no Sec-Fetch-Site either: nothing would be left to tell our own forms from a stranger's.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), display-capture=(), geolocation=()",
    "Cache-Control": "no-store",
}
HSTS = "max-age=31536000"
HOST = re.compile(r"(?P<name>[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.ASCII)

MAX_BODY_BYTES = 512 * 1024
MAX_FORM_PARTS = 1000


def harden(app: Flask, settings: Settings) -> None:
    """Limits, headers and the host check: the first thing done to each of the two applications."""
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_BODY_BYTES,
        MAX_FORM_PARTS=MAX_FORM_PARTS,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.before_request(lambda: _refuse_foreign_host(settings))
    app.before_request(_refuse_nul)
    app.wsgi_app = with_headers(app.wsgi_app, settings)  # type: ignore[assignment, method-assign]


def with_headers(inner: "WSGIApplication", settings: Settings) -> "WSGIApplication":
    """A view may have set a header itself (a preview's policy); what is missing is added."""
    wanted = HEADERS | ({"Strict-Transport-Security": HSTS} if settings.behind_tls else {})
    by_lower = {name.lower(): (name, value) for name, value in wanted.items()}

    def outer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        def start_with_headers(status: str, given: list[tuple[str, str]], *rest: Any) -> Any:
            there = {name.lower() for name, _ in given}
            added = [header for lower, header in by_lower.items() if lower not in there]
            own = [header for header in given if header[0].lower() != "server"]
            # Left out, the server would fill in its name.
            return start(status, [*own, *added, ("Server", "")], *rest)

        return inner(environ, start_with_headers)

    return outer


def host_is_allowed(host: str, allowed: tuple[str, ...]) -> bool:
    """host: the Host header as sent; its port does not matter."""
    match = HOST.fullmatch(host.lower())
    return match is not None and match["name"] in allowed


def _refuse_foreign_host(settings: Settings) -> None:
    # Never X-Forwarded-Host: anybody can send that.
    if not host_is_allowed(request.environ.get("HTTP_HOST", ""), settings.allowed_hosts):
        abort(400)


def _refuse_nul() -> None:
    # PostgreSQL cannot be asked for a text with one, and no address of ours has any.
    if "\x00" in request.path:
        abort(400)
