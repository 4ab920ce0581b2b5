"""The gate of each application: nobody passes whom the access table does not name."""

from collections.abc import Callable, Mapping

from flask import Flask, abort, request

from lab.access import Role, may
from lab.settings import Settings
from lab.web import csrf

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
Routes = Mapping[str, frozenset[Role]]


def guard(
    app: Flask,
    settings: Settings,
    routes: Routes,
    *,
    who: Callable[[], Role],
    good_form_token: Callable[[str], bool],
    without_form_token: frozenset[str] = frozenset(),
) -> None:
    """Install the gate. Call it after `harden`, before any other before_request.

    routes: the application's half of lab/access.py. who: the role of the current request.
    good_form_token: is this the form token that the current visitor was given?
    without_form_token: endpoints that take no cookie's authority (POST /events).
    """

    def gate() -> None:
        endpoint = request.endpoint
        if endpoint is None:
            return
        if not may(who(), endpoint, routes):
            abort(403)
        if request.method in SAFE_METHODS or endpoint in without_form_token:
            return
        given = request.form.get(csrf.FIELD, "")
        if not (csrf.is_same_origin(request, settings) and good_form_token(given)):
            abort(400)

    app.before_request(gate)
