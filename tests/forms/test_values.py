"""What people type is understood, however they write it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.forms.values import (
    DateTrouble,
    join_date,
    read_date,
    read_email,
    read_number,
    read_plate,
    read_postcode,
    read_telephone,
    split_date,
)

MARCH = date(2026, 3, 27)


@pytest.mark.parametrize(
    "typed",
    [
        "27.3.2026", "27.03.2026", " 27. 3. 2026 ", "27/3/2026", "27-03-2026", "27 3 2026",
        "27. März 2026", "27 mrz 2026", "27.March.2026", "2026-03-27", "27.3.2026.", "27–3–2026",
    ],
)  # fmt: skip
def test_a_date_however_written(typed):
    assert read_date(typed) == MARCH


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("", DateTrouble.INCOMPLETE),
        ("27.3.", DateTrouble.INCOMPLETE),
        ("27..2026", DateTrouble.INCOMPLETE),
        (".3.2026", DateTrouble.INCOMPLETE),
        ("3.27.2026", DateTrouble.MONTH),
        ("1.13.2026", DateTrouble.MONTH),
        ("0.3.2026", DateTrouble.DAY),
        ("32.3.2026", DateTrouble.DAY),
        ("27.3.26", DateTrouble.YEAR),
        ("27.3.0026", DateTrouble.YEAR),
        ("31.4.2026", DateTrouble.NO_SUCH_DAY),
        ("29.2.2026", DateTrouble.NO_SUCH_DAY),
        ("2026-02-30", DateTrouble.NO_SUCH_DAY),
        ("27.Frühling.2026", DateTrouble.UNREADABLE),
        ("27.3.2026.1", DateTrouble.UNREADABLE),
        ("²7.3.2026", DateTrouble.UNREADABLE),
        ("27.3.20260", DateTrouble.UNREADABLE),
    ],
)
def test_what_keeps_an_entry_from_being_a_date(typed, trouble):
    assert read_date(typed) is trouble


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_typed_into_boxes_is_read_back(day):
    joined = join_date(str(day.day), f"{day.month:02}", str(day.year))

    assert read_date(joined) == day
    assert split_date(joined) == (str(day.day), f"{day.month:02}", str(day.year))


@given(st.tuples(*[st.text(max_size=4)] * 3))
def test_what_was_typed_into_three_boxes_comes_back_into_the_same_boxes(pieces):
    joined = join_date(*pieces)

    assert join_date(*split_date(joined)) == joined


def test_three_blank_boxes_are_no_answer():
    assert join_date("", " ", "") == ""
    assert join_date("27.", "", "") == "27.."


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12), ("3,5", 3.5), ("3.5", 3.5), ("1.234", 1234), ("1.234,5", 1234.5),
        ("1 234", 1234), ("-3", -3), ("+3", 3), ("12 Meter", 12), ("12Meter", 12), ("0012", 12),
        ("", None), ("zwölf", None), ("1.23,4", None), ("1,2,3", None), ("12 km", None),
        ("١٢", None), ("1e3", None), ("nan", None), ("inf", None),
    ],
)  # fmt: skip
def test_a_number_however_written(typed, number):
    assert read_number(typed, "Meter") == number


@pytest.mark.parametrize(
    ("typed", "plate"),
    [
        ("B-AB 1234", "BAB1234"), ("b ab 1234", "BAB1234"), ("BAB1234", "BAB1234"),
        ("TÜ-X 1", "TÜX1"), ("MUS-JW 41E", "MUSJW41E"), ("HH–AB 12H", "HHAB12H"),
        ("B-AB 01", None), ("B 1234", None), ("B-AB 12345", None), ("MUS-AB 1234E", None),
        ("1234", None), ("B-AB", None), ("", None), ("B-AB 12 X", None),
    ],
)  # fmt: skip
def test_a_plate_however_written(typed, plate):
    assert read_plate(typed) == plate


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("030 123456", "030123456"), ("030/12 34-56", "030123456"), ("(030) 123456", "030123456"),
        ("+49 30 123456", "030123456"), ("0049 30 123456", "030123456"),
        ("+49 (0)30 123456", "030123456"), ("+48 22 1234567", "+48221234567"),
        ("1234", None), ("030 123456 abends", None), ("1" * 16, None), ("", None),
        ("++49301", None),
    ],
)  # fmt: skip
def test_a_telephone_number_however_written(typed, number):
    assert read_telephone(typed) == number


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [("01067", "01067"), ("01 067", "01067"), ("D-01067", "01067"), ("d 01067", "01067"),
     ("1067", None), ("010677", None), ("A-01067", None), ("", None)],
)  # fmt: skip
def test_a_postcode_however_written(typed, postcode):
    assert read_postcode(typed) == postcode


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Anna.Berg@Example.org ", "anna.berg@example.org"), ("a@b.de", "a@b.de"),
        ("a+b@müller-bau.example.de", "a+b@müller-bau.example.de"), ("o'neil@x.ie", "o'neil@x.ie"),
        ("anna", None), ("anna@example", None), ("a b@c.de", None), ("a@b@c.de", None),
        ("@b.de", None), ("a@.de", None), ("a@-b.de", None), ("a@b.d", None), ("a,b@c.de", None),
        (f"{'a' * 250}@b.de", None), ("", None),
    ],
)  # fmt: skip
def test_an_email_address_however_written(typed, address):
    assert read_email(typed) == address


@given(st.integers(0, 7), st.sampled_from([" ", "-", "  ", "–", "·"]))
def test_signs_between_the_parts_of_a_plate_make_no_difference(place, sign):
    assert read_plate("MUSAB12"[:place] + sign + "MUSAB12"[place:]) == "MUSAB12"


@given(st.text(max_size=40))
def test_nothing_typed_is_too_strange_to_be_read(typed):
    for read in (read_date, read_email, read_number, read_plate, read_postcode, read_telephone):
        read(typed)
