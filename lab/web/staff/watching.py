"""Finds what is to be watched: a session of a study, or one of its attempts with all its events."""

from dataclasses import dataclass

from flask import abort
from werkzeug.exceptions import HTTPException

from lab.forms.model import Version
from lab.sessions.model import Attempt
from lab.sessions.replay import Replay, replay, used
from lab.sessions.replay_order import Seen
from lab.store import Connection, erasures, events, session_list, streams, studies
from lab.store.session_list import Listed
from lab.store.studies import PinnedStudy
from lab.web.services import services
from lab.web.staff.showing import show


class SessionGone(HTTPException):
    """It was withdrawn; there is nothing left to be watched."""

    code = 410


@dataclass(frozen=True, slots=True)
class Watched:
    """An attempt as it was recorded. pages, fields: those that certainly were shown."""

    session: Listed
    attempt: Attempt
    pin: PinnedStudy
    replay: Replay
    pages: frozenset[str]
    fields: frozenset[str]

    @property
    def version(self) -> Version:
        return self.pin.versions[self.attempt.version]


def gone(_error: SessionGone) -> tuple[str, int]:
    return show("gone.html"), 410


def found_session(db: Connection, study_id: str, session_id: str) -> Listed:
    found = session_list.one(db, study_id, session_id)
    if found is not None:
        return found
    if erasures.is_erased(db, session_id):
        raise SessionGone
    return abort(404)


def watched(study_id: str, session_id: str, number: int) -> Watched:
    """number: 1 is the first attempt, 2 the second. One that never began is not there."""
    with services().store.read() as db:
        session = found_session(db, study_id, session_id)
        pin = studies.of_session(db, session_id) or abort(404)
        attempts = [one for one in session.attempts if one.position == number - 1]
        if not attempts or attempts[0].started_at is None:
            abort(404)
        told = events.of_attempt(db, attempts[0].id)
        sent = streams.with_clocks(db, attempts[0].id)
        elsewhere = frozenset(one.id for one in streams.of_session(db, session_id))
    seen = tuple(Seen(one.record, one.zero_ms) for one in sent)
    pages, fields = used(told)
    played = replay(told, seen, pin.study.idle_seconds, elsewhere)
    return Watched(session, attempts[0], pin, played, pages, fields)
