"""Tries the readability reference cases: python -m tests.reference.readability CASES.json"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lab.readability.counts import Counts, count
from lab.readability.formulas import arithmetic
from lab.readability.scoring import score

COUNT_NAMES = {
    "n_sent": "sentences",
    "n_words": "words",
    "n_syll": "syllables",
    "n_long": "long_words",
    "n_poly": "polysyllables",
    "n_mono": "monosyllables",
    "n_letters": "letters",
}
DEFAULT_TOLERANCE = 0.005

Case = dict[str, Any]


def mismatches(case: Case) -> Iterator[str]:
    """What a case expects and the lab does not give, one line each; nothing when it passes."""
    expected = case["expected"]
    if "order" in expected:
        yield from _order(case)
    elif "same" in expected:
        yield from _same(case)
    else:
        yield from _values(case)


def _values(case: Case) -> Iterator[str]:
    tolerance = _tolerance(case)
    for name, expected in case["expected"].items():
        got = _got(case, name)
        if expected is None or got is None:
            matches = got is expected
        else:
            matches = math.isclose(got, expected, rel_tol=0, abs_tol=_allowed(name, tolerance))
        if not matches:
            yield f"{name}: expected {expected}, got {got}"


def _tolerance(case: Case) -> dict[str, float]:
    given = case.get("tolerance")
    if isinstance(given, dict):
        return given
    return {"counts": 0.0, "formulas": DEFAULT_TOLERANCE if given is None else float(given)}


def _allowed(name: str, tolerance: dict[str, float]) -> float:
    kind = "counts" if name in COUNT_NAMES else "formulas"
    return float(tolerance.get(kind, DEFAULT_TOLERANCE if kind == "formulas" else 0.0))


def _got(case: Case, name: str) -> float | None:
    lang = case["lang"]
    if name == "score":
        return _difficulty(case["text"], lang)
    counts = _counts(case)
    if name in COUNT_NAMES:
        return float(getattr(counts, COUNT_NAMES[name]))
    return arithmetic(counts, lang).get(name) if counts.words else None


def _counts(case: Case) -> Counts:
    if case.get("input_counts"):
        return Counts(**{COUNT_NAMES[n]: v for n, v in case["input_counts"].items()})
    return count(case["text"], case["lang"])


def _difficulty(text: str, lang: str) -> float | None:
    value = score(text, lang).difficulty
    return value if isinstance(value, float) else None


def _order(case: Case) -> Iterator[str]:
    first, second = (_difficulty(case[key], case["lang"]) for key in ("text", "text_b"))
    if first is None or second is None or first <= second:
        yield f"order: {case['expected']['order']}, got {first} and {second}"


def _same(case: Case) -> Iterator[str]:
    other = {**case, "text": case["text_b"]}
    for name in case["expected"]["same"]:
        first, second = _got(case, name), _got(other, name)
        if first != second and (
            first is None
            or second is None
            or not math.isclose(first, second, abs_tol=float(case.get("tolerance") or 0))
        ):
            yield f"{name}: {first} and {second} differ"


def main(path: str) -> int:
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in json.loads(Path(path).read_text(encoding="utf-8")):
        wrong = list(mismatches(case))
        total[case["kind"]] += 1
        passed[case["kind"]] += not wrong
        if wrong:
            print(f"{case['name']}: {'; '.join(wrong)}")
    for kind in total:
        print(f"{kind}: {passed[kind]} of {total[kind]}")
    print(f"{sum(passed.values())} of {sum(total.values())}")
    return 0 if passed == total else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m tests.reference.readability CASES.json")
    sys.exit(main(sys.argv[1]))
