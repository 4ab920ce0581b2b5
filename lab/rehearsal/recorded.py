"""Reads from the store what was recorded of simulated participants."""

from collections.abc import Iterable

from lab.rehearsal.agreement import Recorded
from lab.rehearsal.truth import ParticipantTruth
from lab.store import attempts, events
from lab.store.database import Store


def recorded(store: Store, truths: Iterable[ParticipantTruth]) -> Recorded:
    with store.read() as db:
        return {
            (truth.session, attempt.version): events.of_attempt(db, attempt.id)
            for truth in truths
            for attempt in attempts.of_session(db, truth.session)
        }
