"""Whole tables: what is understood, what is kept out, and that spelling changes nothing."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.sessions.spreadsheet.model import (
    Obstacle,
    OfficeTable,
    Remark,
    Trouble,
    Unreadable,
    VersionNames,
)
from lab.sessions.spreadsheet.reading import read_table
from lab.statistics.plan import Measure
from tests.sessions.untidy import UNTIDY, seen

NAMES = VersionNames()
SOUND = "Person;Version;Korrekt;Zeit (s)\nP1;alt;ja;225\nP1;neu;nein;300\n"


def table(text, names=NAMES):
    read = read_table(text if isinstance(text, bytes) else text.encode(), names)
    assert isinstance(read, OfficeTable), read
    return read


def obstacle(text, names=NAMES):
    read = read_table(text if isinstance(text, bytes) else text.encode(), names)
    assert isinstance(read, Unreadable)
    return read


@pytest.mark.parametrize("untidy", UNTIDY, ids=lambda one: one.name)
def test_an_untidy_table_is_understood(untidy):
    read = table(untidy.content, untidy.names)

    assert tuple(seen(row) for row in read.rows) == untidy.read
    assert {one.line: one.trouble for one in read.refused} == untidy.refused
    assert {column.meaning for column in read.columns} == set(untidy.meanings)
    assert {one.remark for one in read.noted} == set(untidy.remarks)


def test_a_refused_cell_is_named_with_its_column_and_what_may_be_meant():
    (refused,) = table(SOUND + "P2;nneu;ja;1\n").refused

    assert (refused.line, refused.column, refused.value) == (4, "Version", "nneu")
    assert refused.meant == "neu"


def test_an_open_quotation_mark_names_all_lines_it_swallows():
    (refused,) = table(SOUND + 'P2;alt;ja;"1\nP2;neu;ja;1\nP3;neu;ja;1\n').refused

    assert (refused.line, refused.last_line) == (4, 6)


def test_a_quotation_mark_inside_a_text_costs_its_own_line_only():
    read = table(SOUND + 'P2;alt;ja;"1" s\nP2;neu;ja;1\n')

    assert [one.line for one in read.refused] == [4]
    assert len(read.rows) == 3


def test_columns_without_a_use_are_named():
    read = table("Person;Version;Korrekt;Alter;Gerät\nP1;alt;ja;40;Tablet\nP1;neu;ja;40;PC\n")

    assert read.unused == ("Alter", "Gerät")


def test_spellings_of_one_participant_are_said():
    read = table(SOUND + "p 1;neu;ja;200\n")

    assert [one.values for one in read.noted if one.remark == Remark.SPELLINGS] == [("P1", "p 1")]
    assert len({row.participant for row in read.rows}) == 1


def test_very_short_times_are_asked_about():
    read = table("Person;Version;Korrekt;Zeit\nP1;alt;ja;3,5\nP1;neu;ja;4\n")

    assert {one.remark for one in read.noted} == {Remark.SECONDS_ASSUMED, Remark.SHORT_TIMES}


def test_completed_attempts_without_a_time_are_counted():
    read = table("Person;Version;Korrekt;Zeit (s)\nP1;alt;ja;\nP1;neu;nein;\n")

    assert [(one.remark, one.values) for one in read.noted] == [(Remark.TIMES_MISSING, ("1",))]


def test_a_table_tells_which_outcomes_it_can_tell():
    read = table("Person;Version;Abgeschlossen;SUS\nP1;alt;ja;50\nP1;neu;ja;60\n")

    assert read.measured == (Measure.FINISHED, Measure.SUS)


def test_a_table_of_ratings_only_is_enough():
    read = table("Person;Version;SUS\nP1;alt;50\nP1;neu;60\n")

    assert read.measured == (Measure.SUS,)
    assert {one.remark for one in read.noted} == {Remark.COMPLETION_UNKNOWN}


def test_a_table_of_simulated_attempts_only_is_read_as_such():
    head = "Person;Version;Korrekt;simuliert\n"

    assert table(f"{head}P1;alt;ja;ja\nP1;neu;ja;ja\n").simulated
    assert not table(f"{head}P1;alt;ja;nein\nP1;neu;ja;ja\n").simulated


def test_all_lines_may_be_wrong():
    read = table("Person;Version;Korrekt\nP1;alt;?!\nP1;neu;?!\n")

    assert read.rows == ()
    assert [one.trouble for one in read.refused] == [Trouble.NOT_YES_OR_NO] * 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", Obstacle.EMPTY),
        (" \r\n\r\n", Obstacle.EMPTY),
        (b"PK\x03\x04rest of a workbook", Obstacle.WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Obstacle.WORKBOOK),
        (b"%PDF-1.7", Obstacle.WORKBOOK),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Obstacle.NOT_TEXT),
        (b"\x81\x8d\x8f\x90", Obstacle.NOT_TEXT),
        ("nur ein Satz", Obstacle.NO_HEADER),
        ("Name;Punkte\nAnna;3\n", Obstacle.NO_HEADER),
        ("Person;Version\nP1;alt\n", Obstacle.NO_OUTCOME),
        ("Person;Version;Zeit alt;Dauer;Zeit\nP1;alt;1;2;3\n", Obstacle.TWO_COLUMNS),
        ("Person;Version;Korrekt\nP1;A;ja\nP1;B;nein\n", Obstacle.UNKNOWN_VERSIONS),
        ("Person;Version;Korrekt\nP1;alt;ja\nP1;Entwurf;nein\n", Obstacle.UNKNOWN_VERSIONS),
        ("Person;Version;Korrekt\nP1;alt;ja\nP2;ALT;nein\n", Obstacle.ONE_VERSION),
        ("Person;Version;Korrekt\n", Obstacle.ONE_VERSION),
    ],
)
def test_what_cannot_be_read_is_said(content, expected):
    assert obstacle(content).obstacle == expected


def test_titles_that_are_missing_are_named():
    found = obstacle("Name;Fassung;Punkte\nAnna;alt;3\n")

    assert found.missing == ("participant",)
    assert found.values == ("Name", "Fassung", "Punkte")


def test_unknown_names_of_versions_come_with_the_known_one_in_its_place():
    found = obstacle("Person;Version;Korrekt\nP1;Entwurf;ja\nP1;alt;nein\n")

    assert found.values == ("alt", "Entwurf")


def test_a_given_name_is_the_only_one_of_its_version():
    names = VersionNames("neu", "neuer")

    read = table("Person;Version;Korrekt\nP1;neu;ja\nP1;neuer;nein\n", names)

    assert [row.version for row in read.rows] == ["original", "revised"]


NAME = st.text(string.ascii_letters + string.digits, min_size=1, max_size=4).map(lambda n: f"P{n}")
ATTEMPT = st.tuples(
    NAME,
    st.sampled_from(["alt", "neu"]),
    st.booleans(),
    st.integers(1, 99999).map(lambda tenths: tenths / 10),
    st.none() | st.integers(0, 40).map(lambda steps: 2.5 * steps),
)
ATTEMPTS = st.lists(ATTEMPT, max_size=8).map(
    lambda rows: [("P0", "alt", True, 10.5, 50.0), ("P0", "neu", True, 9.5, 60.0), *rows]
)
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be")


def written(rows, separator, mark, line_end):
    def cell(value):
        match value:
            case None:
                return ""
            case bool():
                return "ja" if value else "nein"
            case float():
                text = str(value).replace(".", mark)
                return f'"{text}"' if separator in text else text
        return value

    lines = [("Präfix", "Person", "Fassung", "Korrekt", "Dauer (s)", "SUS")]
    lines += [("ä", *(cell(value) for value in row)) for row in rows]
    return "".join(separator.join(line) + line_end for line in lines)


@settings(max_examples=60, deadline=None)
@given(
    ATTEMPTS,
    st.sampled_from(";,\t|"),
    st.sampled_from(",."),
    st.sampled_from(ENCODINGS),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_separator_decimal_mark_encoding_and_line_ends_change_nothing(
    rows, separator, mark, encoding, line_end
):
    tidy = table(written(rows, ";", ",", "\n"))

    other = table(written(rows, separator, mark, line_end).encode(encoding))

    assert other.rows == tidy.rows
    assert other.refused == tidy.refused
    assert other.columns == tidy.columns


TYPED = st.characters(codec="utf-8", exclude_characters="\0")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(content):
    assert isinstance(read_table(content, NAMES), OfficeTable | Unreadable)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(TYPED, max_size=12), min_size=4, max_size=4), st.integers(1, 4))
def test_no_cell_breaks_the_reading(cells, width):
    line = ";".join(cells[:width])

    read = table(SOUND + line)

    assert len(read.rows) + len(read.refused) >= 2
