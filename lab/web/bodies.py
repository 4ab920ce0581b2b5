"""Keeps some of the server's threads free of senders who begin a request and do not end it."""

from collections.abc import Iterable
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from lab.store.failures import StoreBusy

if TYPE_CHECKING:
    from _typeshed.wsgi import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

PATIENCE_SECONDS = 0.5


class Body:
    """What a request sends, received only while fewer than so many others are being received.

    The server waits for a body without a limit, in the thread that answers the request.
    """

    def __init__(self, sent: "InputStream", places: BoundedSemaphore) -> None:
        self._sent = sent
        self._places = places

    def read(self, size: int = -1) -> bytes:
        """Raises StoreBusy when no place is free: the sender should come again."""
        if not self._places.acquire(timeout=PATIENCE_SECONDS):
            raise StoreBusy
        try:
            return self._sent.read(size)
        finally:
            self._places.release()


def few_at_a_time(app: "WSGIApplication", most: int) -> "WSGIApplication":
    """At most so many bodies are waited for at once; requests without one are always answered."""
    places = BoundedSemaphore(most)

    def outer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        environ["wsgi.input"] = Body(environ["wsgi.input"], places)
        return app(environ, start)

    return outer
