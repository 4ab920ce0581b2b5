from datetime import date

import pytest

from lab.texts import formats


@pytest.mark.parametrize(
    ("value", "language", "digits", "text"),
    [
        (1234.56, "de", 1, "1.234,6"),
        (1234.56, "en", 1, "1,234.6"),
        (1234.56, "de_easy", 0, "1.235"),
        (-3.5, "de", 1, "−3,5"),
        (-0.04, "de", 1, "0,0"),
    ],
)
def test_numbers_have_the_readers_separators_and_a_true_minus(value, language, digits, text):
    assert formats.format_number(value, language, digits) == text


@pytest.mark.parametrize(("language", "text"), [("de", "25\N{NO-BREAK SPACE}%"), ("en", "25%")])
def test_a_share_is_shown_in_percent(language, text):
    assert formats.format_percent(0.25, language) == text


@pytest.mark.parametrize(
    ("seconds", "language", "text"),
    [
        (200, "de", "3 Min. 20 Sek."),
        (3725.4, "de", "1 Std. 2 Min. 5 Sek."),
        (0, "de", "0 Sek."),
        (200, "en", "3 mins 20 secs"),
    ],
)
def test_a_duration_leaves_out_what_is_zero(seconds, language, text):
    assert formats.format_duration(seconds, language) == text


def test_a_date_has_its_month_as_a_word():
    assert formats.format_date(date(2026, 11, 2), "de_easy") == "2. November 2026"
