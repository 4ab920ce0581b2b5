"""What one cell says: a number, a time, a yes or no, in the ways people write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from lab.sessions.spreadsheet.folding import all_folded, folded
from lab.sessions.spreadsheet.model import TimeUnit, Trouble

Read = TypeVar("Read")

NOTHING_MEASURED = frozenset(
    {"", "-", "–", "—", ".", "/", "?", "n/a", "na", "nan", "k.a.", "k. a.", "ka", "#nv", "#n/a"}
    | {"keine angabe", "fehlt", "missing", "null", "nicht erhoben", "entfällt", "not measured"}
)
YES_SIGNS = frozenset("✓✔☑✅")
NO_SIGNS = frozenset("✗✘☐❌")
TICKS = YES_SIGNS | {"x", "X"}
YES = all_folded(
    "ja j yes y x 1 true t wahr richtig korrekt correct ok okay erfolgreich success successful "
    "geschafft fertig abgeschlossen eingereicht abgeschickt abgesendet submitted completed "
    "finished done gelöst beendet"
)
NO = all_folded(
    "nein n no 0 false f falsch incorrect wrong abgebrochen abbruch aufgegeben gaveup failed fail "
    "aborted abandoned nichtkorrekt nichtrichtig nichterfolgreich nichtgeschafft nichtfertig "
    "nichtabgeschlossen nichteingereicht nichtabgeschickt nichtbeendet nichtgelöst notfinished "
    "notcompleted notsubmitted interrupted"
)
THOUSANDS_GAP = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
PLAIN = re.compile(r"[+-]?\d+")
ONE_MARK = re.compile(r"[+-]?(\d+)([.,])(\d+)")
GROUPS = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)([.,])\d+)?")
CLOCK = re.compile(r"(\d+):([0-5]?\d)(?::([0-5]?\d))?(?:[.,](\d+))?")
PARTS = re.compile(
    r"(?:([\d.,]+)(?:h|std|stunden?|hours?|hrs?)\.?)?"
    r"(?:([\d.,]+)(?:m|min|mins|minuten?|minutes?|['′])\.?)?"
    r"(?:([\d.,]+)(?:s|sek|sec|secs|sekunden?|seconds?|''|[\"″])\.?)?"
)
CLOCK_UNITS = re.compile(r"(?:min|minuten?|minutes?|uhr|std|h|m)\.?$")


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a cell cannot be taken, and what it may be a slip of."""

    trouble: Trouble
    meant: str = ""


def not_measured(text: str) -> bool:
    return text.casefold() in NOTHING_MEASURED


@lru_cache(maxsize=4096)
def yes_or_no(text: str) -> bool | Wrong:
    if text in YES_SIGNS or folded(text) in YES or re.fullmatch(r"1[.,]0+", text):
        return True
    if text in NO_SIGNS or folded(text) in NO or re.fullmatch(r"0[.,]0+", text):
        return False
    return Wrong(Trouble.NOT_YES_OR_NO)


def only_ticks(texts: Iterable[str]) -> bool:
    """A column in which people put crosses and leave the rest empty."""
    said = {text for text in texts if not not_measured(text)}
    return bool(said) and said <= TICKS


def decimal_mark(counts: Iterable[str], scales: Iterable[str], separator: str) -> str:
    """The sign before decimals, where cells leave no doubt about it; "" if none or both do.

    scales: cells of questionnaires, which never reach a thousand. Where a comma separates cells,
    a comma is no decimal mark unless a cell says so.
    """
    marks = {mark for text in counts if (mark := _mark(THOUSANDS_GAP.sub("", text.strip())))}
    marks |= {found.group(2) for text in scales if (found := ONE_MARK.fullmatch(text.strip()))}
    if not marks and separator == ",":
        return "."
    return marks.pop() if len(marks) == 1 else ""


def _mark(text: str) -> str:
    found = ONE_MARK.fullmatch(text)
    if found:
        return "" if _could_be_thousands(found.group(1), found.group(3)) else found.group(2)
    grouped = GROUPS.fullmatch(text)
    return {".": ",", ",": "."}[grouped.group(1)] if grouped else ""


def _could_be_thousands(before: str, behind: str) -> bool:
    return len(behind) == 3 and len(before) <= 3 and not before.startswith("0")


@lru_cache(maxsize=65536)
def number(text: str, decimal: str) -> float | Wrong:
    """decimal: the file's mark, "" if unknown; then 1.225 is not guessed at."""
    bare = THOUSANDS_GAP.sub("", text.strip())
    if PLAIN.fullmatch(bare):
        return float(bare)
    if found := ONE_MARK.fullmatch(bare):
        before, mark, behind = found.groups()
        if not _could_be_thousands(before, behind) or mark == decimal:
            return float(bare.replace(",", "."))
        return float(bare.replace(mark, "")) if decimal else Wrong(Trouble.AMBIGUOUS_NUMBER)
    if found := GROUPS.fullmatch(bare):
        return float(bare.replace(found.group(1), "").replace(",", "."))
    return Wrong(Trouble.NOT_A_NUMBER)


def whole(text: str, decimal: str) -> int | Wrong:
    """Not below 0."""
    value = number(text, decimal)
    if isinstance(value, Wrong):
        return value
    if value != int(value):
        return Wrong(Trouble.NOT_WHOLE)
    return int(value) if value >= 0 else Wrong(Trouble.OUT_OF_RANGE)


def between(text: str, decimal: str, low: float, high: float) -> float | Wrong:
    value = number(text, decimal)
    if isinstance(value, Wrong):
        return value
    return value if low <= value <= high else Wrong(Trouble.OUT_OF_RANGE)


@lru_cache(maxsize=65536)
def seconds(text: str, decimal: str, unit: TimeUnit | None) -> float | Wrong:
    """Of 3:45, 0:03:45, 3 min 45 s, 225 s or 225. unit: of a bare number; seconds if None."""
    value = _seconds(text, decimal, unit)
    if isinstance(value, Wrong):
        return value
    return value if value > 0 else Wrong(Trouble.NOT_POSITIVE)


def _seconds(text: str, decimal: str, unit: TimeUnit | None) -> float | Wrong:
    bare = "".join(text.casefold().split())
    value = number(text, decimal)
    if not isinstance(value, Wrong):
        return 60 * value if unit == TimeUnit.MINUTES else value
    if value.trouble == Trouble.AMBIGUOUS_NUMBER:
        return value
    clock = CLOCK.fullmatch(CLOCK_UNITS.sub("", bare))
    return _clock(clock, bare) if clock else _parts(bare, decimal)


def _clock(found: re.Match[str], bare: str) -> float:
    """Two numbers are minutes and seconds unless the cell says hours; three begin with hours."""
    first, second, third, fraction = found.groups()
    parts = (first, second, third) if third else ("0", first, second)
    if not third and re.search(r"(?:h|std\.?)$", bare):
        parts = (first, second, "0")
    hours, minutes, left = (int(part) for part in parts)
    return 3600 * hours + 60 * minutes + left + (float(f"0.{fraction}") if fraction else 0.0)


def _parts(bare: str, decimal: str) -> float | Wrong:
    found = PARTS.fullmatch(bare)
    if not found or not any(found.groups()):
        return Wrong(Trouble.NOT_A_TIME)
    total = 0.0
    for text, worth in zip(found.groups(), (3600, 60, 1), strict=True):
        value = number(text, decimal) if text else 0.0
        if isinstance(value, Wrong):
            return value
        total += worth * value
    return total
