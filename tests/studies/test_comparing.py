"""Two ways of writing the same are the same, and others are not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.studies.comparing import canonical, is_typo, same

SAME = [
    ("words", "Müller", "MUELLER"), ("words", "Weiß", "weiss"), ("words", "Aydın", "Aydin"),
    ("words", "Hauptstraße 5a", "Hauptstr. 5 A"), ("words", "Haupt Straße 5", "Hauptstraße5"),
    ("words", "Straße des 17. Juni", "Str. des 17 juni"), ("words", "André", "Andre"),
    ("words", "Anna-Lena", "Anna Lena"), ("words", " Bad  Belzig ", "Bad Belzig"),
    ("plate", "B-AB 1234", "bab1234"), ("plate", "B AB 12 34", "B-AB 1234"),
    ("date", "4.11.1979", "04.11.1979"), ("date", "1979-11-04", "4. November 1979"),
    ("telephone", "030 / 123 456", "+49 30 123456"), ("email", "Anna@X.de ", "anna@x.de"),
    ("number", "1.234,50", "1234,5"), ("number", "Zone 14", "14"), ("number", "3,5 m", "3.5"),
    ("choice", "Ja", "ja"), ("exact", " 010 67", "01067"),
]  # fmt: skip
OTHER = [
    ("words", "Müller", "Muller"), ("words", "Weg 12 3", "Weg 1 23"), ("words", "Anna", "Hanna"),
    ("plate", "B-AB 1234", "B-AB 1243"), ("date", "4.11.1979", "11.4.1979"),
    ("telephone", "030 123456", "030 123457"), ("email", "a@x.de", "a@x.com"),
    ("number", "14", "41"), ("number", "14 / 37", "14"), ("exact", "01067", "1067"),
    ("date", "bald", "4.11.1979"), ("number", "vierzehn", "14"), ("plate", "keins", "B-AB 1"),
]  # fmt: skip


@pytest.mark.parametrize(("compare", "given", "expected"), SAME)
def test_the_same_however_it_is_written(compare, given, expected):
    assert same(compare, given, expected)
    assert same(compare, expected, given)


@pytest.mark.parametrize(("compare", "given", "expected"), OTHER)
def test_what_is_not_the_same(compare, given, expected):
    assert not same(compare, given, expected)


@pytest.mark.parametrize(
    ("compare", "given", "expected", "typo"),
    [
        ("words", "Bergg", "Berg", True), ("words", "Brg", "Berg", True),
        ("words", "Breg", "Berg", True), ("words", "Barg", "Berg", True),
        ("words", "Bragg", "Berg", False), ("words", "Berg", "Berg", False),
        ("words", "Lindnwegg", "Lindenweg", True), ("words", "Lindenallee", "Lindenweg", False),
        ("words", "Ot", "Ort", False), ("number", "41", "14", False),
        ("plate", "MUS-AB 21", "MUS-AB 12", True), ("exact", "01076", "01067", True),
        ("telephone", "030 123465", "030 123456", True), ("date", "4.11.1997", "4.11.1979", True),
        ("words", "", "Berg", False),
    ],
)  # fmt: skip
def test_a_slip_of_the_finger_is_told_from_another_value(compare, given, expected, typo):
    assert is_typo(compare, given, expected) is typo


COMPARES = st.sampled_from(
    ["words", "choice", "exact", "plate", "date", "telephone", "email", "number"]
)
NAMES = st.text(st.sampled_from("abcäöüß éıABCÄÖÜ-'"), min_size=1, max_size=12)


@given(COMPARES, st.text(max_size=30))
def test_everything_is_the_same_as_itself_and_no_typo(compare, text):
    assert same(compare, text, text)
    assert not is_typo(compare, text, text)


@given(NAMES)
def test_capitals_umlauts_and_hyphens_make_no_difference_to_words(name):
    assert same("words", name.upper(), name)
    assert same("words", name.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"), name)
    assert same("words", name.replace("-", " "), name)
    assert same("words", unicodedata.normalize("NFD", name), name)


@given(st.from_regex(r"\A0[1-9][0-9]{5,9}\Z"), st.integers(1, 6), st.sampled_from([" ", "/", "-"]))
def test_signs_in_a_telephone_number_make_no_difference(number, place, sign):
    assert same("telephone", number[:place] + sign + number[place:], number)
    assert same("telephone", "+49" + number[1:], number)


@given(st.decimals(0, 10**6, places=2))
def test_a_number_is_the_same_with_comma_and_with_zeros(number):
    german = f"{number:.2f}".replace(".", ",")

    assert same("number", german, german + "0")
    assert canonical("number", german) == f"{float(number):.12g}"


@given(COMPARES, st.text(max_size=20), st.text(max_size=20))
def test_being_the_same_goes_both_ways(compare, one, other):
    assert same(compare, one, other) == same(compare, other, one)
