"""Numbers, dates and durations as a reader of German or English writes them."""

from collections.abc import Sequence
from datetime import date

from babel import Locale, dates, lists, numbers, units

LOCALES = {"de": Locale("de"), "de_easy": Locale("de"), "en": Locale("en", "GB")}
MINUS = "−"


def format_number(value: float, language: str, digits: int = 0) -> str:
    """Rounded to so many digits behind the point, with a true minus sign."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    # Rounded first, so that nothing is shown as "−0".
    text = numbers.format_decimal(round(value, digits) + 0.0, pattern, LOCALES[language])
    return text.replace("-", MINUS)


def format_percent(share: float, language: str, digits: int = 0) -> str:
    """0.25 becomes "25 %" in German and "25%" in English."""
    space = "\N{NO-BREAK SPACE}" if LOCALES[language].language == "de" else ""
    return f"{format_number(100 * share, language, digits)}{space}%"


def format_list(items: Sequence[str], language: str) -> str:
    """As "a, b und c"."""
    return lists.format_list(items, "standard", LOCALES[language])


def format_date(day: date, language: str) -> str:
    """With the month as a word, as "22. November 2026"."""
    return dates.format_date(day, "long", LOCALES[language])


def format_duration(seconds: float, language: str) -> str:
    """Hours, minutes and seconds that are not zero, as "3 Min. 20 Sek."."""
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "hour"), (minutes, "minute"), (left, "second")]
    shown = [part for part in parts if part[0]] or [(0, "second")]
    return " ".join(_unit(amount, unit, language) for amount, unit in shown)


def _unit(amount: int, unit: str, language: str) -> str:
    return units.format_unit(amount, f"duration-{unit}", "short", locale=LOCALES[language])
