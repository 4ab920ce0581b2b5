"""Groups of people in an office's table: the interaction first, and who is pointed out."""

import pytest

from lab.reports.blocks import Paragraph, Table
from lab.reports.office_comparison import Choices, TableComparison, compare_table
from lab.reports.office_groups import group_blocks
from lab.sessions.spreadsheet.model import Meaning, Obstacle, OfficeTable, Unreadable, VersionNames
from lab.sessions.spreadsheet.reading import read_table
from lab.texts.translator import translator

SAY = translator("report", "en")
NAMES = VersionNames()


def content(groups, title="Age group") -> bytes:
    """groups: by name how many of ten are correct with the original, with the revised, people."""
    lines = [f"Person;Version;{title};Correct"]
    for name, (before, after, people) in groups.items():
        for version, right in (("old", before), ("new", after)):
            for n in range(people):
                answer = "yes" if n * 10 < right * people else "no"
                lines.append(f"{name}{version}{n};{version};{name};{answer}")
    return "\n".join(lines).encode()


def blocks(groups):
    read = read_table(content(groups), NAMES, "age group")
    assert isinstance(read, OfficeTable)
    found = compare_table(read, Choices())
    assert isinstance(found, TableComparison)
    return group_blocks(found, SAY)


HARMED = {"young": (3, 9, 20), "old": (9, 2, 20)}
ALIKE = {"young": (3, 7, 20), "old": (3, 7, 20)}


def test_a_group_that_gets_worse_is_pointed_out():
    said = " ".join(one.text for one in blocks(HARMED) if isinstance(one, Paragraph))
    assert "The groups gain differently" in said
    assert "for “old” the revised form seems worse" in said


def test_groups_that_gain_alike_are_not_told_apart():
    said = " ".join(one.text for one in blocks(ALIKE) if isinstance(one, Paragraph))
    assert "is not shown (p = 1.000)" in said
    assert "Look closely" not in said


def test_a_group_of_few_people_is_only_counted():
    found = blocks({**ALIKE, "other": (0, 10, 3)})
    (table,) = (one for one in found if isinstance(one, Table))
    other = next(row for row in table.rows if row[0].text == "other")
    assert [cell.text for cell in other] == ["other", "fewer than 5", "–", "counts only"]
    assert "3 groups were looked at" in str(found)


def test_groups_are_never_guessed():
    read = read_table(content(ALIKE, "Group"), NAMES)
    assert isinstance(read, OfficeTable)
    assert read.unused == ("Group",)
    found = compare_table(read, Choices())
    assert isinstance(found, TableComparison)
    assert group_blocks(found, SAY) == ()


def test_the_column_is_found_however_its_title_is_written():
    read = read_table(content(ALIKE), NAMES, "AGE-GROUP")
    assert isinstance(read, OfficeTable)
    assert read.columns[-1].meaning == Meaning.GROUP


@pytest.mark.parametrize("title", ["age", "Gruppe"])
def test_a_title_that_is_not_there_is_told(title):
    found = read_table(content(ALIKE), NAMES, title)
    assert isinstance(found, Unreadable)
    assert (found.obstacle, found.values) == (Obstacle.NO_GROUPS, (title,))
