"""Information and consent: before a yes nothing is stored, and a no leaves only a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import abort, request, url_for
from werkzeug.wrappers import Response

from lab.pages.prose import Block, blocks
from lab.sessions.model import Session, SessionState
from lab.store import Connection, sessions, studies
from lab.store.studies import StudyFolder
from lab.studies.consent import consent_hash, consent_parts
from lab.studies.protocol import Consent
from lab.web import csrf
from lab.web.participant.languages import chosen, switch
from lab.web.participant.places import address_of, go_to
from lab.web.participant.showing import open_frame, show, words
from lab.web.participant.visitor import admit, visitor
from lab.web.services import services
from lab.web.tokens import (
    BadTokenError,
    Purpose,
    keyed_hash,
    new_token,
    read,
    receipt_code,
    receipt_hash,
    token_hash,
)

BEGUN = "begun"
"""Marks the address after a yes: whoever arrives there unknown has a browser without cookies."""


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    blocks: tuple[Block, ...]


def information(study_id: str) -> str:
    folder = _folder(study_id)
    study, simulated = folder.study, request.args.get("simulated", "")
    is_simulated(study_id, simulated)
    language = chosen(study.languages)
    return show(
        "consent.html",
        language,
        open_frame(language),
        "consent",
        title=study.title.in_language(language),
        parts=parts(study.consent, language),
        offered=switch(study.languages, simulated=simulated),
        language=language,
        simulated=simulated,
        read=consent_hash(study.consent, language),
        begun=_begun(study_id),
        withdraw=url_for("withdrawal", lang=language),
    )


def decide(study_id: str) -> Response:
    folder = _folder(study_id)
    language = chosen(folder.study.languages)
    decision = request.form.get("decision")
    if decision == "no":
        services().store.write(lambda db: sessions.count_refusal(db, study_id))
        return go_to(url_for("declined", lang=language))
    if decision != "yes":
        abort(400)
    token = request.form.get("simulated", "")
    simulated = is_simulated(study_id, token)
    if request.form.get("read") != consent_hash(folder.study.consent, language):
        # The text has changed since: nobody agrees to what they have not read.
        rehearsal = token or None
        return go_to(url_for("information", study_id=study_id, lang=language, simulated=rehearsal))
    token, session = _begin(folder, language, simulated)
    marked = urlencode({BEGUN: 1, "lang": language})
    return admit(go_to(f"{address_of(session)}?{marked}"), token)


def parts(consent: Consent, language: str) -> tuple[Part, ...]:
    """What a person is told, each part under a heading of its own."""
    headings = _headings(language)
    return tuple(
        Part(headings[part.name], blocks(part.text)) for part in consent_parts(consent, language)
    )


def _headings(language: str) -> Mapping[str, str]:
    say = words(language)
    return {
        "purpose": say("What this is about"),
        "stored": say("What we record"),
        "on_device": say("What is stored on your device"),
        "voluntary": say("You decide"),
        "legal_basis": say("What allows us to do this"),
        "controller": say("Who is responsible"),
        "contact": say("Whom you can ask"),
        "data_protection_officer": say("Who watches over data protection"),
    }


def is_simulated(study_id: str, token: str) -> bool:
    """Only a token that this lab signed for this study makes a rehearsal; a wrong one is refused,
    so that a rehearsal is never taken for people."""
    if not token:
        return False
    try:
        signed = read(services().secret, Purpose.SIMULATED, token)
    except BadTokenError:
        abort(400)
    if signed != study_id:
        abort(400)
    return True


def _begin(folder: StudyFolder, language: str, simulated: bool) -> tuple[str, Session]:
    """The same form sent twice begins once: its own token decides which session it is."""
    token = _token_of_form()
    session = _session(token, folder, language, simulated)
    if session.state == SessionState.ACTIVE:
        return token, session
    # An old copy of the page, long finished: on a shared device this is somebody else.
    fresh = new_token()
    return fresh, _session(fresh, folder, language, simulated)


def _session(token: str, folder: StudyFolder, language: str, simulated: bool) -> Session:
    lab, now = services(), services().now()
    consent = consent_hash(folder.study.consent, language)
    receipt = receipt_hash(lab.secret, receipt_code(lab.secret, token))

    def known_or_begun(db: Connection) -> Session:
        known = sessions.by_token(db, token_hash(token))
        return known or sessions.begin(
            db,
            studies.pin(db, folder, now),
            language,
            simulated,
            consent,
            token_hash(token),
            receipt,
            now,
        )

    return lab.store.write(known_or_begun)


def _token_of_form() -> str:
    secret = services().secret
    return keyed_hash(secret, Purpose.CONSENT, request.form[csrf.FIELD]).hex()


def _begun(study_id: str) -> str:
    """The way back for someone who has begun this study on this device; else empty."""
    here = visitor()
    if here is None or here.session.study != study_id:
        return ""
    return address_of(here.session) if here.session.state == SessionState.ACTIVE else ""


def _folder(study_id: str) -> StudyFolder:
    return services().library.study(study_id) or abort(404)
