"""Somebody who took part wants everything erased: found by the receipt code, erased on request."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from lab.sessions.model import Session
from lab.store import sessions
from lab.web.services import services
from lab.web.staff.showing import show
from lab.web.tokens import receipt_hash
from lab.web.withdrawing import withdraw


def withdrawal_page() -> str:
    return show("withdrawal.html", code="", session=None, unknown=False)


def find_or_withdraw() -> str | Response:
    """The first press finds the session, the second erases it."""
    code = request.form.get("code", "").strip()
    session = _session(code)
    if session is None:
        return show("withdrawal.html", code=code, session=None, unknown=True)
    if request.form.get("action") != "erase":
        return show("withdrawal.html", code=code, session=session, unknown=False)
    withdraw(session.id)
    return redirect(url_for("withdrawn"), 303)


def withdrawn() -> str:
    return show("withdrawn.html")


def _session(code: str) -> Session | None:
    lab = services()
    with lab.store.read() as db:
        return sessions.by_receipt(db, receipt_hash(lab.secret, code))
