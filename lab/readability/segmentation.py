"""Splits a form text into sentences: lines, list items and labels end one, abbreviations do not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lab.readability import wordlists
from lab.readability.tokens import Word, words_in

_BLANKS = re.compile(" *")
_BULLET = re.compile(
    r"[ ]*(?:[-–—*•▪◦‣·☐☑☒□■●✓✔→>]+[ ]+|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})\)[ ]*"
    r"|\d{1,2}(?:\.\d{1,2})*\.?[ ]+(?=[^\W\d_])|[a-z]\.[ ]+(?=[A-ZÄÖÜ]\w)"
    r"|[IVX]{1,4}\.[ ]+(?=\w))"
)
_LINE_END = re.compile(r"\n+|[•▪◦‣☐☑☒□■●]")
_GOES_ON = re.compile(r"[ ]*(?![a-z][.)])[a-zäöüß]")
_WRAPPED_FROM = 50
_MARK = re.compile(r"[.!?…]+[\"'“”„‟‘’‚»«›‹)\]]*(?=\s|$|(?<=[^\W\d_]{3}[.!?])[A-ZÄÖÜ][a-zäöüß])")
_NEXT = re.compile(r"[\W_]*([^\W_]+)(\s+Sie\b)?")
_SPACED_LETTERS = re.compile(r"(?:(?<![\w.])[^\W\d_]\.[ ]?)*[^\s(\[/„“\"]+$")
_VOWELS = frozenset("aeiouyäöü")
_LONG_ENOUGH = 4
_NUMBER = re.compile(r"[\d.,]+|[IVX]+")


class Sentence(NamedTuple):
    """A stretch of the normalised text that holds at least one word."""

    start: int
    end: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Rules:
    never_ends: frozenset[str]
    may_end: frozenset[str]
    starters: frozenset[str]
    numbered: frozenset[str]
    ordinals_have_dots: bool


@lru_cache
def _rules(lang: str) -> _Rules:
    table = wordlists.rows(f"{lang}/abbreviations.tsv")
    return _Rules(
        never_ends=frozenset(row[0] for row in table if row[1] == "never"),
        may_end=frozenset(row[0] for row in table if row[1] == "maybe"),
        starters=wordlists.words(f"{lang}/starters.txt"),
        numbered=wordlists.words(f"{lang}/numbered.txt"),
        ordinals_have_dots=lang == "de",
    )


def sentences_in(text: str, lang: str) -> Iterator[Sentence]:
    """The sentences of a normalised text, in order."""
    rules = _rules(lang)
    for line_start, line_end in _lines(text):
        for start, end in _split(text, line_start, line_end, rules):
            words = words_in(text, start, end)
            if words:
                yield Sentence(start, end, words)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Lines and list items; a line that is only wrapped goes on in the next."""
    start = 0
    for end, after in _breaks(text):
        bullet = _BULLET.match(text, start, end)
        yield (bullet.end() if bullet else start), end
        start = after


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    line_start = 0
    for match in _LINE_END.finditer(text):
        if not _is_wrapped(text, line_start, match):
            yield match.span()
        line_start = match.end()
    yield len(text), len(text)


def _is_wrapped(text: str, line_start: int, line_end: re.Match[str]) -> bool:
    """A long line without a final mark, followed by a lower-case letter, was broken by a tool."""
    if line_end.group() != "\n" or line_end.start() - line_start < _WRAPPED_FROM:
        return False
    last = text[line_end.start() - 3 : line_end.start()].rstrip()[-1:]
    unfinished = last.isalnum() or last in (",", ";", ")", "-")
    return unfinished and _GOES_ON.match(text, line_end.end()) is not None


def _indent(text: str, start: int) -> int:
    blanks = _BLANKS.match(text, start)
    return len(blanks.group()) if blanks else 0


def _split(text: str, start: int, end: int, rules: _Rules) -> Iterator[tuple[int, int]]:
    for mark in _MARK.finditer(text, start, end):
        if _ends_sentence(text, start, mark, end, rules):
            yield start + _indent(text, start), mark.end()
            start = mark.end()
    start += _indent(text, start)
    if start < end:
        yield start, end


def _ends_sentence(text: str, start: int, mark: re.Match[str], end: int, rules: _Rules) -> bool:
    dot, after = mark.span()
    following = _NEXT.match(text, after, end) if after < end else None
    if following is None:
        return True
    word = following[1]
    if word[0].islower():
        return False
    if text[dot] != "." or text.startswith("..", dot):
        return True
    before = text[max(start, dot - 40) : dot]
    if _is_long_word(before, rules):
        return True
    starts = word.lower() in rules.starters or following[2] is not None
    return _dot_ends(before, word, starts, rules)


def _is_long_word(before: str, rules: _Rules) -> bool:
    """The usual case: the dot follows a plain word that is no abbreviation of any kind."""
    blank = before.rfind(" ")
    word = before[blank + 1 :]
    if len(word) < _LONG_ENOUGH or not word.isalpha() or before[blank - 1 : blank] == ".":
        return False
    lower = word.lower()
    listed = lower in rules.never_ends or lower in rules.may_end or lower.endswith("str")
    return not listed and _has_vowel(lower) and not word.isupper()


def _dot_ends(before: str, following: str, starts: bool, rules: _Rules) -> bool:
    """Whether the dot after `before` ends a sentence; `following` is no lower-case word."""
    match = _SPACED_LETTERS.search(before)
    if match is None or not before[-1].isalnum():
        return True
    token = match.group()
    key = token.replace(" ", "").lower().strip(".")
    last = re.split(r"[.\-]", key)[-1]
    if _NUMBER.fullmatch(token):
        return _number_ends(token, before[: -len(token)], starts, rules)
    if len(token) == 1 and token.isupper():
        return starts
    if key in rules.may_end or last == "str" or (last.endswith("str") and following[0].isdigit()):
        return starts
    if key in rules.never_ends or ("-" in key and last in rules.never_ends):
        return False
    if len(token) == 1:
        return False
    return _has_vowel(last) or starts


def _number_ends(token: str, before: str, starts: bool, rules: _Rules) -> bool:
    if starts or not rules.ordinals_have_dots:
        return True
    previous = before.split()[-1:] or [""]
    numbered = previous[0].lower().strip(".:(") in rules.numbered
    return numbered or sum(character.isdigit() for character in token) >= 3


def _has_vowel(word: str) -> bool:
    return not _VOWELS.isdisjoint(word)
