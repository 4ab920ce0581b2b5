"""What the capture script brings: taken for the token in the message, never for a cookie."""

from functools import lru_cache
from typing import cast

from flask import Flask, Response, abort, current_app, request

from lab.sessions.wire import MOST_BYTES, StreamToken
from lab.store.ingest import Ingest
from lab.web.services import Services, services
from lab.web.tokens import BadTokenError, Purpose, read, sign

INGEST = "formwerkstatt_ingest"
JSON = "application/json"


def receives_events(app: Flask, lab: Services) -> None:
    app.extensions[INGEST] = Ingest(lab.store, lambda token: read_stream_token(lab.secret, token))


def receive_events() -> Response:
    """JSON only: what another site can post without asking first is refused (B11)."""
    if request.mimetype != JSON:
        abort(415)
    if request.content_length is None or request.content_length > MOST_BYTES:
        abort(413)
    ingest = cast(Ingest, current_app.extensions[INGEST])
    reply = ingest.receive(request.get_data(cache=False), services().now())
    return Response(reply.body, reply.status, headers=list(reply.headers))


def stream_token(secret: bytes, session: str, attempt: str, page: str) -> str:
    return sign(secret, Purpose.STREAM, [session, attempt, page])


@lru_cache(maxsize=4096)
def read_stream_token(secret: bytes, token: str) -> StreamToken | None:
    try:
        session, attempt, page = read(secret, Purpose.STREAM, token)
    except BadTokenError:
        return None
    return StreamToken(session, attempt, page)
