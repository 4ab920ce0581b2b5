"""What was promised to happen by the calendar happens, and nothing else does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from lab.sessions.events import EventKind
from lab.sessions.model import Outcome, Session, SessionState
from lab.store import attempts, drafts, erasures, events, measures, ratings, sessions, tables
from lab.store.database import Store
from lab.store.events import Entry
from lab.store.tidying import Tidied, tidy
from tests.store.device import Device, event, first_attempt, ingest
from tests.store.samples import begin_session
from tests.store.test_withdrawal import CANARY, OWNED, leave_traces, on_disk, rows

DAY = timedelta(days=1)
RETENTION = timedelta(days=30)
NOTHING = Tidied(0, 0, 0, 0, 0)


@pytest.fixture
def attempt(store: Store, session: Session, now: datetime) -> str:
    """Under way: one page was served five minutes after the start, and left half filled in."""
    found = first_attempt(store, session.id)
    later = now + timedelta(minutes=5)

    def work(db: sa.Connection) -> None:
        attempts.start(db, found, now)
        events.append(db, found, [Entry(EventKind.ATTEMPT_STARTED)], now)
        served = Entry(EventKind.PAGE_SERVED, "person", data={"reason": "next", "visit": 1})
        events.append(db, found, [served], later)
        drafts.save(db, found, drafts.key_of("cookie", found), {"name": "E"}, later)

    store.write(work)
    return found


def state_of(store: Store, session: Session) -> SessionState | None:
    with store.read() as db:
        found = sessions.get(db, session.id)
    return found.state if found else None


def count(store: Store, table: sa.Table) -> int:
    with store.read() as db:
        return db.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_session_is_erased_when_its_retention_is_over_and_not_before(
    store: Store, session: Session, now: datetime
) -> None:
    leave_traces(store, session)
    before = tidy(store, now + RETENTION - timedelta(seconds=1))
    assert before.sessions_erased == 0
    assert tidy(store, now + RETENTION).sessions_erased == 1
    assert rows(store) == dict.fromkeys(OWNED, 0)


def test_younger_sessions_stay(store: Store, session: Session, now: datetime) -> None:
    younger = store.write(lambda db: begin_session(db, now + DAY))
    tidy(store, now + RETENTION)
    assert state_of(store, session) is None
    assert state_of(store, younger) is SessionState.STOPPED


def test_late_events_of_an_erased_session_are_turned_away(
    store: Store, session: Session, now: datetime
) -> None:
    device = Device(session.id, first_attempt(store, session.id))
    tidy(store, now + RETENTION)
    assert device.send(ingest(store), event(0)).status == 410
    with store.read() as db:
        ((digest, _),) = erasures.all_of(db)
    assert session.id not in digest


def test_many_sessions_are_erased_in_several_transactions(store: Store, now: datetime) -> None:
    for _ in range(45):
        store.write(lambda db: begin_session(db, now))
    assert tidy(store, now + RETENTION).sessions_erased == 45


def test_no_byte_of_an_expired_session_is_left_in_the_files(
    sqlite_store: Store, sqlite_file: Path, now: datetime
) -> None:
    session = sqlite_store.write(lambda db: begin_session(db, now))
    device = leave_traces(sqlite_store, session)
    told = (CANARY, session.id, device.attempt, device.stream)
    assert on_disk(sqlite_file.parent, *told) == set(told)
    tidy(sqlite_store, now + RETENTION)
    assert on_disk(sqlite_file.parent, *told) == set()
    names = {file.name for file in sqlite_file.parent.iterdir()}
    assert {"lab.sqlite3", "lab.sqlite3-wal", "lab.sqlite3-shm"} <= names


def test_no_byte_of_a_forgotten_draft_is_left_in_the_files(
    sqlite_store: Store, sqlite_file: Path, now: datetime
) -> None:
    session = sqlite_store.write(lambda db: begin_session(db, now))
    attempt = first_attempt(sqlite_store, session.id)
    values = {"attempt": attempt, "sealed": CANARY.encode() * 100, "saved_at": now}
    sqlite_store.write(lambda db: db.execute(sa.insert(tables.draft).values(**values)))
    assert on_disk(sqlite_file.parent, CANARY) == {CANARY}
    assert tidy(sqlite_store, now + 2 * DAY).drafts_erased == 1
    assert on_disk(sqlite_file.parent, CANARY) == set()


def test_who_is_silent_for_a_day_is_interrupted_and_forgotten(
    store: Store, session: Session, attempt: str, now: datetime
) -> None:
    done = tidy(store, now + DAY + timedelta(hours=1))
    assert done == Tidied(0, 1, 1, 1, 1)
    assert state_of(store, session) is SessionState.STOPPED
    assert count(store, tables.draft) == 0
    with store.read() as db:
        all_told = events.of_attempt(db, attempt)
        second = attempts.of_session(db, session.id)[1]
    ends = [one.data for one in all_told if one.kind == EventKind.ATTEMPT_ENDED]
    assert ends == [{"outcome": "interrupted"}]
    assert second.outcome is None


def test_an_interrupted_attempt_ends_at_its_last_sign_of_life(
    store: Store, session: Session, attempt: str, now: datetime
) -> None:
    tidy(store, now + 2 * DAY)
    with store.read() as db:
        ended = attempts.get(db, attempt)
        (measured,) = measures.of_study(db, "tiny", 30).values()
    assert ended is not None
    assert ended.outcome is Outcome.INTERRUPTED
    assert ended.ended_at == pytest.approx(now + timedelta(minutes=5), abs=timedelta(seconds=1))
    assert measured.wall_seconds == pytest.approx(300, abs=1)


def test_events_a_device_sent_much_later_count_when_they_happened(
    store: Store, session: Session, attempt: str, now: datetime
) -> None:
    an_hour_ms = 3_600_000.0
    device = Device(session.id, attempt, head={"clock": [20 * an_hour_ms, 1_770_000_000_500]})
    device.send(ingest(store), event(0), now=now + timedelta(hours=20, minutes=30))
    assert tidy(store, now + DAY + timedelta(hours=1)) == NOTHING
    tidy(store, now + 2 * DAY)
    with store.read() as db:
        ended = attempts.get(db, attempt)
    assert ended is not None
    assert ended.ended_at == pytest.approx(now + timedelta(minutes=30), abs=timedelta(seconds=1))


def _rate(session: str, moment: datetime, db: sa.Connection) -> None:
    ratings.save(db, session, 0, "seq", "5", moment)


@pytest.mark.parametrize("sign", ["page", "device", "rating"])
def test_any_sign_of_life_keeps_a_session_open(
    store: Store, session: Session, attempt: str, now: datetime, sign: str
) -> None:
    moment = now + timedelta(hours=20)
    if sign == "page":
        entry = Entry(EventKind.PAGE_SERVED, "person")
        store.write(lambda db: events.append(db, attempt, [entry], moment))
    elif sign == "device":
        Device(session.id, attempt).send(ingest(store), event(0), now=moment)
    else:
        store.write(partial(_rate, session.id, moment))
    done = tidy(store, now + DAY + timedelta(hours=1))
    assert (done.sessions_stopped, done.attempts_interrupted) == (0, 0)
    assert state_of(store, session) is SessionState.ACTIVE


def test_a_draft_stays_while_its_page_is_still_being_read(
    store: Store, session: Session, attempt: str, now: datetime
) -> None:
    entry = Entry(EventKind.PAGE_SERVED, "person")
    store.write(lambda db: events.append(db, attempt, [entry], now + timedelta(hours=20)))
    assert tidy(store, now + DAY + timedelta(hours=1)).drafts_erased == 0
    assert count(store, tables.draft) == 1


def test_a_session_that_never_began_a_form_is_stopped_without_an_attempt(
    store: Store, session: Session, now: datetime
) -> None:
    done = tidy(store, now + 2 * DAY)
    assert (done.sessions_stopped, done.attempts_interrupted) == (1, 0)


def test_what_has_ended_stays_as_it_ended(
    store: Store, session: Session, attempt: str, now: datetime
) -> None:
    def finish(db: sa.Connection) -> None:
        attempts.end(db, attempt, Outcome.SUBMITTED, now)
        sessions.end(db, session.id, SessionState.FINISHED, now)

    store.write(finish)
    assert tidy(store, now + 2 * DAY).sessions_stopped == 0
    with store.read() as db:
        ended = attempts.get(db, attempt)
    assert ended is not None
    assert ended.outcome is Outcome.SUBMITTED
    assert state_of(store, session) is SessionState.FINISHED


def test_the_second_time_there_is_nothing_left_to_do(
    store: Store, session: Session, attempt: str, now: datetime
) -> None:
    tidy(store, now + 2 * DAY)
    assert tidy(store, now + 2 * DAY) == NOTHING
    tidy(store, now + RETENTION)
    assert tidy(store, now + RETENTION) == NOTHING


def test_several_servers_may_do_it_at_once(store: Store, now: datetime) -> None:
    expired = [store.write(lambda db: begin_session(db, now)) for _ in range(25)]
    left = [store.write(lambda db: begin_session(db, now + RETENTION)) for _ in range(5)]
    with ThreadPoolExecutor(3) as pool:
        rounds = list(pool.map(lambda _: tidy(store, now + RETENTION + DAY), range(3)))
    assert sum(done.sessions_erased for done in rounds) == len(expired)
    assert sum(done.sessions_stopped for done in rounds) == len(left)
