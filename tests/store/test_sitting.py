from lab.sessions.model import Outcome, SessionState, Step
from lab.store import attempts, sessions, sitting, studies
from tests.store.samples import begin_session, folder


def begin(store, now, token):
    pin = store.write(lambda db: studies.pin(db, folder(), now))
    receipt = b"receipt of " + token
    return store.write(
        lambda db: sessions.begin(db, pin, "en", True, "consent", token, receipt, now)
    )


def test_one_look_finds_what_the_single_looks_find(store, now):
    session = begin(store, now, b"token")
    first = store.write(lambda db: attempts.of_session(db, session.id))[0]
    store.write(lambda db: attempts.start(db, first.id, now))
    store.write(lambda db: attempts.set_page(db, first.id, "person"))
    store.write(lambda db: attempts.end(db, first.id, Outcome.GAVE_UP, now))
    store.write(lambda db: sessions.move(db, session.id, Step.SEQ, 0))
    store.write(lambda db: sessions.end(db, session.id, SessionState.STOPPED, now))

    with store.read() as db:
        found, pinned = sitting.by_token(db, b"token"), studies.of_session(db, session.id)
        assert found is not None
        assert pinned is not None
        assert found.session == sessions.get(db, session.id)
        assert found.attempts == attempts.of_session(db, session.id)
        assert found.pin.study == pinned.study
        assert found.pin.versions == pinned.versions


def test_an_unknown_token_finds_nobody(store, now):
    store.write(lambda db: begin_session(db, now))

    with store.read() as db:
        assert sitting.by_token(db, b"of nobody") is None


def test_a_withdrawn_session_is_not_found(store, now):
    session = begin(store, now, b"token")

    store.write(lambda db: sessions.withdraw(db, session.id, now))

    with store.read() as db:
        assert sitting.by_token(db, b"token") is None
