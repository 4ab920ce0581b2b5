"""Tables of three or more versions: which are there, in which order, and what is left out."""

import pytest

from lab.sessions.spreadsheet.model import Obstacle, Trouble, Unreadable, VersionNames
from lab.sessions.spreadsheet.reading import read_table
from lab.sessions.spreadsheet.series import FEWEST_LINES, SeriesTable, read_series

NAMES = ("Sprint 10", "Original", "Sprint 2")


def table(names=NAMES, lines=FEWEST_LINES, extra=()) -> bytes:
    rows = [
        f"P{place}{name.replace(' ', '')};{name};ja" for name in names for place in range(lines)
    ]
    return "\n".join(("Person;Fassung;Korrekt", *rows, *extra)).encode()


def series(content, order=()) -> SeriesTable:
    found = read_series(content, order)
    assert isinstance(found, SeriesTable)
    return found


def test_the_original_comes_first_and_numbers_count_as_numbers():
    found = series(table())
    assert tuple(found.versions) == ("Original", "Sprint 2", "Sprint 10")
    assert [len(rows) for rows in found.versions.values()] == [FEWEST_LINES] * 3
    assert not found.order_said


def test_a_plain_new_comes_last():
    assert tuple(series(table(("neu", "Entwurf 1", "alt"))).versions) == ("alt", "Entwurf 1", "neu")


def test_the_office_may_say_the_order():
    found = series(table(), ("Sprint 2", "Original", "Sprint 10"))
    assert tuple(found.versions) == ("Sprint 2", "Original", "Sprint 10")
    assert found.order_said


def test_the_table_of_a_series_is_of_the_first_and_the_newest():
    found = series(table())
    newest = read_table(table(), VersionNames("Original", "Sprint 10"))
    assert not isinstance(newest, Unreadable)
    assert found.table.rows == newest.rows


def test_the_versions_between_are_not_left_out_and_slips_are_told_once():
    extra = ("P77;Sprint 2;vielleicht", "P78;Sprnt 2;ja", "P79;Original;jein")
    refused = series(table(extra=extra)).table.refused
    assert [(one.value, one.trouble) for one in refused] == [
        ("vielleicht", Trouble.NOT_YES_OR_NO),
        ("Sprnt 2", Trouble.UNKNOWN_VERSION),
        ("jein", Trouble.NOT_YES_OR_NO),
    ]
    assert refused[1].meant == "Sprint 2"


def test_spellings_of_one_name_are_one_version():
    extra = tuple(f"Q{n};sprint 2;ja" for n in range(2))
    assert len(series(table(extra=extra)).versions["Sprint 2"]) == FEWEST_LINES + 2


@pytest.mark.parametrize(
    "content",
    [table(("alt", "neu")), table(("alt", "neu"), extra=("P9;Entwurf;ja",)), b"", b"A;B\n1;2\n"],
    ids=["two", "two and a slip", "nothing", "no such column"],
)
def test_two_versions_are_no_series(content):
    assert read_series(content, ()) is None


def test_a_name_that_the_table_does_not_have_is_told():
    found = read_series(table(), ("Original", "Sprint 2", "Sprint 3"))
    assert isinstance(found, Unreadable)
    assert found.obstacle in (Obstacle.UNKNOWN_VERSIONS, Obstacle.ONE_VERSION)
