"""The team's tables: documented, complete, and harmless to open."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from lab.reports.table_files import ATTEMPT_COLUMNS, attempts_csv, columns_text, comments_csv
from tests.reports.builders import evidence_of


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_every_attempt_has_a_row_and_every_column_a_meaning():
    table = lines(attempts_csv(evidence_of(6)))

    assert len(table) == 12
    assert list(table[0]) == [name for name, _ in ATTEMPT_COLUMNS]
    assert all(f"`{name}`" in columns_text(simulated=False) for name in table[0])


def test_simulated_rows_and_their_explanation_say_so():
    assert {row["simulated"] for row in lines(attempts_csv(evidence_of(3, simulated=True)))} == {
        "yes"
    }
    assert "SIMULATED" in columns_text(simulated=True)


def test_nothing_that_names_a_session_is_in_the_table():
    text = attempts_csv(evidence_of(6))

    assert "s0-0" not in text
    assert lines(text)[0]["participant"] == "1"


@pytest.mark.parametrize("wicked", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_comment_never_becomes_a_formula(wicked):
    evidence = evidence_of(3)
    answered = {**evidence.recording.answered, ("s0", 1, "preference_why"): wicked}

    text = comments_csv(replace(evidence, recording=replace(evidence.recording, answered=answered)))

    (row,) = lines(text)
    assert row["comment"] == f"'{wicked}"
