"""The served lab: the participants' application at /, the staff's at /staff, put side by side."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from werkzeug.middleware.dispatcher import DispatcherMiddleware

from lab.settings import Settings
from lab.store.database import open_store
from lab.web.library import Library
from lab.web.participant.app import create_app as create_participant_app
from lab.web.secret import lab_secret
from lab.web.services import Services
from lab.web.staff.app import create_app as create_staff_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

STAFF = "/staff"


def create_lab(services: Services) -> "WSGIApplication":
    """Two applications made apart: neither's routes, cookies or error pages know the other's."""
    return DispatcherMiddleware(
        create_participant_app(services), {STAFF: create_staff_app(services)}
    )


@contextmanager
def opened_services(settings: Settings) -> Iterator[Services]:
    """The secret and the store, as long as they are needed."""
    secret = lab_secret(settings.data)
    store = open_store(settings.database)
    try:
        yield Services(settings, store, secret, Library(settings.forms))
    finally:
        store.close()
