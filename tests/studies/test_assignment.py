"""Who gets which version and task first: balanced, reproducible, not guessable from the number."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.studies.assignment import CELLS, assign
from tests.builders import a_study


@given(seed=st.integers(), block=st.integers(0, 10_000))
def test_every_block_of_four_has_each_order_of_versions_and_tasks_once(seed, block):
    study = a_study(seed=seed)

    block_of = [assign(study, block * CELLS + place) for place in range(CELLS)]

    assert len({each.goings for each in block_of}) == CELLS
    assert Counter(each.order for each in block_of) == {"AB": 2, "BA": 2}


@given(number=st.integers(0, 10**9))
def test_everybody_sees_both_versions_and_both_tasks(number):
    first, second = assign(a_study(), number).goings

    assert {first.version, second.version} == {"original", "revised"}
    assert {first.task, second.task} == {"anna", "ben"}


def test_the_order_is_named_after_the_first_version():
    for number in range(8):
        assignment = assign(a_study(), number)
        first = assignment.goings[0].version
        assert assignment.order == ("AB" if first == "original" else "BA")
        assert assignment.number == number


def test_the_same_protocol_gives_the_same_assignment_and_another_seed_another():
    numbers = range(40)
    once = [assign(a_study(seed=1), number) for number in numbers]

    assert once == [assign(a_study(seed=1), number) for number in numbers]
    assert once != [assign(a_study(seed=2), number) for number in numbers]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_blocks_differ_so_that_the_next_order_is_not_known(seed):
    study = a_study(seed=seed)
    blocks = {
        tuple(assign(study, block * CELLS + place).goings for place in range(CELLS))
        for block in range(50)
    }

    assert len(blocks) > 10
