import subprocess
import sys

import pytest

from lab.errors import LabError
from lab.readability.counts import count
from lab.readability.formulas import arithmetic
from lab.readability.textstat_reference import textstat_values

RUNNING_TEXT = (
    "Die Kinder gehen jeden Morgen zur Schule und lernen dort lesen und schreiben. "
    "Am Nachmittag spielen sie mit ihren Freunden im Garten hinter dem Haus. "
    "Der Vater kocht das Essen, und die Mutter liest ihnen etwas vor. "
    "Danach schlafen alle bald, denn morgen beginnt wieder ein langer Tag."
)


@pytest.mark.parametrize(
    ("formula", "apart"),
    [("lix", 0.01), ("rix", 0.01), ("amstad", 8), ("wstf1", 0.5), ("wstf4", 0.5)],
)
def test_both_agree_on_clean_running_text(formula: str, apart: float) -> None:
    ours = arithmetic(count(RUNNING_TEXT, "de"), "de")[formula]
    assert textstat_values(RUNNING_TEXT, "de")[formula] == pytest.approx(ours, abs=apart)


def test_english_would_need_a_download_and_is_refused() -> None:
    with pytest.raises(LabError, match="Compare German texts"):
        textstat_values("Hello there.", "en")


def test_scoring_imports_neither_textstat_nor_wordfreq_nor_nltk() -> None:
    code = (
        "import sys; from lab.readability.scoring import score; score('Guten Tag', 'de');"
        "print({'textstat', 'wordfreq', 'nltk'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
