"""Goes on in the sitting; whoever arrives at the receipt has finished."""

from datetime import datetime

from lab.sessions.model import SessionState, Step
from lab.sessions.sitting import Place, next_place
from lab.store import Connection, sessions
from lab.studies.protocol import Study


def go_on(db: Connection, session_id: str, study: Study, place: Place, now: datetime) -> None:
    """From this place to the next, if the participant still is there: pressed twice, once."""
    session = sessions.get(db, session_id)
    if session is None or Place(session.step, session.position) != place:
        return
    following = next_place(study, place)
    sessions.move(db, session_id, following.step, following.position)
    if following.step == Step.RECEIPT:
        sessions.end(db, session_id, SessionState.FINISHED, now)
