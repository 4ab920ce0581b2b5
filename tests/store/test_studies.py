from datetime import datetime, timedelta

from lab.forms.model import version_hash
from lab.sessions.model import Session
from lab.store import studies
from lab.store.database import Store
from tests.store.samples import folder


def test_a_pinned_study_reads_back_as_it_was(store: Store, now: datetime) -> None:
    pinned = store.write(lambda db: studies.pin(db, folder(), now))
    with store.read() as db:
        assert studies.pinned(db, "tiny") == pinned
        assert studies.all_pinned(db) == (pinned,)
    assert pinned.study == folder().study
    assert pinned.versions == folder().versions
    assert pinned.hashes["original"] == version_hash(folder().versions["original"])


def test_pinning_the_same_again_changes_nothing(store: Store, now: datetime) -> None:
    first = store.write(lambda db: studies.pin(db, folder(), now))
    again = store.write(lambda db: studies.pin(db, folder(), now + timedelta(days=1)))
    assert again == first


def test_a_changed_study_is_a_new_pin_and_running_sessions_keep_theirs(
    store: Store, session: Session, now: datetime
) -> None:
    changed = store.write(lambda db: studies.pin(db, folder("Geänderte Studie"), now))
    with store.read() as db:
        kept = studies.of_session(db, session.id)
        newest = studies.pinned(db, "tiny")
    assert kept is not None
    assert kept.study.title.de == "Kleine Studie"
    assert newest == changed
    assert newest.id != kept.id


def test_nobody_took_part_yet(store: Store) -> None:
    with store.read() as db:
        assert studies.pinned(db, "tiny") is None
        assert studies.all_pinned(db) == ()
