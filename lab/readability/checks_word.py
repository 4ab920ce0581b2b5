"""Checks of German words: long, rare, shortened, in capitals, with a gender sign."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lab.readability import traits, wordlists
from lab.readability.findings import Hit
from lab.readability.lexicon import MANY_PARTS, VERY_LONG_WORD, Facts
from lab.readability.rarity import word_zipf
from lab.readability.reading import Reading

_ABBREVIATION = re.compile(
    r"(?<![\w.§-])(?:[A-Za-zÄÖÜäöü]{1,3}\.[ ]?){2,4}"
    r"|(?<![\w.-])[A-Za-zÄÖÜäöüß-]{1,12}\.(?=[ ,;)/]|$)"
)
_ACRONYM = re.compile(r"(?<![\w-])(?:[A-ZÄÖÜ]{2,6}|[A-ZÄÖÜ][a-zäöü]{0,4}[A-ZÄÖÜ]\w{0,4})(?![\w-])")
_EXPLAINED = re.compile(r"\s*\((?:=|das heißt|das ist|also)")
_LAW = re.compile(
    r"(?:§§?|\bArt\.|\bArtikel)\s*\d+\w*"
    r"(?:[ ]?(?:,|und|bis|ff?\.|Abs\.|Absatz|Satz|S\.|Nr\.|Nummer|Buchst\.|Buchstabe|lit\.|Halbsatz"
    r"|\d+\w*\b|[a-z]\b(?!\w)))*"
    r"(?:\s+(?:[A-ZÄÖÜ][a-zäöüß]*)?(?:[A-ZÄÖÜ]\w*(?:G|V|B|O|VO|GB)\b|[A-Z]{2,6}\b)(?:\s+[IVX]+\b)?)?"
)
_CAPITALS = re.compile(r"\b[A-ZÄÖÜ]{4,}\b(?:[\s,.:!-]+[A-ZÄÖÜ]{2,}\b)*")
_GENDER = re.compile(
    r"\w+(?:[:*_·]in(?:nen)?|/-?in(?:nen)?|\(in(?:nen)?\)|[:*/]r)\b|\w+\(in(?:nen)?\)"
)


def long_word(reading: Reading) -> Iterator[Hit]:
    for place in reading.places(traits.LONG, 0, len(reading.words)):
        word, fact = reading.words[place], reading.facts[place]
        if not reading.is_name[place]:
            values = {"letters": str(fact.letters), "split": hyphenated(fact.parts)}
            yield Hit(_length_check(fact), word.start, word.end, values)


def _length_check(fact: Facts) -> str:
    if not fact.traits & traits.CAPITALISED or len(fact.parts) == 1:
        return "word_long_whole"
    very_long = fact.letters >= VERY_LONG_WORD or len(fact.parts) >= MANY_PARTS
    return "word_long" if very_long else "compound"


def hyphenated(parts: tuple[str, ...]) -> str:
    """A compound as it is easier to read: Bewohner-Parkausweis rather than in every part.

    A linking s stands where a compound joins another word: Rückkaufs-Wert.
    """
    if len(parts) > 2 and min(map(len, parts)) <= 4:
        cut = len(parts) - (1 if parts[-2].endswith("s") else 2)
        parts = ("".join(parts[:cut]), "".join(parts[cut:]))
    return "-".join(part[0].upper() + part[1:] for part in parts)


def rare_word(reading: Reading) -> Iterator[Hit]:
    """A word that hardly anybody reads; a compound only if one of its parts is such a word."""
    for place in reading.places(traits.RARE, 0, len(reading.words)):
        if not reading.is_name[place] and not _is_shortened(reading, place):
            yield Hit("word_rare", reading.words[place].start, reading.words[place].end)


def _is_shortened(reading: Reading, place: int) -> bool:
    end = reading.words[place].end
    return reading.text[end : end + 1] in (".", "-") and end < reading.end - 1


def abbreviation(reading: Reading) -> Iterator[Hit]:
    laws = [match.span() for match in _laws(reading)]
    for match in _ABBREVIATION.finditer(reading.text, reading.start, reading.end):
        if not _inside(match.start(), laws):
            yield from _dotted(reading, match)


def acronym(reading: Reading) -> Iterator[Hit]:
    if reading.is_capitals:
        return
    laws = [match.span() for match in _laws(reading)]
    for match in _ACRONYM.finditer(reading.text, reading.start, reading.end):
        if not _inside(match.start(), laws):
            yield from _acronym(reading, match)


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _dotted(reading: Reading, match: re.Match[str]) -> Iterator[Hit]:
    if _is_letter_or_roman(reading, match):
        return
    key = match.group().replace(" ", "").rstrip(".").lower()
    last = key.rsplit("-", 1)[-1]
    known = _abbreviations()
    if key in _known_acronyms() or _is_explained(reading, match.end()):
        return
    if key in known or ("-" in key and last in known):
        full = known.get(key) or known.get(last, "")
        check = (
            "common_abbreviation"
            if key in wordlists.words("de/common_abbreviations.txt")
            else "abbreviation"
        )
        if full:
            yield Hit(check, match.start(), match.end(), {"full": f": {full}"})
    elif match.end() < reading.end and _goes_on_small(reading.text, match.end()):
        yield Hit("abbreviation", match.start(), match.end(), {"full": ""})


def _is_letter_or_roman(reading: Reading, match: re.Match[str]) -> bool:
    """`II.` counts, `the P.` is a sign; `S. 3` is short for a word."""
    word = match.group().rstrip(". ")
    before_number = reading.text[match.end() : match.end() + 2].strip()[:1].isdigit()
    return (len(word) == 1 and word.isupper() and not before_number) or not word.strip("IVX")


def _goes_on_small(text: str, end: int) -> bool:
    """A dot before a small letter or a comma ends no sentence: an abbreviation nobody lists."""
    rest = text[end : end + 2].lstrip()
    return bool(rest) and (rest[0].islower() or rest[0] in ",;)")


def _acronym(reading: Reading, match: re.Match[str]) -> Iterator[Hit]:
    word = match.group()
    is_roman = not word.strip("IVX")
    if is_roman or word.lower() in _known_acronyms() or _is_explained(reading, match.end()):
        return
    if word.isupper() and len(word) >= 4 and word_zipf(word.lower()) >= 3.5 and _is_word(word):
        return
    if word not in reading.explained:
        yield Hit("abbreviation", match.start(), match.end(), {"full": ""})


def _is_word(word: str) -> bool:
    return re.search("[AEIOUÄÖÜ].*[AEIOUÄÖÜ]", word) is not None


def _is_explained(reading: Reading, end: int) -> bool:
    return _EXPLAINED.match(reading.text, end) is not None


@lru_cache
def _known_acronyms() -> frozenset[str]:
    return frozenset(word.lower() for word in wordlists.words("de/known_acronyms.txt"))


@lru_cache
def _abbreviations() -> Mapping[str, str]:
    return {row[0]: row[2] for row in wordlists.rows("de/abbreviations.tsv") if len(row) > 2}


def _laws(reading: Reading) -> list[re.Match[str]]:
    if not reading.traits & traits.LAW:
        return []
    return list(_LAW.finditer(reading.text, reading.start, reading.end))


def law_reference(reading: Reading) -> Iterator[Hit]:
    for match in _laws(reading):
        end = match.start() + len(match.group().rstrip(" ,"))
        yield Hit("law_reference", match.start(), end)


def capitals(reading: Reading) -> Iterator[Hit]:
    for match in _CAPITALS.finditer(reading.text, reading.start, reading.end):
        words = re.findall(r"\w{4,}", match.group())
        if any(_is_word(word) and word_zipf(word.lower()) >= 3.0 for word in words) and any(
            word.lower() not in _known_acronyms() for word in words
        ):
            yield Hit("caps", match.start(), match.end())


def gender_form(reading: Reading) -> Iterator[Hit]:
    for match in _GENDER.finditer(reading.text, reading.start, reading.end):
        yield Hit("gender_form", match.start(), match.end())


WORD_CHECKS = (
    (traits.LONG, long_word),
    (traits.RARE, rare_word),
    (traits.DOT_INSIDE, abbreviation),
    (traits.SHORT_FORM, acronym),
    (traits.LAW, law_reference),
    (traits.SHORT_FORM, capitals),
    (traits.SIGN_INSIDE, gender_form),
)
