import json
from pathlib import Path
from typing import Any

import pytest

from tests.reference.readability import mismatches

CASES = json.loads((Path(__file__).parent / "readability.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_reference_case_is_met(case: dict[str, Any]) -> None:
    assert list(mismatches(case)) == []
