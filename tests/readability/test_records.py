import json

import pytest

from lab.errors import LabError
from lab.readability.records import score_record


def test_a_record_carries_counts_formulas_difficulty_and_findings() -> None:
    text = "Sie müssen den Antrag unterschreiben. Sonst ist er ungültig."
    scored = score_record({"id": "a1", "lang": "de", "text": text})
    assert scored["id"] == "a1"
    assert (scored["sentences"], scored["words"], scored["syllables"]) == (2, 9, 16)
    assert scored["amstad"] == pytest.approx(71.5)
    assert scored["gsmog"] == pytest.approx(3.4772, abs=1e-4)
    assert scored["long_enough"] is False
    assert json.loads(json.dumps(scored)) == scored


def test_a_record_without_words_has_null_scores() -> None:
    scored = score_record({"id": 1, "text": "§ 12"})
    assert (scored["words"], scored["amstad"], scored["difficulty"]) == (0, None, None)


def test_a_record_without_text_is_refused_with_an_example() -> None:
    with pytest.raises(LabError, match=r"'x'.*has no text.*one object a line"):
        score_record({"id": "x"})


def test_an_english_record_has_english_formulas() -> None:
    scored = score_record({"id": 1, "lang": "en", "text": "Sign the form. Send it back."})
    assert {"flesch", "flesch_kincaid", "ari", "lix"} <= set(scored)
    assert "amstad" not in scored
