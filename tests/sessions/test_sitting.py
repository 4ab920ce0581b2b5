import pytest

from lab.sessions.model import Step
from lab.sessions.sitting import Place, first, next_place, places
from tests.builders import a_study

WHOLE = [
    *((Step.TASK, 0), (Step.FORM, 0), (Step.SEQ, 0), (Step.SUS, 0)),
    *((Step.TASK, 1), (Step.FORM, 1), (Step.SEQ, 1), (Step.SUS, 1)),
    *((Step.PREFERENCE, 1), (Step.RECEIPT, 1)),
]


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [
        ({}, ()),
        ({"after_attempt": []}, (Step.SEQ,)),
        ({"after_version": []}, (Step.SUS,)),
        ({"ask_preference": False}, (Step.PREFERENCE,)),
        (
            {"after_attempt": [], "after_version": [], "ask_preference": False},
            (Step.SEQ, Step.SUS, Step.PREFERENCE),
        ),
    ],
)
def test_the_sitting_has_the_steps_that_the_study_asks_for(left_out, missing):
    steps = places(a_study(**left_out))

    assert steps == tuple(Place(*one) for one in WHOLE if one[0] not in missing)


def test_one_step_leads_to_the_next_until_the_receipt():
    study, place, walked = a_study(), first(), [first()]

    while place.step != Step.RECEIPT:
        place = next_place(study, place)
        walked.append(place)

    assert tuple(walked) == places(study)


def test_after_the_receipt_there_is_nothing_more():
    receipt = Place(Step.RECEIPT, 1)

    assert next_place(a_study(), receipt) == receipt
