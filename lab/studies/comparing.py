"""When do two ways of writing mean the same? One canonical way of writing for each comparator."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

from lab.forms.values import read_date, read_number, read_plate, read_telephone

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ı": "i", "ø": "oe", "ł": "l"})
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_NUMBERS = re.compile(r"\d[\d.,]*")
_LONG_WORD = 8
_SHORT_WORD = 4


def same(compare: str, given: str, expected: str) -> bool:
    return canonical(compare, given) == canonical(compare, expected)


def canonical(compare: str, text: str) -> str:
    """ "" only for a text without letters and digits."""
    return _CANONICAL[compare](unicodedata.normalize("NFC", text))


def folded_words(text: str) -> tuple[str, ...]:
    """Lower case, ä as ae, é as e, street as str; letters and digits apart."""
    lower = unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)
    parts = unicodedata.normalize("NFKD", lower)
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return tuple(re.sub(r"strasse$", "str", word) for word in _WORDS.findall(bare))


def _words(text: str) -> str:
    # “Haupt Str. 5” is “Hauptstraße 5”, but “1 23” is not “12 3”.
    joined = " ".join(folded_words(text))
    return re.sub(r"(?<=[^\d ]) | (?=[^\d])", "", joined)


def _exact(text: str) -> str:
    return re.sub(r"\s", "", text)


def _plate(text: str) -> str:
    return read_plate(text) or re.sub(r"[\W_]", "", text).upper()


def _date(text: str) -> str:
    day = read_date(text)
    return day.isoformat() if isinstance(day, date) else _words(text)


def _telephone(text: str) -> str:
    return read_telephone(text) or _words(text)


def _email(text: str) -> str:
    return _exact(text).casefold()


def _number(text: str) -> str:
    """The one number in the text: “Zone 14” and “3,5 m” leave no doubt."""
    number = read_number(text)
    found = _NUMBERS.findall(text)
    if number is None and len(found) == 1:
        number = read_number(found[0].rstrip(".,"))
    return _words(text) if number is None else f"{number:.12g}"


_CANONICAL: Mapping[str, Callable[[str], str]] = {
    "words": _words,
    "choice": _words,
    "exact": _exact,
    "plate": _plate,
    "date": _date,
    "telephone": _telephone,
    "email": _email,
    "number": _number,
}


def is_typo(compare: str, given: str, expected: str) -> bool:
    """One slip of the finger, in long values two; short values are simply others."""
    typed, meant = canonical(compare, given), canonical(compare, expected)
    slips = 0 if len(meant) < _SHORT_WORD else 1 if len(meant) < _LONG_WORD else 2
    if abs(len(typed) - len(meant)) > slips:
        return False
    return 0 < _slips_between(typed, meant) <= slips


def _slips_between(typed: str, meant: str) -> int:
    """Optimal string alignment: inserted, missing, other and exchanged neighbouring signs."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for line, sign in enumerate(typed, start=1):
        following = [line]
        for place, other in enumerate(meant, start=1):
            cost = min(row[place] + 1, following[-1] + 1, row[place - 1] + (sign != other))
            if place > 1 < line and sign == meant[place - 2] and typed[line - 2] == other:
                cost = min(cost, before[place - 2] + 1)
            following.append(cost)
        before, row = row, following
    return row[-1]
