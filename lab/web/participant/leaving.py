"""The ways out: the end with its receipt, giving up a form, stopping, and withdrawing."""

from datetime import datetime

from flask import request, url_for
from werkzeug.wrappers import Response

from lab.sessions.model import Outcome, SessionState, Step
from lab.store import Connection, sessions
from lab.web.participant import filling
from lab.web.participant.languages import EVERY, chosen, switch
from lab.web.participant.places import go_to, is_here, is_sent_from, right_place
from lab.web.participant.showing import (
    draining_frame,
    message,
    open_frame,
    purging_frame,
    show,
    sitting_frame,
    words,
)
from lab.web.participant.visitor import Visitor, dismiss, participant, visitor
from lab.web.services import services
from lab.web.tokens import receipt_code, receipt_hash
from lab.web.withdrawing import withdraw


def give_up() -> str | Response:
    if not is_here(Step.FORM):
        return right_place()
    return show("give_up.html", participant().session.language, sitting_frame(card=True), "give_up")


def end_form() -> Response:
    """The form stays unfinished; the questions about it are asked all the same."""
    here, lab = participant(), services()
    if is_sent_from(Step.FORM) and request.form.get("decision") == "give_up":
        lab.store.write(lambda db: _end_attempt(db, here, Outcome.GAVE_UP, lab.now()))
    return go_to(url_for("home"))


def stop() -> str | Response:
    if is_here(Step.RECEIPT):
        return right_place()
    return show("stop.html", participant().session.language, sitting_frame(), "stop")


def stop_now() -> Response:
    decision = request.form.get("decision")
    if decision == "delete":
        return _delete(participant())
    if decision == "keep" and not is_here(Step.RECEIPT):
        here, lab = participant(), services()
        lab.store.write(lambda db: _stop(db, here, lab.now()))
    return go_to(url_for("home"))


def receipt() -> str | Response:
    if not is_here(Step.RECEIPT):
        return right_place()
    here = participant()
    language, finished = here.session.language, here.session.state == SessionState.FINISHED
    say = words(language)
    return show(
        "receipt.html",
        language,
        sitting_frame(),
        Step.RECEIPT,
        heading=say("Thank you!") if finished else say("You have stopped"),
        thanks=_thanks(language, finished=finished),
        code=receipt_code(services().secret, here.token),
        days=here.pin.study.consent.retention_days,
        address=_public_address(url_for("withdrawal")),
    )


def finish() -> Response:
    """The device forgets the sitting; what was recorded stays until it is withdrawn or expires."""
    if not is_here(Step.RECEIPT):
        return right_place()
    language = participant().session.language
    return dismiss(go_to(url_for("thanks", lang=language, recorded=1)))


def thanks() -> str:
    """After a sitting the device sends what it still has."""
    language = chosen()
    say = words(language)
    told = say("Thank you for your help. You can close this page.")
    frame = draining_frame(language) if "recorded" in request.args else None
    return message(language, say("Finished"), told, frame=frame)


def declined() -> str:
    language = chosen()
    say = words(language)
    told = say("That is fine. Nothing about you was stored. You can close this page.")
    return message(language, say("You do not take part"), told)


def withdrawal() -> str:
    return _withdrawal_page(wrong=False)


def withdraw_by_code() -> str | Response:
    lab = services()
    code = receipt_hash(lab.secret, request.form.get("code", ""))
    with lab.store.read() as db:
        found = sessions.by_receipt(db, code)
    if found is None:
        return _withdrawal_page(wrong=True)
    withdraw(found.id)
    return _withdrawn(found.id)


def withdrawn() -> str:
    language = chosen()
    say = words(language)
    told = say("Everything that was recorded of you is deleted. You can close this page.")
    copies = say(
        "The files that the lab had made with them are removed, too. Totals in a finished report "
        "stay. We cannot reach copies that somebody has taken along, nor older backups; a backup "
        "that is put back deletes your data again."
    )
    frame = purging_frame(language, request.args.get("session", ""))
    return message(language, say("Your data are deleted"), told, copies, frame=frame)


def _delete(here: Visitor) -> Response:
    withdraw(here.session.id)
    return _withdrawn(here.session.id)


def _withdrawn(session_id: str) -> Response:
    here = visitor()
    answer = go_to(url_for("withdrawn", session=session_id, lang=chosen()))
    own = here is not None and here.session.id == session_id
    return dismiss(answer) if own else answer


def _stop(db: Connection, here: Visitor, now: datetime) -> None:
    _end_attempt(db, here, Outcome.INTERRUPTED, now)
    sessions.end(db, here.session.id, SessionState.STOPPED, now)


def _end_attempt(db: Connection, here: Visitor, outcome: Outcome, now: datetime) -> None:
    under_way = filling.under_way(db, here)
    if under_way is not None:
        filling.end(db, under_way, outcome, now)


def _thanks(language: str, *, finished: bool) -> str:
    say = words(language)
    if finished:
        return say("With your help the form becomes easier for everybody.")
    return say("We keep what was recorded so far. It helps us, too.")


def _withdrawal_page(*, wrong: bool) -> str:
    language = chosen()
    return show(
        "withdraw.html",
        language,
        open_frame(language),
        "withdraw",
        offered=switch(EVERY),
        language=language,
        wrong=wrong,
        typed=request.form.get("code", ""),
    )


def _public_address(path: str) -> str:
    base = services().settings.public_url or request.host_url
    return base.rstrip("/") + path
