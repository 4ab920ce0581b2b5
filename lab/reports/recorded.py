"""Reads what was recorded of a study, all of one moment."""

from collections.abc import Iterable

from lab.reports.evidence import Evidence, Numbers, gather, is_simulated
from lab.reports.overview import Answered, Recording
from lab.store import attempts, completion, measures, ratings, sessions, studies
from lab.store.database import Store
from lab.store.ratings import Rating
from lab.store.studies import StudyFolder
from lab.studies.protocol import Study, as_planned, plan_changes


def read_recording(store: Store, study: Study) -> Recording:
    """Planned as it was for the first participant."""
    with store.read() as db:
        first = studies.first_used(db, study.study)
        study = as_planned(study, first.study) if first else study
        return Recording(
            study=study,
            sessions=sessions.of_study(db, study.study),
            attempts=attempts.of_study(db, study.study),
            measures=measures.of_study(db, study.study, study.idle_seconds),
            answered=_answered(ratings.of_study(db, study.study)),
        )


def read_evidence(store: Store, study_id: str, folder: StudyFolder | None) -> Evidence | None:
    """What a report is made from. The study as it was pinned last, with the plan that the first
    participant had; `folder` stands in while nobody has taken part. None: neither is there."""
    with store.read() as db:
        known = studies.pinned(db, study_id) or folder
        if known is None:
            return None
        first = studies.first_used(db, study_id) or known
        study = as_planned(known.study, first.study)
        recording = Recording(
            study=study,
            sessions=sessions.of_study(db, study_id),
            attempts=attempts.of_study(db, study_id),
            measures={},
            answered=_answered(ratings.of_study(db, study_id)),
        )
        simulated = is_simulated(recording)
        numbers = Numbers(
            refusals=sessions.refusals(db, study_id),
            begun=sessions.begun(db, study_id, simulated=simulated),
            completion=completion.of_study(db, study_id, simulated=simulated),
            plan_changes=plan_changes(known.study, first.study),
        )
        measured = measures.each_of_study(db, study_id, study.idle_seconds)
        return gather(recording, measured, known.versions, numbers)


def _answered(answers: Iterable[Rating]) -> Answered:
    return {(one.session, one.position, one.item): one.value for one in answers}
