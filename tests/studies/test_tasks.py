"""Judging answers by the answer key, through the fields of either version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.studies.loader import load_study
from lab.studies.tasks import Deviation, Judgement, Verdict, correct_answers, counts, judge
from tests.builders import KITCHEN_SINK, a_fact, a_form, a_study, a_task, versions

KITCHEN = load_study(KITCHEN_SINK)
SMALL = versions()
STUDY = a_study()


def judged(version_id, **changes):
    """Deviations by fact when the right answers to Anna's task are changed like this."""
    task = STUDY.task("anna")
    answers = {**correct_answers(STUDY, task, version_id, SMALL[version_id]), **changes}
    found = judge(STUDY, task, version_id, SMALL[version_id], answers)
    return {each.fact: each.deviation for each in found if each.deviation}


def test_the_right_answers_in_the_terms_of_each_version():
    task = STUDY.task("anna")

    assert correct_answers(STUDY, task, "original", SMALL["original"]) == {
        "full_name": "Berg, Anna",
        "plate": "MUS-AB 12",
        "reason": "case_1",
        "zones": "3 / 14",
    }
    assert correct_answers(STUDY, task, "revised", SMALL["revised"]) == {
        "last_name": "Berg",
        "first_name": "Anna",
        "moved": "yes",
        "old_zone": "3",
        "new_zone": "14",
        "plate": "MUS-AB 12",
    }


@pytest.mark.parametrize("study", [(STUDY, SMALL), (KITCHEN.study, KITCHEN.versions)])
@pytest.mark.parametrize("version_id", ["original", "revised"])
@pytest.mark.parametrize("number", [0, 1])
def test_the_right_answers_are_judged_right(study, version_id, number):
    protocol, pair = study
    task, version = protocol.tasks[number], pair[version_id]

    found = judge(
        protocol, task, version_id, version, correct_answers(protocol, task, version_id, version)
    )

    assert {each.outcome for each in found} == {Verdict.RIGHT}
    assert [each.fact for each in found] == [f.id for f in protocol.facts if counts(f)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"full_name": "berg anna"}, {}),
        ({"full_name": "Anna Berg"}, {}),
        ({"full_name": "Frau Anna Berg"}, {}),
        ({"full_name": "Name: Berg, Vorname: Anna"}, {}),
        ({"full_name": "Berg"}, {"first_name": "blank"}),
        ({"full_name": "Brg, Anna"}, {"last_name": "typo"}),
        ({"full_name": "Tal, Anna"}, {"last_name": "other_value"}),
        ({"full_name": "Ben Tal"}, {"last_name": "other_value", "first_name": "other_value"}),
        ({"full_name": ""}, {"last_name": "blank", "first_name": "blank"}),
        ({"plate": "mus ab12"}, {}),
        ({"plate": "MUS-AB 21"}, {"plate": "typo"}),
        ({"plate": "XY-Z 9"}, {"plate": "other_value"}),
        ({"plate": "Berg"}, {"plate": "swapped"}),
        ({"plate": ""}, {"plate": "blank"}),
        ({"reason": "case_2"}, {"reason": "wrong_choice"}),
        ({"reason": ""}, {"reason": "blank"}),
        ({"zones": "3/14"}, {}),
        ({"zones": "alt 3, neu 14"}, {}),
        ({"zones": "neu 14, alt 3"}, {}),
        ({"zones": "14 (neu) 3 (alt)"}, {}),
        ({"zones": "neu: 14 / 3"}, {}),
        ({"zones": "14 neu / 3"}, {}),
        ({"zones": "14 / alt: 3"}, {}),
        ({"zones": "14 / 3"}, {"old_zone": "wrong_order", "new_zone": "wrong_order"}),
        ({"zones": "alt 14, neu 3"}, {"old_zone": "wrong_order", "new_zone": "wrong_order"}),
        ({"zones": "alt 14 / 3"}, {"old_zone": "wrong_order", "new_zone": "wrong_order"}),
        ({"zones": "14"}, {"old_zone": "blank"}),
        ({"zones": "3 / 15"}, {"new_zone": "other_value"}),
        ({"zones": ""}, {"old_zone": "blank", "new_zone": "blank"}),
    ],
)
def test_several_facts_in_one_box(changes, expected):
    assert judged("original", **changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"last_name": "BERG"}, {}),
        ({"last_name": "Frau Berg"}, {}),
        ({"last_name": "Bergg"}, {"last_name": "typo"}),
        ({"last_name": "Anna"}, {"last_name": "swapped"}),
        ({"last_name": "Berg Tal"}, {"last_name": "extra"}),
        ({"old_zone": "14"}, {"old_zone": "swapped"}),
        ({"old_zone": "03"}, {}),
        ({"old_zone": ""}, {"old_zone": "blank"}),
        ({"moved": ""}, {"reason": "blank", "old_zone": "not_asked", "new_zone": "not_asked"}),
        (
            {"moved": "no"},
            {"reason": "wrong_choice", "old_zone": "not_asked", "new_zone": "not_asked"},
        ),
    ],
)
def test_one_fact_in_each_field(changes, expected):
    assert judged("revised", **changes) == expected


def test_blank_and_not_asked_facts_are_blank_others_wrong():
    task = STUDY.task("anna")

    found = judge(STUDY, task, "revised", SMALL["revised"], {"last_name": "Tal", "moved": "no"})

    assert found == (
        Judgement("last_name", "last_name", Verdict.WRONG, Deviation.OTHER_VALUE),
        Judgement("first_name", "first_name", Verdict.BLANK, Deviation.BLANK),
        Judgement("reason", "moved", Verdict.WRONG, Deviation.WRONG_CHOICE),
        Judgement("old_zone", "old_zone", Verdict.BLANK, Deviation.NOT_ASKED),
        Judgement("new_zone", "new_zone", Verdict.BLANK, Deviation.NOT_ASKED),
        Judgement("plate", "plate", Verdict.BLANK, Deviation.BLANK),
    )


def test_an_answer_that_would_not_be_submitted_is_not_judged():
    """The zones were filled in before the citizen changed “moved” back to no."""
    deviations = judged("revised", moved="no", old_zone="3", new_zone="14")

    assert deviations["old_zone"] == "not_asked"


def judge_one(compare, key, answer, kind="text", values=None, **field):
    """The deviation of one fact in a field of its own."""
    version = a_form({"id": "f", "label": "Feld", "kind": kind, **field})
    place = {"field": "f", "values": values or {}}
    tasks = [a_task(name, "x", "y", "z", ("1", "2")) | {"key": {"fact": key}} for name in "ab"]
    study = a_study(facts=[a_fact("fact", compare, place, place)], tasks=tasks)
    (found,) = judge(study, study.task("a"), "original", version, {"f": answer})
    return found.deviation


@pytest.mark.parametrize(
    ("compare", "key", "answer", "deviation"),
    [
        ("date", "04.11.1979", "4.11.1979", None),
        ("date", "04.11.1979", "11.4.1979", Deviation.DAY_AND_MONTH),
        ("date", "04.11.1979", "4.11.1978", Deviation.TYPO),
        ("date", "04.11.1979", "damals", Deviation.OTHER_VALUE),
        ("words", "Anna Lena", "Anna", Deviation.INCOMPLETE),
        ("words", ["Anna Lena", "Anna"], "Anna", None),
        ("words", ["", "Anna"], "", None),
        ("words", ["", "Anna"], "Anna", None),
        ("words", ["", "Anna"], "Bertram", Deviation.OTHER_VALUE),
        ("words", "", "Anna", Deviation.UNEXPECTED),
        ("words", "", "", None),
        ("exact", "01067", "010 67", None),
        ("number", "12", "Feld 12", None),
    ],
)
def test_one_fact_typed_into_a_box_of_its_own(compare, key, answer, deviation):
    assert judge_one(compare, key, answer) == deviation


OPTIONS = [{"value": value, "label": value} for value in ("a", "b", "c")]


@pytest.mark.parametrize(
    ("key", "values", "answer", "deviation"),
    [
        ("yes", {"yes": "a", "no": ""}, ("a",), None),
        ("yes", {"yes": "a", "no": ""}, ("a", "b"), None),
        ("yes", {"yes": "a", "no": ""}, ("b",), Deviation.BLANK),
        ("no", {"yes": "a", "no": ""}, (), None),
        ("no", {"yes": "a", "no": ""}, ("b",), None),
        ("no", {"yes": "a", "no": ""}, ("a",), Deviation.UNEXPECTED),
        ("a", {}, ("a",), None),
        ("a", {}, ("a", "b"), Deviation.WRONG_CHOICE),
        (["a", "b"], {}, ("b",), None),
    ],
)
def test_boxes_to_tick_are_judged_by_the_options_that_speak_of_the_fact(
    key, values, answer, deviation
):
    found = judge_one("choice", key, answer, "checkboxes", values, options=OPTIONS)

    assert found == deviation


@pytest.mark.parametrize(
    ("key", "answer", "deviation"),
    [
        ("moved", "a", None),
        ("moved", "b", Deviation.WRONG_CHOICE),
        ("moved", "c", Deviation.WRONG_CHOICE),
        ("moved", "", Deviation.BLANK),
        ("", "c", Deviation.UNEXPECTED),
        ("", "", None),
    ],
)
def test_of_a_single_choice_every_option_says_something(key, answer, deviation):
    values = {"moved": "a", "new": "b"}

    assert judge_one("choice", key, answer, "radios", values, options=OPTIONS) == deviation


def test_a_choice_may_be_typed_in_the_other_version():
    assert judge_one("choice", "south", "süd", values={"south": "Süd"}) is None
    assert judge_one("choice", "south", "nord", values={"south": "Süd"}) == Deviation.OTHER_VALUE


def test_an_optional_fact_in_a_shared_box_takes_no_filler_for_an_answer():
    version = a_form({"id": "zones", "kind": "text", "label": "Parkzone"})
    facts = [a_fact("new", "number", "zones", "zones"), a_fact("old", "number", "zones", "zones")]
    tasks = [
        a_task(name, "x", "y", "z", ("1", "2")) | {"key": {"new": "14", "old": old}}
        for name, old in (("a", ""), ("b", ["", "37"]))
    ]
    study = a_study(facts=facts, tasks=tasks)

    def deviations(task, typed):
        found = judge(study, study.task(task), "original", version, {"zones": typed})
        return [each.deviation for each in found]

    assert deviations("a", "Parkzone 14") == [None, None]
    assert deviations("a", "14 / 37") == [None, Deviation.UNEXPECTED]
    assert deviations("b", "14 / 37") == [None, None]
    assert deviations("b", "14 / 99") == [None, Deviation.OTHER_VALUE]


WORDS = st.text(st.sampled_from("abcdefgäöü"), min_size=4, max_size=8)


@given(st.lists(WORDS, min_size=2, max_size=2, unique=True), st.sampled_from([" ", ", ", " / "]))
def test_facts_in_one_box_are_right_in_any_order_unless_order_matters(names, separator):
    last, first = names
    tasks = [a_task(name, last, first, "MUS-AB 1", ("1", "2")) for name in ("anna", "ben")]
    study = a_study(tasks=tasks)
    task = study.task("anna")
    answers = correct_answers(study, task, "original", SMALL["original"])

    for typed in (f"{last}{separator}{first}", f"{first}{separator}{last}"):
        found = judge(study, task, "original", SMALL["original"], {**answers, "full_name": typed})
        assert {each.outcome for each in found} == {Verdict.RIGHT}


@given(st.text(max_size=60))
def test_nothing_typed_is_too_strange_to_be_judged(typed):
    for version_id, field in (("original", "zones"), ("original", "full_name")):
        judged(version_id, **{field: typed})


def test_a_very_long_answer_is_judged_in_time():
    assert judged("original", full_name="x y " * 2500)["last_name"] == "other_value"
