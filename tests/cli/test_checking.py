"""`lab check` on real folders: what is broken, what is hard to read, and where it stands."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from lab.cli import main
from tests.builders import a_study_folder

PARKING = Path(__file__).parents[2] / "forms" / "bewohnerparkausweis"
PLACE = re.compile(r"^(\S+\.yaml):(\d+): (?:fail|warn|info): (\w+)(?: “(.*?)”)?", re.MULTILINE)


def run(*arguments):
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


@pytest.fixture(scope="module")
def parking():
    return json.loads(run(PARKING, "--json").output)


def test_a_form_that_is_sound_but_hard_to_read_is_no_error():
    found = run(PARKING)

    assert found.exit_code == 0
    assert "0 errors, 0 warnings" in found.output
    assert "16 ways through" in found.output


def test_every_finding_stands_at_the_line_that_holds_its_words():
    found = PLACE.findall(run(PARKING, "--all").output)

    assert len(found) > 60
    for file, line, _, quote in found:
        first = quote.split()[0] if quote else ""
        assert first in Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_by_default_only_the_worst_are_shown_and_the_rest_is_counted(parking):
    shown = PLACE.findall(run(PARKING).output)
    original = [place for place in shown if place[0].endswith("original.yaml")]

    assert len(original) == 20
    assert {check for _, _, check, _ in original} >= {"sentence_too_long", "delete_all_button"}
    assert ": info: " not in run(PARKING).output
    assert re.search(r"\.\.\. and \d+ more findings: add --all\.", run(PARKING).output)


def test_the_same_words_with_the_same_fault_are_told_once_with_all_lines():
    assert "“Haus-Nr.” (also lines 213, 303)" in run(PARKING).output


def test_json_holds_every_finding_with_place_reason_and_suggestion(parking):
    original, revised = parking["versions"]

    assert (len(original["findings"]), len(revised["findings"])) == (117, 9)
    for one in original["findings"]:
        assert {"file", "line", "path", "check", "severity", "quote"} <= one.keys()
        assert one["reason"].keys() == one["suggestion"].keys() == {"de", "en"}
        assert all(one["reason"].values())
    assert len(revised["ways"]) == 16
    assert original["texts"]["hardest"][0]["difficulty"] > 50


def test_english_texts_are_checked_when_asked_for():
    found = run(PARKING, "--lang", "en").output

    assert "This sentence has" in found
    assert "Wörter" not in found


def test_a_broken_form_is_an_error_at_file_and_line_and_the_other_version_is_still_read(tmp_path):
    folder = a_study_folder(tmp_path)
    original = folder / "original.yaml"
    original.write_text(original.read_text().replace("kind: text", "kind: txet", 1))

    found = run(folder)

    assert found.exit_code == 1
    assert re.search(r"^error: \S+original\.yaml:\d+: pages\[0\]", found.output, re.MULTILINE)
    assert "revised (" in found.output
    assert "1 error, 0 warnings" in found.output


def test_a_broken_form_as_json_has_its_errors_counted(tmp_path):
    folder = a_study_folder(tmp_path)
    (folder / "revised.yaml").write_text("pages: [")

    found = run(folder, "--json")

    told = json.loads(found.output)
    assert found.exit_code == 1
    assert told["errors"] == len(told["faults"]) > 0
    assert [version["version"] for version in told["versions"]] == ["original"]


def test_a_folder_that_is_not_there_is_told_without_a_traceback(tmp_path):
    found = run(tmp_path / "gone")

    assert found.exit_code == 1
    assert "There is no such folder" in found.output
    assert "Traceback" not in found.output


def test_a_finding_in_the_middle_of_a_long_text_stands_at_its_own_line(tmp_path):
    folder = a_study_folder(tmp_path)
    revised = folder / "revised.yaml"
    text = revised.read_text(encoding="utf-8")
    told = "intro:\n      de: >-\n        Guten Tag.\n        Bitte\n        gemäß Satzung.\n"
    once = "intro: { de: Das dauert 5 Minuten., en: This takes 5 minutes. }\n"
    assert once in text
    revised.write_text(text.replace(once, f"{told}      en: Hello.\n"), encoding="utf-8")

    found = json.loads(run(folder, "--json").output)

    lines = revised.read_text(encoding="utf-8").splitlines()
    jargon = [f for f in found["versions"][1]["findings"] if f["quote"] == "gemäß"]
    assert [lines[one["line"] - 1].strip() for one in jargon] == ["gemäß Satzung."]
