"""What the page of one study shows, put together from its definition and its recordings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

import segno
from flask import request

from lab.forms.model import Version
from lab.reports.overview import (
    Recording,
    comparison,
    people_waiting,
    plan_of,
)
from lab.reports.overview_words import Overview, overview
from lab.reports.recorded import read_recording
from lab.reports.words import plan_changed
from lab.sessions.ledger import Completion
from lab.sessions.model import SessionState
from lab.settings import LOOPBACK
from lab.store import counts, sessions, studies
from lab.studies.protocol import Study, VersionId, as_planned, plan_changes
from lab.texts.translator import Translator, translator
from lab.web.services import Services
from lab.web.staff.reports import WrittenReport, written_reports

QR_SCALE = 6
OFTEN_COUNTED, ONCE_COUNTED = 500, 5000
"""So many records are looked through in a tenth of a second, and in less than one."""

BLANK = "blank"
"""In the address of a preview, in place of a task: nothing is filled in."""


@dataclass(frozen=True, slots=True)
class LiveCounts:
    """Numbers that change while people take part. completion: empty when not counted just now."""

    people: Mapping[SessionState, int]
    simulated: Mapping[SessionState, int]
    completion: Mapping[Completion, int]
    refusals: int


@dataclass(frozen=True, slots=True)
class JoinLink:
    """The link participants open; `qr` is an SVG as a data address."""

    url: str
    qr: str
    only_here: bool


@dataclass(frozen=True, slots=True)
class StudyView:
    """fills: what a preview may be filled in with, as in its address and in words.
    plan_changed: a sentence, "" if the plan is what it was for the first participant."""

    study: Study
    versions: Mapping[VersionId, Version]
    on_disk: bool
    pinned_at: datetime | None
    fills: tuple[tuple[str, str], ...]
    link: JoinLink
    counts: LiveCounts
    people: Overview
    simulated: Overview
    reports: tuple[WrittenReport, ...]
    plan_changed: str


class Known(NamedTuple):
    """A study as it is defined on disk, or as it was pinned when its folder is gone; its plan is
    that of the first participant. plan_changes: what the definition says otherwise by now."""

    study: Study
    versions: Mapping[VersionId, Version]
    on_disk: bool
    plan_changes: tuple[str, ...]


def known_study(lab: Services, study_id: str) -> Known | None:
    folder = lab.library.study(study_id)
    with lab.store.read() as db:
        pin = folder or studies.pinned(db, study_id)
        first = studies.first_used(db, study_id) or pin
    if pin is None or first is None:
        return None
    study = as_planned(pin.study, first.study)
    changes = plan_changes(pin.study, first.study)
    return Known(study, pin.versions, folder is not None, changes)


def known_studies(lab: Services) -> tuple[Study, ...]:
    """Those on disk, then those of which there are only recordings."""
    found = {folder.study.study: folder.study for folder in lab.library.all()}
    with lab.store.read() as db:
        pinned = {pin.study.study: pin.study for pin in studies.all_pinned(db)}
    return tuple((pinned | found).values())


def study_view(lab: Services, study_id: str, say: Translator) -> StudyView | None:
    known = known_study(lab, study_id)
    if known is None:
        return None
    study, versions, on_disk, changes = known
    with lab.store.read() as db:
        pin = studies.pinned(db, study_id)
    recording = read_recording(lab.store, study)
    return StudyView(
        study=study,
        versions=versions,
        on_disk=on_disk,
        pinned_at=pin.pinned_at if pin else None,
        fills=_fills(study, say),
        link=join_link(lab, study_id),
        counts=live_counts(lab, study_id, ONCE_COUNTED),
        people=_overview(recording, say, simulated=False),
        simulated=_overview(recording, say, simulated=True),
        reports=written_reports(lab, study_id),
        plan_changed=plan_changed(changes, translator("report", say.language)) if changes else "",
    )


def _fills(study: Study, say: Translator) -> tuple[tuple[str, str], ...]:
    filled = (
        (task.id, say("Filled in: %(task)s", task=task.title.in_language(say.language)))
        for task in study.tasks
    )
    return ((BLANK, say("Blank")), *filled)


def _overview(recording: Recording, say: Translator, *, simulated: bool) -> Overview:
    compared = comparison(recording, simulated=simulated)
    words = translator("report", say.language)
    waiting = people_waiting(recording, simulated=simulated)
    return overview(compared, plan_of(recording.study), words, waiting)


def live_counts(lab: Services, study_id: str, most: int) -> LiveCounts:
    """most: of sessions whose records are looked through; of more, completion stays empty."""
    with lab.store.read() as db:
        states = counts.states(db, study_id)
        completion = counts.completion(db, study_id) if states.over <= most else {}
        refused = sessions.refusals(db, study_id)
    return LiveCounts(states.people, states.simulated, completion, refused)


def join_link(lab: Services, study_id: str) -> JoinLink:
    """With the address the lab is known by outside, when it was told one."""
    site = (lab.settings.public_url or request.host_url).rstrip("/")
    url = f"{site}/s/{study_id}"
    code = segno.make(url, micro=False)
    host = urlsplit(url).hostname or ""
    return JoinLink(
        url=url,
        qr=code.svg_data_uri(scale=QR_SCALE, border=2),
        only_here=host in LOOPBACK or f"[{host}]" in LOOPBACK,
    )
