"""The chapter on a series of versions: what is told, and what is held back."""

from datetime import date

import pytest

from lab.reports.blocks import Picture, Table
from lab.reports.office_comparison import Choices, TableComparison, compare_table
from lab.reports.office_document import office_document
from lab.reports.office_series import series_blocks, series_sentences
from lab.sessions.spreadsheet.series import SeriesTable, read_series
from lab.texts.translator import translator

SAY = translator("report", "en")
DAY = date(2026, 11, 22)
NAMES = ("Original", "Sprint 1", "Sprint 2")


def found_of(correct=(2, 6, 11), people=12, shared=False) -> TableComparison:
    lines = ["Person;Version;Correct;SUS"]
    for place, (name, right) in enumerate(zip(NAMES, correct, strict=True)):
        for n in range(people):
            who = f"P{n}" if shared else f"P{place}-{n}"
            lines.append(f"{who};{name};{'yes' if n < right else 'no'};{50 + 5 * place + n}")
    series = read_series("\n".join(lines).encode(), ())
    assert isinstance(series, SeriesTable)
    found = compare_table(series.table, Choices(), series)
    assert isinstance(found, TableComparison)
    return found


def tables_of(found):
    return [one for one in series_blocks(found, SAY) if isinstance(one, Table)]


def test_first_and_newest_are_compared_and_it_is_said():
    found = found_of()
    assert [one.successes for one in found.comparison.primary.versions] == [2, 11]
    versions, trend = series_sentences(found, SAY)
    assert "3 versions, in this order: “Original”, “Sprint 1” and “Sprint 2”" in versions
    assert "--series" in versions
    assert trend == "Submitted correctly, over all versions: a trend for the better."


def test_every_version_and_every_step_has_its_place():
    every, steps = tables_of(found_of())
    assert every.columns == ("figure", *NAMES, "trend")
    assert [cell.text for cell in every.rows[0][1:4]] == ["2 of 12", "6 of 12", "11 of 12"]
    assert [row[0].text for row in steps.rows] == [
        "from “Original” to “Sprint 1”",
        "from “Sprint 1” to “Sprint 2”",
    ]


def test_a_trend_for_the_worse_is_called_so():
    assert "a trend for the worse" in series_sentences(found_of((11, 6, 2)), SAY)[1]


def test_no_trend_shown_never_means_no_trend():
    found = found_of((6, 7, 6))
    assert "no trend shown" in series_sentences(found, SAY)[1]
    assert "never means: no trend" in str(series_blocks(found, SAY))


def test_people_with_several_versions_are_only_described():
    found = found_of(shared=True)
    assert len(tables_of(found)) == 1
    assert "each person used one version" in str(series_blocks(found, SAY))


def test_the_picture_has_words_and_numbers():
    (picture,) = (one for one in series_blocks(found_of(), SAY) if isinstance(one, Picture))
    assert picture.alt == "Submitted correctly: Original 17%, Sprint 1 50%, Sprint 2 92%."
    assert [row[0].text for row in picture.table.rows] == list(NAMES)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_document_has_a_chapter_for_it(language):
    found = office_document(found_of(), "table", DAY, translator("report", language))
    assert "series" in [chapter.id for chapter in found.chapters]
