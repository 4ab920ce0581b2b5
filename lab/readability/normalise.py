"""Brings a text into one spelling and remembers where each character came from."""

import re
import unicodedata
from dataclasses import dataclass

_SINGLE_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009", " "
        ),
        **dict.fromkeys("\u200a\u202f\u205f\u3000\t", " "),
        **dict.fromkeys("\u2028\u2029\u0085\u000b\u000c", "\n"),
        **dict.fromkeys("\u2010\u2011", "-"),
        "\u2019": "'",
    }
)
_LENGTH_CHANGING = {
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), ""),
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
}
_NEEDS_LENGTH_CHANGE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufb00-\ufb04\u0300-\u036f]")
_LETTER_WITH_MARKS = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Normalised:
    """`origin[i]` is the place in the text as given of character i; None when nothing has moved."""

    text: str
    origin: tuple[int, ...] | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the normalised text lies in the text as given."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end]


def normalise(text: str) -> Normalised:
    if not _NEEDS_LENGTH_CHANGE.search(text):
        return Normalised(_plain(text))
    pieces: list[str] = []
    origin: list[int] = []
    for cluster in _LETTER_WITH_MARKS.finditer(text):
        piece = unicodedata.normalize("NFC", cluster.group()).translate(_LENGTH_CHANGING)
        pieces.append(piece)
        origin.extend([cluster.start()] * len(piece))
    origin.append(len(text))
    return Normalised(_plain("".join(pieces)), tuple(origin))


def _plain(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text.translate(_SINGLE_CHARACTERS)
