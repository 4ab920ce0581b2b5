"""What people write into cells and titles, and what is taken from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.sessions.spreadsheet.cells import (
    Wrong,
    decimal_mark,
    not_measured,
    number,
    only_ticks,
    seconds,
    whole,
    yes_or_no,
)
from lab.sessions.spreadsheet.folding import folded
from lab.sessions.spreadsheet.headers import TITLES, columns_of
from lab.sessions.spreadsheet.model import Meaning, TimeUnit, Trouble, VersionNames
from lab.sessions.spreadsheet.versions import preference_of, version_of


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("12", "", 12),
        (" -3 ", "", -3),
        ("12,5", "", 12.5),
        ("12.5", "", 12.5),
        ("12,50", ".", 12.5),
        ("0,225", "", 0.225),
        ("1.225", ",", 1225),
        ("1.225", ".", 1.225),
        ("1,225", ".", 1225),
        ("1.225.000", "", 1225000),
        ("1.225,5", "", 1225.5),
        ("1,225.5", "", 1225.5),
        ("1 225", "", 1225),
        ("1\u202f225,5", "", 1225.5),
        ("1'225", "", 1225),
        ("12345,678", "", 12345.678),
    ],
)
def test_a_number(text, decimal, value):
    assert number(text, decimal) == value


@pytest.mark.parametrize("text", ["", "zwölf", "12 5", "1,2,3", "1.2.3", "5 %", "--3", "1e3", "٣x"])
def test_not_a_number(text):
    assert number(text, ",") == Wrong(Trouble.NOT_A_NUMBER)


def test_a_number_of_which_the_mark_is_not_known_is_not_guessed_at():
    assert number("1.225", "") == Wrong(Trouble.AMBIGUOUS_NUMBER)


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        ([], ""),
        (["3", "1.225", "x"], ""),
        (["3", "2,5", "1.225"], ","),
        (["2.5"], "."),
        (["1.225,50"], ","),
        (["1.225.000"], ","),
        (["2.5", "2,5"], ""),
    ],
)
def test_the_decimal_mark_is_seen_in_the_cells_that_leave_no_doubt(texts, mark):
    assert decimal_mark(texts, [], ";") == mark


def test_a_questionnaire_never_reaches_a_thousand():
    assert decimal_mark(["208.526"], ["72.500"], ";") == "."


def test_between_commas_a_comma_is_no_decimal_mark_unless_a_cell_says_so():
    assert decimal_mark(["208.526"], [], ",") == "."
    assert decimal_mark(["208.526", "12,5"], [], ",") == ","


@given(st.integers(0, 10**7), st.integers(0, 99))
def test_a_number_is_the_same_in_german_and_in_english(before, behind):
    english = f"{before:,}.{behind:02}"
    german = english.translate(str.maketrans(",.", ".,"))

    assert number(english, ".") == number(german, ",") == float(f"{before}.{behind:02}")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("225", None, 225),
        ("225", TimeUnit.SECONDS, 225),
        ("3,75", TimeUnit.MINUTES, 225),
        ("3:45", None, 225),
        ("03:45", TimeUnit.MINUTES, 225),
        ("3:45 min", None, 225),
        ("3:45,5", None, 225.5),
        ("0:03:45", None, 225),
        ("1:00:05", None, 3605),
        ("1:30 h", None, 5400),
        ("75:00", None, 4500),
        ("225 s", TimeUnit.MINUTES, 225),
        ("225,5 Sek.", None, 225.5),
        ("225 Sekunden", None, 225),
        ("3 min 45 s", None, 225),
        ("3min45sec", None, 225),
        ("3m 45s", None, 225),
        ("3 Minuten", None, 180),
        ("2,5 Min.", None, 150),
        ("3' 45\"", None, 225),
        ("1 h 2 min 3 s", None, 3723),
        ("1 Std. 2 Min.", None, 3720),
    ],
)
def test_a_time(text, unit, value):
    assert seconds(text, ",", unit) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("gleich", Trouble.NOT_A_TIME),
        ("3:75", Trouble.NOT_A_TIME),
        ("3:45:99", Trouble.NOT_A_TIME),
        ("3 km", Trouble.NOT_A_TIME),
        ("1899-12-30 00:03:45", Trouble.NOT_A_TIME),
        ("0", Trouble.NOT_POSITIVE),
        ("0:00", Trouble.NOT_POSITIVE),
        ("-5", Trouble.NOT_POSITIVE),
    ],
)
def test_not_a_time(text, trouble):
    assert seconds(text, ",", None) == Wrong(trouble)


def test_a_time_of_which_the_mark_is_not_known_is_not_guessed_at():
    assert seconds("1.225", "", TimeUnit.SECONDS) == Wrong(Trouble.AMBIGUOUS_NUMBER)
    assert seconds("1.225 s", "", None) == Wrong(Trouble.AMBIGUOUS_NUMBER)


@pytest.mark.parametrize(
    "text", ["ja", "JA", "j", "Yes", "x", "X", "1", "1,0", "true", "WAHR", "✓", "richtig", "o. k."]
)
def test_yes(text):
    assert yes_or_no(text) is True


@pytest.mark.parametrize(
    "text",
    ["nein", "Nein!", "n", "no", "0", "0.0", "false", "FALSCH", "✗", "abgebrochen", "nicht fertig"],
)
def test_no(text):
    assert yes_or_no(text) is False


@pytest.mark.parametrize("text", ["", "teilweise", "2", "10", "ja?nein", "0,5"])
def test_neither_yes_nor_no(text):
    assert yes_or_no(text) == Wrong(Trouble.NOT_YES_OR_NO)


def test_a_column_of_crosses_is_known_by_having_nothing_else():
    assert only_ticks(["x", "", "X", "-"])
    assert not only_ticks(["x", "nein"])
    assert not only_ticks(["", ""])
    assert not only_ticks(["1", ""])


@pytest.mark.parametrize("text", ["", "-", "–", "k. A.", "K.A.", "n/a", "#NV", "keine Angabe"])
def test_marks_of_what_was_not_measured(text):
    assert not_measured(text)


def test_a_count_is_whole_and_not_below_nothing():
    assert whole("3,0", ",") == 3
    assert whole("1,5", ",") == Wrong(Trouble.NOT_WHOLE)
    assert whole("-1", ",") == Wrong(Trouble.OUT_OF_RANGE)


@pytest.mark.parametrize(
    ("title", "meaning", "unit"),
    [
        ("Teilnehmer:in", Meaning.PARTICIPANT, None),
        ("Teilnehmer_innen-Nr.", None, None),
        ("TN-Nr.", Meaning.PARTICIPANT, None),
        ("Nr.", None, None),
        ("ID", None, None),
        ("Proband*in", Meaning.PARTICIPANT, None),
        ("FASSUNG", Meaning.VERSION, None),
        ("Form", Meaning.VERSION, None),
        ("Präferenz", Meaning.PREFERENCE, None),
        ("Praeferenz", Meaning.PREFERENCE, None),
        ("Praferenz", Meaning.PREFERENCE, None),
        ("completed_correctly", Meaning.CORRECT, None),
        ("Korrekt eingereicht (ja/nein)", Meaning.CORRECT, None),
        ("finished", Meaning.FINISHED, None),
        ("Abgeschlossen?", Meaning.FINISHED, None),
        ("seconds", Meaning.TIME, TimeUnit.SECONDS),
        ("clock_seconds", None, None),
        ("Zeit", Meaning.TIME, None),
        ("Zeit [s]", Meaning.TIME, TimeUnit.SECONDS),
        ("Bearbeitungszeit in Minuten", Meaning.TIME, TimeUnit.MINUTES),
        ("Dauer (mm:ss)", Meaning.TIME, None),
        ("Dauer (h:mm:ss)", Meaning.TIME, None),
        ("Time on task (sec)", Meaning.TIME, TimeUnit.SECONDS),
        ("Zeit (min oder s)", None, None),
        ("Zeit alt", None, None),
        ("wrong_facts", Meaning.WRONG_FACTS, None),
        ("Anzahl Fehler", Meaning.WRONG_FACTS, None),
        ("SUS-Score", Meaning.SUS, None),
        ("SUS 1", None, None),
        ("SEQ (1–7)", Meaning.SEQ, None),
        ("", None, None),
    ],
)
def test_a_title(title, meaning, unit):
    columns = columns_of([title])
    assert isinstance(columns, tuple)

    found = [(column.meaning, column.unit) for column in columns]

    assert found == ([] if meaning is None else [(meaning, unit)])


def test_no_title_has_two_meanings():
    every = [title for titles in TITLES.values() for title in titles]

    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("Original", "original"),
        ("altes Formular", "original"),
        ("Bisherige Fassung", "original"),
        ("vorher", "original"),
        ("Ist-Zustand", "original"),
        ("überarbeitet", "revised"),
        ("Ueberarbeitete Version", "revised"),
        ("NEU", "revised"),
        ("neues Formular", "revised"),
        ("A", None),
        ("Version 2", None),
        ("", None),
    ],
)
def test_the_usual_names_of_the_versions(name, version):
    assert version_of(name, VersionNames()) == version


def test_a_preference_may_be_for_neither():
    names = VersionNames("Blau", "Grün")

    assert preference_of("blau", names) == "original"
    assert preference_of("GRÜN", names) == "revised"
    assert preference_of("kein Unterschied", names) == "same"
    assert preference_of("Rot", names) is None


def test_words_of_other_alphabets_stay_different():
    assert folded("старый") != folded("новый")
