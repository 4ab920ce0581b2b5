from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.sessions.ledger import (
    Completion,
    Gap,
    Ledger,
    StreamRecord,
    arrive,
    completeness,
    end,
)

WHOLE = Ledger(2, (), 2)
SEQS = st.lists(st.integers(0, 40), max_size=30)


def record(
    name: str = "a",
    ledger: Ledger = WHOLE,
    *,
    prev: str = "",
    prev_last: int = -1,
    dropped: int = 0,
    quarantined: int = 0,
    conflicts: int = 0,
) -> StreamRecord:
    stored = ledger.max_seq + 1
    return StreamRecord(
        *(name, "attempt", "page", "mouse", "disk", prev, prev_last, dropped),
        *(ledger, stored, quarantined, conflicts),
    )


@pytest.mark.parametrize(
    ("arrivals", "upto", "gaps"),
    [
        ([], -1, ()),
        ([0], 0, ()),
        ([0, 1, 2], 2, ()),
        ([2, 0, 1], 2, ()),
        ([1], -1, ((0, 0),)),
        ([0, 5], 0, ((1, 4),)),
        ([0, 5, 2], 0, ((1, 1), (3, 4))),
        ([0, 5, 1], 1, ((2, 4),)),
        ([0, 5, 4], 0, ((1, 3),)),
        ([0, 2, 4, 1, 3], 4, ()),
    ],
)
def test_a_ledger_knows_what_is_missing(
    arrivals: Sequence[int], upto: int, gaps: tuple[Gap, ...]
) -> None:
    ledger = Ledger()
    for seq in arrivals:
        ledger = arrive(ledger, [seq])
    assert (ledger.upto, ledger.gaps) == (upto, gaps)


@given(st.lists(SEQS, max_size=8))
def test_a_ledger_agrees_with_a_set(arrivals: list[list[int]]) -> None:
    ledger, arrived = Ledger(), set[int]()
    for seqs in arrivals:
        ledger = arrive(ledger, seqs)
        arrived |= set(seqs)
    missing = [seq for first, last in ledger.gaps for seq in range(first, last + 1)]
    assert ledger.max_seq == max(arrived, default=-1)
    assert missing == sorted(set(range(ledger.max_seq + 1)) - arrived)
    assert all(ledger.has(seq) == (seq in arrived) for seq in range(-1, 42))
    assert ledger.upto == (missing[0] - 1 if missing else ledger.max_seq)


@given(SEQS, st.permutations(range(20)), st.integers(1, 19))
def test_order_and_repetition_do_not_matter(again: list[int], order: list[int], cut: int) -> None:
    at_once = arrive(Ledger(), order + again)
    in_parts = arrive(arrive(arrive(Ledger(), order[:cut]), again), order[cut:] + again)
    assert at_once == in_parts


def test_the_end_marker_makes_a_missing_tail_known() -> None:
    ledger = end(arrive(Ledger(), [0, 1, 3]), 5)
    assert ledger.missing == ((2, 2), (4, 5))
    assert ledger.ended


def test_a_page_shown_again_after_its_end_has_an_open_tail_until_it_ends_again() -> None:
    ended = end(arrive(Ledger(), [0, 1]), 1)
    went_on = arrive(ended, [2, 3])
    assert not went_on.ended
    assert end(went_on, 3).ended


def test_a_stream_that_said_nothing_of_its_end_has_an_open_tail() -> None:
    assert not arrive(Ledger(), [0, 1]).ended
    assert not Ledger().ended


@pytest.mark.parametrize(
    ("streams", "state"),
    [
        ([], Completion.NOT_CAPTURED),
        ([record()], Completion.COMPLETE),
        ([record(), record("b", prev="a")], Completion.COMPLETE),
        ([record(ledger=Ledger(2, (), -1))], Completion.INCOMPLETE),
        ([record(ledger=Ledger(2, (), -1)), record("b", prev="a")], Completion.INCOMPLETE),
        (
            [record(ledger=Ledger(2, (), -1)), record("b", prev="a", prev_last=2)],
            Completion.COMPLETE,
        ),
        (
            [record(ledger=Ledger(2, (), -1)), record("b", prev="a", prev_last=3)],
            Completion.INCOMPLETE,
        ),
        ([record(ledger=Ledger(2, ((1, 1),), 2))], Completion.INCOMPLETE),
        ([record(ledger=Ledger(2, (), 4))], Completion.INCOMPLETE),
        ([record("b", prev="a")], Completion.INCOMPLETE),
        ([record(quarantined=1)], Completion.INCOMPLETE),
        ([record(conflicts=1)], Completion.INCOMPLETE),
        ([record(dropped=3)], Completion.INCOMPLETE),
    ],
)
def test_a_session_is_complete_only_when_that_is_proven(
    streams: list[StreamRecord], state: Completion
) -> None:
    assert completeness(streams).state == state


def test_the_record_of_a_session_says_what_is_wrong() -> None:
    found = completeness([record(ledger=Ledger(9, ((2, 4),), -1)), record("b", prev="lost")])
    assert (found.missing, found.open_tails, found.unknown_streams) == (3, 1, 1)
