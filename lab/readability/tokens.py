"""Finds the words of a text; numbers, web and mail addresses and account numbers are not words."""

import re
from typing import NamedTuple

_LETTER = r"[^\W\d_]"
_GENDER_ENDING = r"(?:innen|in|r|n|e|en|er|es|m|s)"
_NOT_A_WORD = (
    r"(?:https?://|www\.)\S+"
    r"|(?<![\w.+-])\w[\w.+-]*@[\w-]+(?:\.[\w-]+)+"
    rf"|(?:{_LETTER}[\w-]*\.)+(?:de|com|org|net|eu|ch|at|info|gov|uk)\b(?:/\S*)?"
    r"|\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?\b"
    r"|\d[\w.,:/]*"
)
_WORD = (
    rf"{_LETTER}+"
    rf"(?:[:*_·]{_LETTER}+|/-?{_GENDER_ENDING}\b|\({_GENDER_ENDING}\))?"
    rf"(?:[-']{_LETTER}+(?:[:*_]{_LETTER}+)?)*"
)
_PLAIN_WORD = rf"{_LETTER}++(?=[\s,;!?)\]\"“”«»]|[.:](?:\s|$)|$)"
_TOKEN = re.compile(rf"(?P<plain>{_PLAIN_WORD})|(?P<other>{_NOT_A_WORD})|(?P<word>{_WORD})")
_NOT_LETTERS = re.compile(r"[\W\d_]+")


class Word(NamedTuple):
    """A word and its place in the normalised text."""

    text: str
    start: int
    end: int


# Half as slow as calling Word, on the busiest line of the package.
_new = tuple.__new__
_MARKS = frozenset(",.;:!?)")
_OTHER = _TOKEN.groupindex["other"]


def words_in(text: str, start: int, end: int) -> tuple[Word, ...]:
    words = _plain_words(text[start:end], start)
    return _words_of_any_kind(text, start, end) if words is None else words


def _plain_words(stretch: str, start: int) -> tuple[Word, ...] | None:
    """The usual case, three times as fast: letters, blanks and marks after words, nothing else."""
    words = []
    for token in stretch.split(" "):
        after = start + len(token)
        if token.isalpha():
            words.append(_new(Word, (token, start, after)))
        elif token[-1:] in _MARKS and token[:-1].isalpha():
            words.append(_new(Word, (token[:-1], start, after - 1)))
        else:
            return None
        start = after + 1
    return tuple(words)


def _words_of_any_kind(text: str, start: int, end: int) -> tuple[Word, ...]:
    return tuple(
        [
            _new(Word, (match[0], match.start(), match.end()))
            for match in _TOKEN.finditer(text, start, end)
            if match.lastindex != _OTHER
        ]
    )


def parts_of(word: str) -> tuple[str, ...]:
    """`Online-Antrag` has two parts; a gender form (`Nutzer:innen`, `Nutzer/-in`) is one."""
    return tuple(_NOT_LETTERS.sub("", part) for part in _joined_gender(word).split("-"))


def _joined_gender(word: str) -> str:
    return word.replace("/-", "") if "/" in word else word


def letters_of(word: str) -> int:
    return len(_NOT_LETTERS.sub("", word))
