"""Understands what people type: German dates, numbers, plates, telephone numbers, postcodes.

Tolerant of spaces, hyphens and ways of writing that leave no doubt, as GOV.UK advises.
"""

import re
from datetime import date
from enum import StrEnum

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner january jan",
            "februar february feb",
            "märz maerz march mär mrz mar",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DATE_SIGNS = re.compile(r"[.\s/–-]+")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
_POINT_NUMBER = re.compile(r"[+-]?[0-9]+\.[0-9]+")
_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\"]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
_LONGEST_EMAIL = 254
_PLATE = re.compile(r"[A-ZÄÖÜ]{2,5}[1-9][0-9]{0,3}[EH]?")
_LONGEST_PLATE = 8
_PLATE_SIGNS = re.compile(r"[\s.·–-]")
_PHONE = re.compile(r"\+?[0-9]{5,15}")
_PHONE_SIGNS = re.compile(r"\(0\)|[\s/().–-]")
_POSTCODE = re.compile(r"(?:D-?)?([0-9]{5})")


class DateTrouble(StrEnum):
    """What keeps an entry from being a date."""

    INCOMPLETE = "incomplete"
    UNREADABLE = "unreadable"
    MONTH = "month"
    DAY = "day"
    YEAR = "year"
    NO_SUCH_DAY = "no_such_day"


def split_date(answer: str) -> tuple[str, str, str]:
    """Day, month and year as typed into three boxes."""
    day, _, rest = answer.partition(".")
    month, _, year = rest.partition(".")
    return day, month, year


def join_date(day: str, month: str, year: str) -> str:
    """day.month.year as typed; "" when all three boxes are blank."""
    pieces = [re.sub(r"[.\s]+", " ", piece).strip() for piece in (day, month, year)]
    return ".".join(pieces) if any(pieces) else ""


def read_date(answer: str) -> date | DateTrouble:
    """Day first, as Germans write; year-month-day and names of months too."""
    if iso := _ISO.fullmatch(answer.strip()):
        return _date(iso[3], iso[2], iso[1])
    pieces = _DATE_SIGNS.split(answer.strip().rstrip("."))
    if len(pieces) > 3:
        return DateTrouble.UNREADABLE
    if len(pieces) < 3 or not all(pieces):
        return DateTrouble.INCOMPLETE
    return _date(*pieces)


def _date(day: str, month: str, year: str) -> date | DateTrouble:
    numbers = _digits(day), _MONTHS.get(month.casefold()) or _digits(month), _digits(year)
    if None in numbers:
        return DateTrouble.UNREADABLE
    day_number, month_number, year_number = (number or 0 for number in numbers)
    if not 1 <= month_number <= 12:
        return DateTrouble.MONTH
    if not 1 <= day_number <= 31:
        return DateTrouble.DAY
    if len(year) != 4 or year_number < 1000:
        return DateTrouble.YEAR
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return DateTrouble.NO_SUCH_DAY


def _digits(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def read_number(answer: str, unit: str = "") -> float | None:
    """1.234,5 and 12.5 and 1 234; the unit may be written behind."""
    text = re.sub(r"\s", "", answer).removesuffix(re.sub(r"\s", "", unit))
    if _NUMBER.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    return float(text) if _POINT_NUMBER.fullmatch(text) else None


def read_plate(answer: str) -> str | None:
    """The plate without spaces and hyphens, in capitals (FZV, annex 2: eight signs at most)."""
    plate = _PLATE_SIGNS.sub("", answer).upper()
    fits = len(plate) <= _LONGEST_PLATE and _PLATE.fullmatch(plate)
    return plate if fits else None


def read_telephone(answer: str) -> str | None:
    """The number in digits, German ones with a leading 0 (E.164: fifteen digits at most)."""
    number = _PHONE_SIGNS.sub("", answer)
    number = f"+{number[2:]}" if number.startswith("00") else number
    if not _PHONE.fullmatch(number):
        return None
    return f"0{number[3:].lstrip('0')}" if number.startswith("+49") else number


def read_postcode(answer: str) -> str | None:
    """Five digits; a D in front and spaces do no harm."""
    found = _POSTCODE.fullmatch(re.sub(r"\s", "", answer).upper())
    return found[1] if found else None


def read_email(answer: str) -> str | None:
    address = answer.strip()
    fits = len(address) <= _LONGEST_EMAIL and _EMAIL.fullmatch(address)
    return address.casefold() if fits else None
