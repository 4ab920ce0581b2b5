"""The sessions of a study, fifty a page, and each of them with its attempts."""

from dataclasses import dataclass
from math import ceil

from flask import abort, request

from lab.sessions.model import Attempt
from lab.store import Connection, counts, session_list
from lab.store.session_list import A_PAGE, Listed
from lab.studies.protocol import Study
from lab.web.services import Services, services
from lab.web.staff.showing import show
from lab.web.staff.study_view import known_study
from lab.web.staff.watching import found_session


@dataclass(frozen=True, slots=True)
class SessionPage:
    """One page of the list. figures: may outcome and duration of people be shown already?"""

    sessions: tuple[Listed, ...]
    count: int
    page: int
    pages: int
    figures: bool

    def shows_figures(self, session: Listed) -> bool:
        return self.figures or session.simulated


def sessions_of(lab: Services, study: Study, page: int) -> SessionPage | None:
    """None: the list has no such page."""
    with lab.store.read() as db:
        count = session_list.count(db, study.study)
        pages = max(1, ceil(count / A_PAGE))
        if not 1 <= page <= pages:
            return None
        listed = session_list.page(db, study.study, page)
        figures = _planned_are_through(db, study)
    return SessionPage(listed, count, page, pages, figures)


def _planned_are_through(db: Connection, study: Study) -> bool:
    return counts.people_through(db, study.study) >= study.planned_participants


def session_list_page(study_id: str) -> str:
    lab = services()
    known = known_study(lab, study_id) or abort(404)
    page = request.args.get("page", 1, type=int)
    listed = sessions_of(lab, known.study, page) or abort(404)
    return show("sessions.html", study=known.study, listed=listed, seconds=seconds_of)


def session(study_id: str, session_id: str) -> str:
    lab = services()
    known = known_study(lab, study_id) or abort(404)
    with lab.store.read() as db:
        found = found_session(db, study_id, session_id)
        figures = _planned_are_through(db, known.study)
    shown = figures or found.simulated
    return show("session.html", study=known.study, session=found, figures=shown, seconds=seconds_of)


def seconds_of(attempt: Attempt) -> float | None:
    """From beginning to end, by the server's clock; None while it runs."""
    if attempt.started_at is None or attempt.ended_at is None:
        return None
    return (attempt.ended_at - attempt.started_at).total_seconds()
