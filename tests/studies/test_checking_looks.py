"""A study that is to be looked at before its end says when, and says something possible."""

import pytest

from lab.studies.checking_looks import check_looks
from lab.studies.protocol import Study
from tests.broken import Broken, assert_told
from tests.builders import a_study

PLANNED = "planned_participants: 8\n"
LOOKED = f"{PLANNED}monitoring: planned_looks\n"
BROKEN = {
    "an unknown way": Broken(
        "study.yaml",
        PLANNED,
        f"{PLANNED}monitoring: weekly\n",
        "monitoring",
        "“weekly”",
        "always_valid",
        "monitoring: weekly",
    ),
    "looks without the way": Broken(
        "study.yaml",
        PLANNED,
        f"{PLANNED}looks: [6]\n",
        "looks",
        "monitoring is “none”",
        "monitoring: planned_looks",
        "looks: [6]",
    ),
    "no look": Broken(
        "study.yaml",
        PLANNED,
        LOOKED,
        "monitoring",
        "at how many people",
        "looks: [5]",
        "monitoring: planned_looks",
    ),
    "a look at the end": Broken(
        "study.yaml",
        PLANNED,
        f"{LOOKED}looks: [6, 8]\n",
        "looks[1]",
        "not before the planned 8",
        "below 8",
        "looks: [6, 8]",
    ),
    "a look at too few": Broken(
        "study.yaml",
        PLANNED,
        f"{LOOKED}looks: [4]\n",
        "looks[0]",
        "With 4 people nothing",
        "5 or more",
        "looks: [4]",
    ),
    "looks out of order": Broken(
        "study.yaml",
        PLANNED,
        f"{LOOKED}looks: [7, 6]\n",
        "looks[1]",
        "comes after the one at 7",
        "from few to many",
        "looks: [7, 6]",
    ),
    "too few for always valid": Broken(
        "study.yaml",
        PLANNED,
        f"{PLANNED}monitoring: always_valid\n",
        "monitoring",
        "begins with 20 people",
        "Plan with 20",
        "monitoring: always_valid",
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_what_cannot_be_is_told_with_file_line_path_and_cure(broken, tmp_path):
    assert_told(broken, tmp_path)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"monitoring": "planned_looks", "looks": (12, 24)},
        {"monitoring": "always_valid"},
    ],
)
def test_what_can_be_is_not_objected_to(changes):
    assert list(check_looks(a_study(planned_participants=36, **changes))) == []


def test_a_study_that_does_not_use_it_is_written_as_before_there_was_such_a_key():
    written = a_study().model_dump_json()
    assert "monitoring" not in written
    assert "looks" not in written
    assert "secondary_outcomes" not in written


def test_a_study_that_uses_it_is_read_back_as_it_was():
    study = a_study(planned_participants=36, monitoring="planned_looks", looks=(12, 24))
    assert Study.model_validate_json(study.model_dump_json()) == study
