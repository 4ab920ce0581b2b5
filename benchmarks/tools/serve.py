"""Serves one application by one server: SERVER APPLICATION PORT FOLDER [DATABASE-URL]."""

import logging
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import waitress

from lab.settings import Settings
from lab.web.app import create_lab, opened_services
from lab.web.serving import THREADS, serve

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PAGE_BYTES = 9000


def idle(environ: "WSGIEnvironment", start: "StartResponse") -> list[bytes]:
    """Answers as the lab would, and does nothing."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    environ["wsgi.input"].read(length)
    if environ["PATH_INFO"] == "/events":
        body = b'{"v":1,"acks":{}}'
    elif environ["REQUEST_METHOD"] == "POST":
        start("303 See Other", [("Location", "/form/need"), ("Content-Length", "0")])
        return [b""]
    else:
        body = b" " * PAGE_BYTES
    start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
    return [body]


def by_granian(app: "WSGIApplication", port: int) -> None:
    serve(app, "127.0.0.1", port, lambda: None)


def by_waitress(app: "WSGIApplication", port: int) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    logging.getLogger("waitress").setLevel(logging.ERROR)
    waitress.serve(app, host="127.0.0.1", port=port, threads=THREADS, ident=None)


SERVERS: dict[str, Callable[["WSGIApplication", int], None]] = {
    "granian": by_granian,
    "waitress": by_waitress,
}


def main(server: str, what: str, port: str, folder: str, database_url: str = "") -> None:
    by = SERVERS[server]
    if what == "idle":
        by(idle, int(port))
        return
    settings = Settings(data=Path(folder))
    if database_url:
        settings = replace(settings, database_url=database_url)
    with opened_services(settings) as services:
        by(create_lab(services), int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
