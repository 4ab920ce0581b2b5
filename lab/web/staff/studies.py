"""The list of studies, the page of each, and its live counts."""

from dataclasses import asdict

from flask import Response, abort, jsonify

from lab.forms.faults import DefinitionFaults
from lab.web.services import services
from lab.web.staff import study_view
from lab.web.staff.sessions import seconds_of, sessions_of
from lab.web.staff.showing import show, words
from lab.web.staff.study_view import known_studies, known_study


def studies() -> str:
    lab = services()
    faults = [
        str(fault)
        for error in lab.library.faults()
        for fault in (error.faults if isinstance(error, DefinitionFaults) else (error,))
    ]
    return show("studies.html", studies=known_studies(lab), faults=faults)


def study(study_id: str) -> str:
    view = study_view.study_view(services(), study_id, words()) or abort(404)
    listed = sessions_of(services(), view.study, 1)
    return show("study.html", view=view, listed=listed, seconds=seconds_of)


def live_counts(study_id: str) -> Response:
    """What the page's script asks for every few seconds."""
    lab = services()
    if known_study(lab, study_id) is None:
        abort(404)
    return jsonify(asdict(study_view.live_counts(lab, study_id, study_view.OFTEN_COUNTED)))
