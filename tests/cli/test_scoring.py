import json

import pytest
from click.testing import CliRunner

from lab.cli import main
from tests.builders import KITCHEN_SINK

HARD = "Dem Antrag ist eine Bescheinigung beizufügen."
PLAIN = "Wo wohnen Sie?\n"


def run(*arguments, given=None):
    return CliRunner().invoke(main, ["score", *map(str, arguments)], input=given)


def test_a_hard_text_is_scored_with_what_to_change():
    found = run(given=HARD)

    assert found.exit_code == 1
    assert "beizufügen" in found.output
    assert "difficulty" in found.output


def test_a_plain_text_has_nothing_to_find():
    assert run(given=PLAIN).exit_code == 0


def test_a_version_is_scored_text_by_text():
    found = json.loads(run("--json", KITCHEN_SINK / "revised.yaml").output)

    assert len({one["place"] for one in found}) == len(found) > 20


def test_every_json_line_gives_one_object():
    lines = [json.dumps({"id": n, "lang": "de", "text": text}) for n, text in enumerate("ab")]

    found = [
        json.loads(line) for line in run("--jsonl", given="\n".join(lines)).output.split("\n")[:2]
    ]

    assert [one["id"] for one in found] == [0, 1]
    assert {"sentences", "words", "syllables", "amstad", "wstf4", "difficulty"} <= found[0].keys()


def test_a_line_ends_at_its_end_only():
    text = "Erster Satz.\u2028Zweiter Satz.\x85Dritter."
    line = json.dumps({"id": 1, "text": text}, ensure_ascii=False)

    found = run("--jsonl", given=f"{line}\n{line}\n")

    assert [json.loads(one)["sentences"] for one in found.output.splitlines()] == [3, 3]


def test_textstat_stands_beside_when_asked_for():
    assert "textstat: amstad" in run("--textstat", given=HARD).output


@pytest.mark.parametrize("line", ["no json", "[1]", '{"id": 1}', '{"text": "a", "lang": "xx"}'])
def test_a_line_that_is_no_record_is_named(line):
    found = run("--jsonl", given=f'{{"text": "a"}}\n{line}')

    assert found.exit_code == 2
    assert "standard input:2" in found.output
    assert "Traceback" not in found.output


def test_a_file_that_is_not_there_is_named(tmp_path):
    found = run(tmp_path / "gone.txt")

    assert found.exit_code == 2
    assert "gone.txt" in found.output
