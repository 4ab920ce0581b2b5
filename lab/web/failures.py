"""What a visitor sees when something fails: plain words and a reference, no inner life."""

import logging
import secrets
import traceback
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from lab.store.failures import NotStored

LOG = logging.getLogger(__name__)
OWN = Path(__file__).parent.parent
"""Steps through libraries are left out of the log."""

KEPT_HEADERS = ("Allow", "Retry-After")
SECONDS_UNTIL_RETRY = 5

ErrorPage = Callable[[int, str], str]
"""(status, reference) → the HTML of the application's own error page."""


def show_failures(app: Flask, page: ErrorPage) -> None:
    """Every status from 400 up is answered with `page`; the log keeps the same reference."""

    def refused(error: HTTPException) -> Response:
        status = error.code or 500
        reference = _reference()
        LOG.info("%s refused %s %s: %s", reference, request.method, request.endpoint, status)
        response = Response(page(status, reference), status, mimetype="text/html")
        _keep_headers(error, response)
        return response

    def failed(error: Exception) -> Response:
        reference = log_failure(error, f"{request.method} {request.endpoint}")
        return Response(page(500, reference), 500, mimetype="text/html")

    def not_stored(_error: NotStored) -> Response:
        return refused(ServiceUnavailable(retry_after=SECONDS_UNTIL_RETRY))

    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(NotStored, not_stored)
    app.register_error_handler(Exception, failed)


def log_failure(error: Exception, asked: str) -> str:
    """The reference under which the log has it."""
    reference = _reference()
    LOG.error("%s failed %s: %s", reference, asked, _where(error))
    return reference


def _reference() -> str:
    return secrets.token_hex(4)


def _keep_headers(error: HTTPException, response: Response) -> None:
    sent = error.get_response().headers
    for name in KEPT_HEADERS:
        if name in sent:
            response.headers[name] = sent[name]


def _where(error: Exception) -> str:
    # Not the message: it may quote what a citizen typed.
    places = traceback.extract_tb(error.__traceback__)
    own = [place for place in places[:-1] if OWN in Path(place.filename).parents]
    steps = [f"{place.name} ({place.filename}:{place.lineno})" for place in (*own, places[-1])]
    return f"{type(error).__name__} in {' < '.join(reversed(steps))}"
