"""Finds official jargon, roundabout phrases and nouns that stand for a verb, however inflected."""

from collections.abc import Iterator

from lab.readability import traits
from lab.readability.findings import Hit
from lab.readability.jargon_list import Entry, jargon_index
from lab.readability.reading import Reading
from lab.readability.stems import plain, stem


def jargon(reading: Reading) -> Iterator[Hit]:
    index = jargon_index(reading.lang)
    stems = _stems(reading)
    taken = 0
    known = bool(reading.facts)
    places = reading.places(traits.JARGON, 0, len(stems)) if known else range(len(stems))
    for place in places:
        for entry in index.get(stems[place], ()):
            first = place - entry.key
            last = first + len(entry.stems)
            if first >= taken and stems[first:last] == entry.stems and _fits(entry, reading, first):
                start, end = reading.words[first].start, reading.words[last - 1].end
                yield Hit(entry.check, start, end, {"plain": entry.plain})
                taken = last
                break


def _stems(reading: Reading) -> tuple[str, ...]:
    if reading.facts:
        return tuple([fact.stem for fact in reading.facts])
    return tuple(stem(word) for word in reading.lower)


def _fits(entry: Entry, reading: Reading, first: int) -> bool:
    """Only a verb may be shortened (but `wahr` is no `gewähren`); a noun is written large; a verb
    phrase needs its verb in the same stretch."""
    word = reading.words[first].text
    if first and not reading.is_capitals and word[0].isupper() != entry.first[0].isupper():
        return False
    is_verb = entry.first[0].islower() and entry.first.endswith("n")
    if not is_verb or entry.first.startswith("ge"):
        written = reading.facts[first].plain if reading.facts else plain(word)
        if not written.startswith("ge" if is_verb else entry.plain_first):
            return False
    return not entry.verb or not entry.verb.isdisjoint(_clause_stems(reading, first))


def _clause_stems(reading: Reading, place: int) -> tuple[str, ...]:
    start, end = next(clause for clause in reading.clauses if clause[0] <= place < clause[1])
    return _stems(reading)[start:end]
