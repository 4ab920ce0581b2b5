"""Numbers of a study's sessions, counted by the database: nothing of them is read one by one."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from lab.sessions.ledger import Completion
from lab.sessions.model import SessionState
from lab.store.tables import attempt as attempts
from lab.store.tables import session as sessions

SHOWN = (SessionState.ACTIVE, SessionState.FINISHED, SessionState.STOPPED)

# A stream's record is whole when nothing is missing or aside and its end is known: from itself or
# from a successor in the same session. The rule is that of lab/sessions/ledger.py.
_FAULTY = """
    stream.gaps <> '[]' OR stream.quarantined + stream.conflicts + stream.dropped > 0
    OR stream.max_seq < 0 OR stream.end_seq > stream.max_seq
    OR (stream.prev <> '' AND (prior_of.session IS NULL OR prior_of.session <> attempt.session
                               OR stream.prev_last > prior.max_seq))
    OR (stream.end_seq < stream.max_seq AND NOT EXISTS (
        SELECT 1 FROM attempt AS other JOIN stream AS later ON later.attempt = other.id
        WHERE other.session = attempt.session AND later.prev = stream.id
        AND later.prev_last >= stream.max_seq))
"""
_RECORDS = f"""
    SELECT session.id AS session, COUNT(stream.key) AS streams,
           MAX(CASE WHEN stream.key IS NOT NULL AND ({_FAULTY}) THEN 1 ELSE 0 END) AS faulty
    FROM session
    LEFT JOIN attempt ON attempt.session = session.id
    LEFT JOIN stream ON stream.attempt = attempt.id AND stream.id NOT LIKE 'server-%'
    LEFT JOIN stream AS prior ON prior.id = stream.prev
    LEFT JOIN attempt AS prior_of ON prior_of.id = prior.attempt
    WHERE session.study = :study AND {{condition}}
    GROUP BY session.id
"""
_OVER = "session.state IN ('finished', 'stopped')"
_COUNTED = f"""
    SELECT COUNT(*) AS sessions, COALESCE(SUM(CASE WHEN streams = 0 THEN 1 ELSE 0 END), 0) AS bare,
           COALESCE(SUM(CASE WHEN streams > 0 THEN faulty ELSE 0 END), 0) AS faulty
    FROM ({_RECORDS.format(condition=_OVER)}) AS record
"""


@dataclass(frozen=True, slots=True)
class States:
    """How many sessions are running, finished, stopped; those withdrawn are gone."""

    people: Mapping[SessionState, int]
    simulated: Mapping[SessionState, int]

    @property
    def over(self) -> int:
        counts = (*self.people.items(), *self.simulated.items())
        return sum(count for state, count in counts if state != SessionState.ACTIVE)


def states(db: sa.Connection, study_id: str) -> States:
    grouped = (sessions.c.simulated, sessions.c.state)
    found = sa.select(*grouped, sa.func.count()).where(sessions.c.study == study_id)
    rows = db.execute(found.group_by(*grouped))
    counted = {(bool(simulated), state): count for simulated, state, count in rows}
    people, simulated = (
        {state: counted.get((kind, state), 0) for state in SHOWN} for kind in (False, True)
    )
    return States(people, simulated)


def people_through(db: sa.Connection, study_id: str) -> int:
    """Of people's sessions that are over, those in which a form was begun."""
    begun = sa.exists().where(
        attempts.c.session == sessions.c.id, attempts.c.started_at.is_not(None)
    )
    over = sessions.c.state.in_((SessionState.FINISHED, SessionState.STOPPED))
    counted = sa.select(sa.func.count()).where(sessions.c.study == study_id, over, begun)
    return int(db.execute(counted.where(sessions.c.simulated.is_(False))).scalar_one())


def completion(db: sa.Connection, study_id: str) -> Mapping[Completion, int]:
    """How whole the records of the sessions are that are over, people's and rehearsals' alike."""
    row = db.execute(sa.text(_COUNTED), {"study": study_id}).one()
    return {
        Completion.COMPLETE: row.sessions - row.bare - row.faulty,
        Completion.INCOMPLETE: row.faulty,
        Completion.NOT_CAPTURED: row.bare,
    }


def completion_of(
    db: sa.Connection, study_id: str, session_ids: tuple[str, ...]
) -> Mapping[str, Completion]:
    """Of these sessions, whatever their state."""
    if not session_ids:
        return {}
    statement = sa.text(_RECORDS.format(condition="session.id IN :ids"))
    bound = statement.bindparams(sa.bindparam("ids", expanding=True))
    rows = db.execute(bound, {"study": study_id, "ids": session_ids})
    return {row.session: _state(row.streams, row.faulty) for row in rows}


def _state(streams: int, faulty: int) -> Completion:
    if not streams:
        return Completion.NOT_CAPTURED
    return Completion.INCOMPLETE if faulty else Completion.COMPLETE
