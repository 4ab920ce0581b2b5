"""Words per second of a full score beside textstat computing only its four German formulas.

A full score is counts, eight formulas, the difficulty index with its reasons, and all findings.
The words are those of the reference cases, dealt anew into every text; both sides get the same.
Both keep what they know of a word, so each is timed cold (first text) and warm (later texts).
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import textstat

from lab.readability.scoring import score

CASES = Path(__file__).parent.parent / "tests" / "reference" / "readability.json"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
UNIT_WORDS = 20
ROUNDS = 4
SEED = 1
TEXTSTAT_UP_TO = 100_000


def sentences() -> list[str]:
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    german = [case for case in cases if case["lang"] == "de" and case.get("text")]
    texts = [case[key] for case in german for key in ("text", "text_b") if case.get(key)]
    return [text.replace("\n", " ") for text in texts if len(text.split()) > 3]


def text_of(words: int, dealt: random.Random) -> str:
    """Ends in a number of its own, because textstat remembers whole texts."""
    known = sentences()
    pieces: list[str] = []
    left = words
    while left > 0:
        pieces.append(dealt.choice(known))
        left -= len(pieces[-1].split())
    return " ".join((*pieces, str(dealt.random())))


def units_of(words: int, dealt: random.Random) -> list[str]:
    """Texts of a form: a sentence or two each."""
    return [text_of(UNIT_WORDS, dealt) for _ in range(words // UNIT_WORDS)]


def ours(text: str) -> None:
    score(text, "de")


def theirs(text: str) -> None:
    textstat.flesch_reading_ease(text)
    textstat.wiener_sachtextformel(text, 1)
    textstat.lix(text)
    textstat.rix(text)


def words_per_second(work: Callable[[str], None], texts: Sequence[str]) -> float:
    words = sum(len(text.split()) for text in texts)
    start = time.process_time()
    for text in texts:
        work(text)
    return words / (time.process_time() - start)


def import_seconds(module: str) -> float:
    code = f"import time; t = time.process_time(); import {module}; print(time.process_time() - t)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="words of the longest text")
    largest = parser.parse_args(arguments).largest
    textstat.set_lang("de")
    dealt = random.Random(SEED)
    print(f"import lab.readability.scoring {import_seconds('lab.readability.scoring'):8.2f} s")
    print(f"import textstat                {import_seconds('textstat'):8.2f} s")
    print(f"{'':28} {'lab, everything':>16} {'textstat, four':>16}   words/s")
    _row("cold, 1,000 words", [[text_of(SIZES[0], dealt)]], theirs_too=True)
    rounds = [units_of(10_000, dealt) for _ in range(ROUNDS)]
    _row("units of 20 words, 10,000", rounds, theirs_too=True)
    for size in SIZES:
        if size <= largest:
            texts = [[text_of(size, dealt)] for _ in range(ROUNDS if size < SIZES[-1] else 1)]
            _row(f"one text, {size:,} words", texts, size <= TEXTSTAT_UP_TO)
    return 0


def _row(name: str, rounds: Sequence[Sequence[str]], theirs_too: bool) -> None:
    """The best of the rounds on each side, taken in turns; each round has texts of its own."""
    lab, other = [], []
    for texts in rounds:
        lab.append(words_per_second(ours, texts))
        if theirs_too:
            other.append(words_per_second(theirs, texts))
    print(f"{name:28} {max(lab):16,.0f} {max(other, default=0):16,.0f}")


if __name__ == "__main__":
    sys.exit(main())
