"""Checks of German sentences: too long, built of nouns, negated twice, nested."""

import re
from collections.abc import Iterator
from itertools import pairwise

from lab.readability import traits, wordlists
from lab.readability.findings import Hit
from lab.readability.lexicon import Facts
from lab.readability.rarity import is_basic
from lab.readability.reading import Reading

LONG_SENTENCE = 15
TOO_LONG_SENTENCE = 20
LONG_CLAUSE = 12
_EVERYDAY_NOUN = 4.5
_LONGEST_GENITIVE = 4
_SHORT_INSERTION = 2
_MANY_COMMAS = 4
_JOINS = frozenset(("und", "oder", "sowie", "noch"))


def length(reading: Reading) -> Iterator[Hit]:
    words = len(reading.words)
    if words <= LONG_SENTENCE:
        return
    check = "sentence_too_long" if words > TOO_LONG_SENTENCE else "sentence_long"
    values = {"words": str(words), "limit": str(LONG_SENTENCE + 1)}
    yield Hit(check, reading.start, reading.end, values)
    if len(reading.clauses) > 1:
        for first, last in reading.clauses:
            if last - first > LONG_CLAUSE:
                start, end = reading.words[first].start, reading.words[last - 1].end
                yield Hit("clause_long", start, end, {"words": str(last - first)})


def nominal_style(reading: Reading) -> Iterator[Hit]:
    """Abstract nouns that carry the action, with a genitive or an empty verb to lean on."""
    nouns = [
        place
        for place in reading.places(traits.NOMINAL, 0, len(reading.words))
        if not reading.is_name[place]
    ]
    abstract = [place for place in nouns if not _is_thing(reading.facts[place])]
    if len(abstract) < 2 or not any(_leans(reading, place) for place in abstract):
        abstract = nouns if reading.traits & traits.EMPTY_VERB else []
    if abstract:
        words = ", ".join(reading.words[place].text for place in abstract)
        start, end = reading.words[abstract[0]].start, reading.words[abstract[-1]].end
        yield Hit("nominal_style", start, end, {"word": words})


def _is_thing(fact: Facts) -> bool:
    """Wohnung, Versicherung, Bescheinigung name a thing rather than an action."""
    last = fact.parts[-1]
    named = last.lower() in wordlists.words("de/things.txt")
    return named or is_basic(last) or fact.zipf >= _EVERYDAY_NOUN


def _leans(reading: Reading, place: int) -> bool:
    if place + 1 == len(reading.words):
        return False
    following = reading.facts[place + 1]
    return bool(following.traits & traits.GENITIVE) or following.lower == "von"


def genitive_chain(reading: Reading) -> Iterator[Hit]:
    """Two or more genitives in a row: der Prüfung der Angaben des Antragstellers."""
    if len([fact for fact in reading.facts if fact.traits & traits.GENITIVE]) < 2:
        return
    for first, last in reading.clauses:
        place = first
        while place < last - 1:
            end, links = _follow_genitives(reading, place, last)
            if links >= 2:
                start = reading.words[place].start
                yield Hit("genitive_chain", start, reading.words[end].end)
            place = max(end, place + 1)


def _follow_genitives(reading: Reading, noun: int, last: int) -> tuple[int, int]:
    """The last noun of a chain that begins with `noun`, and its number of links."""
    links = 0
    following = _genitive_end(reading, noun, last)
    while following is not None:
        noun, links = following, links + 1
        following = _genitive_end(reading, noun, last)
    return noun, links


def _genitive_end(reading: Reading, noun: int, last: int) -> int | None:
    """The noun that ends "noun + genitive article + adjectives + noun", if it stands here."""
    head = reading.facts[noun].traits
    article = noun + 1
    if not head & traits.CAPITALISED or head & traits.FUNCTION:
        return None
    if article >= last or not reading.facts[article].traits & traits.GENITIVE:
        return None
    for place in range(article + 1, min(last, article + _LONGEST_GENITIVE)):
        found = reading.facts[place].traits
        if found & traits.CAPITALISED:
            return place
        if found & traits.FUNCTION:
            return None
    return None


def double_negation(reading: Reading) -> Iterator[Hit]:
    if "sondern" in reading.lower:
        return
    for first, last in reading.clauses:
        plain = reading.places(traits.NOT, first, last)
        hidden = reading.places(traits.UN, first, last)
        places = sorted({*plain, *hidden})
        if plain and any(_in_one_thought(reading, *pair) for pair in pairwise(places)):
            words = ", ".join(reading.words[place].text for place in places)
            start, end = reading.words[places[0]].start, reading.words[places[-1]].end
            yield Hit("double_negation", start, end, {"word": words})


def _in_one_thought(reading: Reading, first: int, second: int) -> bool:
    """Not `keine Frist und keine Gebühr`: that denies two things, each once."""
    hidden = (reading.bits[first] | reading.bits[second]) & traits.UN
    joined = any(fact.lower in _JOINS for fact in reading.facts[first + 1 : second])
    return bool(hidden) or not joined


def nesting(reading: Reading) -> Iterator[Hit]:
    """A bracket in a bracket, or an insertion inside an insertion."""
    if len(reading.clauses) < 3:
        return
    opens = [bool(reading.facts[first].traits & traits.OPENER) for first, _ in reading.clauses]
    inserted = any(
        last - first <= _SHORT_INSERTION and opens[number] and opens[number + 1]
        for number, (first, last) in enumerate(reading.clauses[:-1])
    )
    text = reading.own_text
    many = text.count(",") >= _MANY_COMMAS and sum(opens[1:]) >= 2
    if inserted or many or _depth(text) > 1:
        yield Hit("nesting", reading.start, reading.end)


def _depth(text: str) -> int:
    depth = deepest = 0
    for bracket in re.findall("[()]", text):
        depth = max(0, depth + (1 if bracket == "(" else -1))
        deepest = max(deepest, depth)
    return deepest


SENTENCE_CHECKS = (
    (traits.ALWAYS, length),
    (traits.NOMINAL, nominal_style),
    (traits.GENITIVE, genitive_chain),
    (traits.NOT, double_negation),
    (traits.OPENER, nesting),
)
