from datetime import datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from lab.forms.condition import Answers
from lab.sessions.model import Session
from lab.store import attempts, drafts, ratings, staff
from lab.store.database import Store
from lab.store.ratings import Rating

ANSWERS: Answers = {"name": "Erika Müster", "days": ("mon", "tue"), "blank": ""}


@pytest.fixture
def attempt(store: Store, session: Session) -> str:
    with store.read() as db:
        return attempts.of_session(db, session.id)[0].id


def test_a_draft_opens_with_the_cookies_key_only(store: Store, attempt: str, now: datetime) -> None:
    key = drafts.key_of("cookie", attempt)
    store.write(lambda db: drafts.save(db, attempt, key, {"name": "E"}, now))
    store.write(lambda db: drafts.save(db, attempt, key, ANSWERS, now))
    with store.read() as db:
        assert drafts.load(db, attempt, key) == ANSWERS
        assert drafts.load(db, attempt, drafts.key_of("another", attempt)) == {}
        assert b"Erika" not in db.scalar(sa.text("SELECT sealed FROM draft"))


def test_a_draft_is_erased(store: Store, attempt: str, now: datetime) -> None:
    key = drafts.key_of("cookie", attempt)
    store.write(lambda db: drafts.save(db, attempt, key, ANSWERS, now))
    store.write(lambda db: drafts.erase(db, attempt))
    with store.read() as db:
        assert drafts.load(db, attempt, key) == {}


def test_old_drafts_expire(store: Store, attempt: str, now: datetime) -> None:
    key = drafts.key_of("cookie", attempt)
    store.write(lambda db: drafts.save(db, attempt, key, ANSWERS, now))
    assert store.write(lambda db: drafts.erase_older(db, now)) == 0
    assert store.write(lambda db: drafts.erase_older(db, now + timedelta(hours=1))) == 1


def test_the_last_rating_of_an_item_counts(store: Store, session: Session, now: datetime) -> None:
    for value in ("3", "5"):
        store.write(partial(_rate, session.id, value, now))
    store.write(lambda db: ratings.save(db, session.id, 1, "seq", "7", now))
    with store.read() as db:
        found = ratings.of_study(db, "tiny")
        assert found == ratings.of_session(db, session.id)
    assert found == (Rating(session.id, 0, "seq", "5"), Rating(session.id, 1, "seq", "7"))


def _rate(session: str, value: str, now: datetime, db: sa.Connection) -> None:
    ratings.save(db, session, 0, "seq", value, now)


def test_a_link_lets_in_once(store: Store, now: datetime) -> None:
    later = now + timedelta(minutes=5)
    store.write(lambda db: staff.add_link(db, b"link", "designer", later))
    assert store.write(lambda db: staff.use_link(db, b"other", now)) is None
    assert store.write(lambda db: staff.use_link(db, b"link", now)) == "designer"
    assert store.write(lambda db: staff.use_link(db, b"link", now)) is None


def test_an_expired_link_lets_nobody_in(store: Store, now: datetime) -> None:
    store.write(lambda db: staff.add_link(db, b"link", "designer", now))
    assert store.write(lambda db: staff.use_link(db, b"link", now)) is None


def test_a_staff_session_runs_until_it_ends_or_expires(store: Store, now: datetime) -> None:
    later = now + timedelta(hours=8)
    store.write(lambda db: staff.begin_session(db, b"a", "moderator", later))
    store.write(lambda db: staff.begin_session(db, b"b", "official", later))
    store.write(lambda db: staff.end_session(db, b"b"))
    with store.read() as db:
        assert staff.role_of(db, b"a", now) == "moderator"
        assert staff.role_of(db, b"a", later) is None
        assert staff.role_of(db, b"b", now) is None
    store.write(lambda db: staff.forget_expired(db, later))
    with store.read() as db:
        assert db.scalar(sa.text("SELECT count(*) FROM staff_session")) == 0
