"""What the database counts is what the ledger says of each session."""

import random
from collections import Counter

import pytest

from lab.sessions.ledger import Completion, Ledger, StreamRecord, completeness
from lab.sessions.model import SessionState
from lab.store import attempts, counts, session_list, sessions, streams
from lab.store.streams import new_stream
from tests.store.samples import begin_session

SESSIONS = 150


def some_streams(chance, attempt_ids):
    """Up to four pages of a sitting, whole or with one of all faults."""
    names = [f"{chance.getrandbits(128):032x}" for _ in range(chance.randrange(5))]
    for place, name in enumerate(names):
        last = chance.choice([-1, 0, 3, 3, 3])
        end = chance.choice([last, last, last, -1, last + 2, max(-1, last - 1)])
        prev = names[place - 1] if place else chance.choice(["", "", "", "f" * 32])
        prev_last = chance.choice([-1, 3, 3, 5]) if prev else -1
        gaps = ((1, 1),) if last == 3 and chance.random() < 0.1 else ()
        aside = [int(chance.random() < 0.05) for _ in range(3)]
        yield StreamRecord(
            *(name, chance.choice(attempt_ids), "person", "mouse", "disk", prev, prev_last),
            *(aside[0], Ledger(last, gaps, end), last + 1, aside[1], aside[2]),
        )


@pytest.fixture
def recorded(store, now):
    """Many sessions of which nothing is alike; some over, some rehearsals."""
    chance = random.Random(20261122)

    def fill(db):
        for _ in range(SESSIONS):
            session = begin_session(db, now, simulated=chance.random() < 0.3)
            ids = [attempt.id for attempt in attempts.of_session(db, session.id)]
            streams.add(db, [new_stream(one, 0, 0, 0) for one in some_streams(chance, ids)])
            state = chance.choice([*SessionState][:3])
            if state != SessionState.ACTIVE:
                sessions.end(db, session.id, state, now)

    store.write(fill)
    return store


def test_the_database_judges_each_record_as_the_ledger_does(recorded):
    with recorded.read() as db:
        known = sessions.of_study(db, "tiny")
        expected = {one.id: completeness(streams.of_session(db, one.id)).state for one in known}
        ids = tuple(expected)
        found = counts.completion_of(db, "tiny", ids)
        over = [one.id for one in known if one.state != SessionState.ACTIVE]

        assert found == expected
        assert set(expected.values()) == set(Completion)
        counted = Counter(expected[session] for session in over)
        assert counts.completion(db, "tiny") == {state: counted[state] for state in Completion}


def test_sessions_are_counted_by_their_state_people_apart_from_rehearsals(recorded):
    with recorded.read() as db:
        found = counts.states(db, "tiny")
        known = Counter((one.simulated, one.state) for one in sessions.of_study(db, "tiny"))

    assert found.people == {state: known[False, state] for state in counts.SHOWN}
    assert found.simulated == {state: known[True, state] for state in counts.SHOWN}
    assert found.over == sum(n for (_, state), n in known.items() if state != SessionState.ACTIVE)


def test_only_people_who_began_a_form_are_through(recorded, now):
    def begin_some(db):
        people = [one for one in sessions.of_study(db, "tiny") if not one.simulated]
        for one in people[::2]:
            attempts.start(db, attempts.of_session(db, one.id)[0].id, now)
        return sum(one.state != SessionState.ACTIVE for one in people[::2])

    expected = recorded.write(begin_some)

    with recorded.read() as db:
        assert counts.people_through(db, "tiny") == expected > 0


def test_a_study_without_sessions_has_noughts(store):
    with store.read() as db:
        assert set(counts.states(db, "nowhere").people.values()) == {0}
        assert set(counts.completion(db, "nowhere").values()) == {0}
        assert session_list.page(db, "nowhere", 1) == ()


def test_the_list_has_fifty_a_page_people_first_and_the_newest_first(recorded):
    with recorded.read() as db:
        pages = [session_list.page(db, "tiny", number) for number in (1, 2, 3, 4)]
        assert session_list.count(db, "tiny") == SESSIONS

    assert [len(page) for page in pages] == [50, 50, 50, 0]
    listed = [one for page in pages for one in page]
    assert [(one.simulated, -one.number) for one in listed] == sorted(
        (one.simulated, -one.number) for one in listed
    )
    assert all([a.position for a in one.attempts] == [0, 1] for one in listed)


def test_one_session_is_found_in_its_own_study_only(recorded):
    with recorded.read() as db:
        first = session_list.page(db, "tiny", 1)[0]

        assert session_list.one(db, "tiny", first.id) == first
        assert session_list.one(db, "other", first.id) is None
