"""Brings a text into one spelling and remembers where each character came from."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SINGLE_CHARACTERS = {
    " ": re.compile(f"[{_SPACES}]"),
    "\n": re.compile("[\r\u000b\u000c\u0085\u2028\u2029]"),
    "-": re.compile("[\u2010\u2011]"),
    "'": re.compile("\u2019"),
}
_LENGTH_CHANGING = {
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), ""),
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
}
_ODD = re.compile(f"[{_SPACES}\r\u000b\u000c\u0085\u2028\u2029\u2010\u2011\u2019]")
_NEEDS_LENGTH_CHANGE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufb00-\ufb04\u0300-\u036f]")
_SPOT = re.compile(
    "[^\u0300-\u036f]?[\u0300-\u036f]+|[\u00ad\u200b-\u200d\u2060\ufeff\ufb00-\ufb04]"
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """From place `starts[i]` on, the text as given is `shifts[i]` characters ahead."""

    text: str
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the normalised text lies in the text as given."""
        if len(self.starts) == 1:
            return start, end
        return self._given(start), self._given(end)

    def _given(self, place: int) -> int:
        return place + self.shifts[bisect_right(self.starts, place) - 1]


def normalise(text: str) -> Normalised:
    if not _NEEDS_LENGTH_CHANGE.search(text):
        return Normalised(_plain(text))
    pieces: list[str] = []
    starts, shifts = [0], [0]
    given = length = 0
    for spot in _SPOT.finditer(text):
        between = text[given : spot.start()]
        new = unicodedata.normalize("NFC", spot.group()).translate(_LENGTH_CHANGING)
        pieces += (between, new)
        given = spot.end()
        length += len(between) + len(new)
        starts.append(length)
        shifts.append(given - length)
    pieces.append(text[given:])
    return Normalised(_plain("".join(pieces)), tuple(starts), tuple(shifts))


def _plain(text: str) -> str:
    if not _ODD.search(text):
        return text
    text = text.replace("\r\n", " \n")
    for plain, odd in _SINGLE_CHARACTERS.items():
        text = odd.sub(plain, text)
    return text
