"""Compare the statistics with reference cases: python -m tests.reference.run CASES.json

Prints a line per failing case, the methods that are not built, and last "N of M" over all cases
whose method is built.
"""

import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lab.errors import NotEstimable
from tests.reference.methods import METHODS

Case = Mapping[str, Any]
NOT_COMPARED = frozenset({"reason", "published", "note"})
# These expected keys say where a curve is read off; the method needs them as input.
ASKED_FOR = ("at",)


@dataclass(frozen=True, slots=True)
class Outcome:
    case: str
    complaints: tuple[str, ...]


def check(case: Case) -> Outcome:
    """The complaints about one case whose method is built."""
    asked = {key: case["expected"][key] for key in ASKED_FOR if key in case["expected"]}
    try:
        got = METHODS[case["method"]]({**case["input"], **asked})
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        return Outcome(case["id"], (f"{type(error).__name__}: {error}",))
    return Outcome(case["id"], tuple(_complaints(case, got)))


def _complaints(case: Case, got: Mapping[str, Any] | NotEstimable) -> list[str]:
    expected, tolerance = case["expected"], case["tolerance"]
    if isinstance(got, NotEstimable):
        got = {"not_estimable": got.reason}
    found = []
    for key, wanted in expected.items():
        if key in NOT_COMPARED:
            continue
        if key.endswith("undefined"):
            if not _is_undefined(key, got):
                found.append(f"{key}: got {dict(got)!r}")
        elif key not in got:
            found.append(f"{key}: not reported")
        elif not _agrees(got[key], wanted, tolerance):
            found.append(f"{key}: got {got[key]!r}, expected {wanted!r}")
    return found


def _is_undefined(key: str, got: Mapping[str, Any]) -> bool:
    """ "undefined" asks for no result at all, "p_undefined" for a result without a p."""
    if "not_estimable" in got:
        return True
    name = key.removesuffix("undefined").rstrip("_")
    return bool(name) and got.get(name) is None


def _agrees(got: Any, wanted: Any, tolerance: Mapping[str, Any]) -> bool:
    if isinstance(wanted, list):
        same_shape = isinstance(got, Sequence) and len(got) == len(wanted)
        return same_shape and all(
            _agrees(one, other, tolerance) for one, other in zip(got, wanted, strict=True)
        )
    if wanted is None or isinstance(wanted, (str, bool)) or got is None:
        return bool(got == wanted)
    if not isinstance(got, (int, float)) or math.isnan(got):
        return False
    if tolerance.get("exact"):
        return bool(got == wanted)
    allowed = float(tolerance.get("abs", 0)) + float(tolerance.get("rel", 0)) * abs(wanted)
    return bool(got == wanted or abs(got - wanted) <= allowed)


def run(path: Path) -> tuple[list[Outcome], list[str]]:
    """Every outcome of the built methods, and the names of the methods that are not built."""
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    built = [check(case) for case in cases if case["method"] in METHODS]
    missing = sorted({case["method"] for case in cases} - METHODS.keys())
    return built, missing


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m tests.reference.run CASES.json", file=sys.stderr)
        return 2
    outcomes, missing = run(Path(arguments[0]))
    failed = [outcome for outcome in outcomes if outcome.complaints]
    for outcome in failed:
        print(f"FAIL {outcome.case}: {'; '.join(outcome.complaints)}")
    if missing:
        print(f"not built: {', '.join(missing)}")
    print(f"{len(outcomes) - len(failed)} of {len(outcomes)}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
