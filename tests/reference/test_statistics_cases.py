"""Every reference case whose method is built, as one test each."""

import json
from pathlib import Path

import pytest

from tests.reference.methods import METHODS
from tests.reference.run import Case, check, main

CASES_FILE = Path(__file__).with_name("statistics.json")
CASES: list[Case] = json.loads(CASES_FILE.read_text(encoding="utf-8"))["cases"]
BUILT = [case for case in CASES if case["method"] in METHODS]


@pytest.mark.parametrize("case", BUILT, ids=[case["id"] for case in BUILT])
def test_the_case_is_reproduced_at_its_tolerance(case: Case) -> None:
    assert check(case).complaints == ()


def test_the_last_line_counts_the_cases_of_built_methods(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main([str(CASES_FILE)])
    assert capsys.readouterr().out.splitlines()[-1] == f"{len(BUILT)} of {len(BUILT)}"


def test_a_wrong_expectation_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {**CASES[0], "expected": {"estimate": 0.123}}
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"cases": [wrong]}), encoding="utf-8")
    assert main([str(file)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith(f"FAIL {wrong['id']}: estimate: got 0.7")
    assert out[-1] == "0 of 1"
