"""Checks of German sentences: too long, built of nouns, negated twice, nested."""

import re
from collections.abc import Iterator

from lab.readability import wordlists
from lab.readability.findings import Hit
from lab.readability.frequency import UNKNOWN, zipf
from lab.readability.lexicon import is_basic
from lab.readability.reading import Reading

LONG_SENTENCE = 15
TOO_LONG_SENTENCE = 20
LONG_CLAUSE = 12
_EVERYDAY_NOUN = 4.5
_KNOWN = 3.0

_GENITIVE = (
    "des",
    "der",
    "eines",
    "einer",
    "ihrer",
    "ihres",
    "seiner",
    "seines",
    "dieser",
    "dieses",
)
_NOT = re.compile(r"(?:nicht|kein(?:e[rnms]?)?|nie|niemals|niemand|ohne|weder)$")
_UN = re.compile(r"un([a-zäöü]{4,})$")
_UN_IS_NO_NEGATION = re.compile(r"un(?:ter|s|d|verzüglich|bedingt|gefähr|mittelbar|längst|zählig)")
_SHORT_INSERTION = 2
_MANY_COMMAS = 4


def length(reading: Reading) -> Iterator[Hit]:
    words = len(reading.words)
    check = "sentence_too_long" if words > TOO_LONG_SENTENCE else "sentence_long"
    if words > LONG_SENTENCE:
        values = {"words": str(words), "limit": str(LONG_SENTENCE + 1)}
        yield Hit(check, reading.start, reading.end, values)
    for first, last in reading.clauses:
        if last - first > LONG_CLAUSE and len(reading.clauses) > 1 and words > LONG_SENTENCE:
            start, end = reading.words[first].start, reading.words[last - 1].end
            yield Hit("clause_long", start, end, {"words": str(last - first)})


def nominal_style(reading: Reading) -> Iterator[Hit]:
    """Abstract nouns that carry the action, with a genitive or an empty verb to lean on."""
    abstract = [
        place
        for place, fact in enumerate(reading.facts)
        if fact.is_nominal and not reading.is_name[place] and not _is_thing(fact.parts, fact.zipf)
    ]
    leaning = [place for place in abstract if _leans(reading, place)]
    empty_verb = not wordlists.words("de/empty_verbs.txt").isdisjoint(reading.lower)
    if (len(abstract) >= 2 and leaning) or (abstract and empty_verb):
        words = ", ".join(reading.words[place].text for place in abstract)
        start, end = reading.words[abstract[0]].start, reading.words[abstract[-1]].end
        yield Hit("nominal_style", start, end, {"word": words})


def _is_thing(parts: tuple[str, ...], word_zipf: float) -> bool:
    """Wohnung, Versicherung, Bescheinigung name a thing rather than an action."""
    return (
        is_basic(parts[-1])
        or word_zipf >= _EVERYDAY_NOUN
        or parts[-1].lower() in wordlists.words("de/things.txt")
    )


def _leans(reading: Reading, place: int) -> bool:
    following = reading.lower[place + 1 : place + 2]
    return bool(following) and following[0] in (*_GENITIVE, "von")


def genitive_chain(reading: Reading) -> Iterator[Hit]:
    """Two or more genitives in a row: der Prüfung der Angaben des Antragstellers."""
    links: list[tuple[int, int]] = []
    for first, last in reading.clauses:
        place = first
        while place < last - 1:
            end = _genitive_end(reading, place, last)
            if end is None:
                yield from _chain(reading, links)
                links = []
                place += 1
            else:
                links.append((place, end))
                place = end
        yield from _chain(reading, links)
        links = []


def _genitive_end(reading: Reading, noun: int, last: int) -> int | None:
    """The noun that ends "noun + genitive article + adjectives + noun", if it stands here."""
    article = noun + 1
    if not reading.words[noun].text[0].isupper() or (noun == 0 and reading.facts[0].is_function):
        return None
    if article >= last or reading.lower[article] not in _GENITIVE:
        return None
    for place in range(article + 1, min(last, article + 4)):
        if reading.words[place].text[0].isupper():
            return place
        if reading.facts[place].is_function:
            return None
    return None


def _chain(reading: Reading, links: list[tuple[int, int]]) -> Iterator[Hit]:
    if len(links) >= 2:
        start, end = reading.words[links[0][0]].start, reading.words[links[-1][1]].end
        yield Hit("genitive_chain", start, end)


def double_negation(reading: Reading) -> Iterator[Hit]:
    for first, last in reading.clauses:
        plain = [i for i in range(first, last) if _NOT.match(reading.lower[i])]
        hidden = [i for i in range(first, last) if _is_un_word(reading.lower[i])]
        if plain and len(plain) + len(hidden) >= 2 and "sondern" not in reading.lower:
            places = sorted(plain + hidden)
            words = ", ".join(reading.words[place].text for place in places)
            start, end = reading.words[places[0]].start, reading.words[places[-1]].end
            yield Hit("double_negation", start, end, {"word": words})


def _is_un_word(word: str) -> bool:
    match = _UN.match(word)
    if match is None or _UN_IS_NO_NEGATION.match(word):
        return False
    return max(zipf(match[1], "de"), zipf(match[1].rstrip("enrms"), "de")) > max(_KNOWN, UNKNOWN)


def nesting(reading: Reading) -> Iterator[Hit]:
    """A bracket in a bracket, or an insertion inside an insertion."""
    text = reading.own_text
    opening = wordlists.words("de/clause_openers.txt")
    short = any(
        0 < last - first <= _SHORT_INSERTION
        and reading.lower[first] in opening
        and last < len(reading.words)
        and reading.lower[last] in opening
        for first, last in reading.clauses
    )
    openers = sum(reading.lower[first] in opening for first, _ in reading.clauses[1:])
    if short or _depth(text) > 1 or (text.count(",") >= _MANY_COMMAS and openers >= 2):
        yield Hit("nesting", reading.start, reading.end)


def _depth(text: str) -> int:
    depth = deepest = 0
    for bracket in re.findall("[()]", text):
        depth = max(0, depth + (1 if bracket == "(" else -1))
        deepest = max(deepest, depth)
    return deepest


SENTENCE_CHECKS = (length, nominal_style, genitive_chain, double_negation, nesting)
