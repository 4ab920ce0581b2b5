"""Reads what was recorded of a study, all of one moment."""

from lab.reports.overview import Recording
from lab.store import attempts, measures, ratings, sessions
from lab.store.database import Store
from lab.studies.protocol import Study


def read_recording(store: Store, study: Study) -> Recording:
    with store.read() as db:
        answers = ratings.of_study(db, study.study)
        return Recording(
            study=study,
            sessions=sessions.of_study(db, study.study),
            attempts=attempts.of_study(db, study.study),
            measures=measures.of_study(db, study.study, study.idle_seconds),
            answered={(one.session, one.position, one.item): one.value for one in answers},
        )
