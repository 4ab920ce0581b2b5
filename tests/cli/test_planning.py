import json

import pytest

from tests.builders import a_study_folder


def test_a_plan_says_how_many_people_it_takes_in_german(run, tmp_path):
    found = run("plan", a_study_folder(tmp_path))

    assert found.exit_code == 0
    assert "Ihre Hauptfrage: korrekte Einreichung." in found.output
    assert "braucht es etwa 156 Personen" in found.output
    assert "Was so viele Personen" in found.output


def test_a_plan_in_english(run, tmp_path):
    found = run("plan", a_study_folder(tmp_path), "--lang", "en")

    assert "takes about 156 people" in found.output


def test_what_is_piped_has_no_colours(run, tmp_path):
    assert "\x1b" not in run("plan", a_study_folder(tmp_path)).output


def test_other_programs_get_numbers_with_their_assumptions(run, tmp_path):
    told = json.loads(run("plan", a_study_folder(tmp_path), "--json", "--lang", "en").output)

    assert told["primary"] == {"measure": "submitted_correctly", "margin": 0.1, "people": 156}
    assert [one["people"] for one in told["outlooks"]] == sorted({8, 12, 20, 30, 50})
    assert told["assumptions"]["completion"] == 0.5
    first = told["outlooks"][0]["detectable"][0]
    assert "not_estimable" in first["effect"]
    assert any("156" in sentence for sentence in told["sentences"])


def test_an_office_can_say_how_many_submit_correctly_now(run, tmp_path):
    told = json.loads(run("plan", a_study_folder(tmp_path), "--json", "--correct-now", 85).output)

    assert told["assumptions"]["completion"] == 0.85


@pytest.mark.parametrize("arguments", [["nowhere"], ["--correct-now", "150", "."], []])
def test_a_mistake_is_answered_without_a_traceback(run, arguments):
    found = run("plan", *arguments)

    assert found.exit_code == 2
    assert "Traceback" not in found.output
