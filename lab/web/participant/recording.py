"""What the capture script brings: taken for the token in the message, never for a cookie."""

from collections.abc import Iterable
from functools import lru_cache, partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask, Response, abort, request

from lab.sessions.wire import MOST_BYTES, StreamToken
from lab.store.failures import StoreBusy
from lab.store.ingest import Ingest, Reply, not_now
from lab.web.failures import log_failure
from lab.web.security import host_is_allowed
from lab.web.services import Services
from lab.web.tokens import BadTokenError, Purpose, read, sign

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ADDRESS = "/events"
JSON = "application/json"
FAILED = Reply(500, b"", ())


def receives_events(app: Flask, lab: Services) -> None:
    """In front of the application, which takes longer around a batch than its events do.

    Call it before `harden`, so that these answers get their headers, too.
    """
    ingest = Ingest(lab.store, partial(read_stream_token, lab.secret), lab.tallying)
    app.wsgi_app = _taking(app.wsgi_app, ingest, lab)  # type: ignore[assignment, method-assign]


def refuse_events() -> Response:
    """What is not in order gets as far as the application. JSON only: what another site can post
    without asking first is refused (B11)."""
    abort(415 if request.mimetype != JSON else 413)


def stream_token(secret: bytes, session: str, attempt: str, page: str) -> str:
    return sign(secret, Purpose.STREAM, [session, attempt, page])


@lru_cache(maxsize=4096)
def read_stream_token(secret: bytes, token: str) -> StreamToken | None:
    try:
        session, attempt, page = read(secret, Purpose.STREAM, token)
    except BadTokenError:
        return None
    return StreamToken(session, attempt, page)


def _taking(inner: "WSGIApplication", ingest: Ingest, lab: Services) -> "WSGIApplication":
    def outer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if not _is_in_order(environ, lab.settings.allowed_hosts):
            return inner(environ, start)
        reply = _reply(ingest, environ, lab)
        status = f"{reply.status} {HTTPStatus(reply.status).phrase}"
        start(status, [*reply.headers, ("Content-Length", str(len(reply.body)))])
        return [reply.body]

    return outer


def _is_in_order(environ: "WSGIEnvironment", hosts: tuple[str, ...]) -> bool:
    if environ["PATH_INFO"] != ADDRESS or environ["REQUEST_METHOD"] != "POST":
        return False
    kind, length = environ.get("CONTENT_TYPE", ""), environ.get("CONTENT_LENGTH", "")
    return (
        kind.partition(";")[0].strip().lower() == JSON
        and length.isdecimal()
        and int(length) <= MOST_BYTES
        and host_is_allowed(environ.get("HTTP_HOST", ""), hosts)
    )


def _reply(ingest: Ingest, environ: "WSGIEnvironment", lab: Services) -> Reply:
    try:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        return ingest.receive(body, lab.now())
    except StoreBusy as error:
        return not_now(error)
    except Exception as error:  # noqa: BLE001
        # This is the WSGI 500 handler of this address. The device will send it all again.
        log_failure(error, f"POST {ADDRESS}")
        return FAILED
