"""Finds official jargon, roundabout phrases and nouns that stand for a verb, however inflected."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lab.readability import wordlists
from lab.readability.findings import Hit
from lab.readability.reading import Reading
from lab.readability.stems import stem

_SEPARABLE = re.compile(
    r"(ab|an|auf|aus|bei|ein|fest|mit|nach|vor|weg|zu|zurück|zusammen|dar|statt)(?=[a-zäöü]{4,}n$)"
)
_STRONG_VERB_FORMS = {
    "bringen": "brachte brachten gebracht bringt bringe",
    "nehmen": "nimmt nahm nahmen genommen",
    "ziehen": "zog zogen gezogen",
    "treten": "tritt trat traten getreten",
    "kommen": "kam kamen gekommen",
    "finden": "fand fanden gefunden",
    "heben": "hob hoben gehoben",
    "erheben": "erhob erhoben",
    "treffen": "trifft traf trafen getroffen",
    "ergreifen": "ergriff ergriffen",
    "erbringen": "erbracht erbrachte",
    "unterziehen": "unterzog unterzogen",
    "stellen": "gestellt",
    "geben": "gibt gab gaben gegeben",
    "halten": "hält hielt gehalten",
    "tragen": "trägt trug getragen",
    "einlegen": "eingelegt einzulegen",
    "abgeben": "abgegeben abzugeben",
}


@dataclass(frozen=True, slots=True)
class _Entry:
    check: str
    first: str
    stems: tuple[str, ...]
    verb: frozenset[str]
    plain: str


def jargon(reading: Reading) -> Iterator[Hit]:
    stems = _stems(reading)
    index = _index(reading.lang)
    taken = 0
    for place, word_stem in enumerate(stems):
        if word_stem not in index or place < taken:
            continue
        for entry in index[word_stem]:
            last = place + len(entry.stems)
            if stems[place:last] == entry.stems and _fits(entry, reading, place, stems):
                yield _hit(entry, reading, place, last)
                taken = last
                break


def _stems(reading: Reading) -> tuple[str, ...]:
    if reading.facts:
        return tuple([fact.stem for fact in reading.facts])
    return tuple(stem(word) for word in reading.lower)


def _hit(entry: _Entry, reading: Reading, place: int, last: int) -> Hit:
    start, end = reading.words[place].start, reading.words[last - 1].end
    return Hit(entry.check, start, end, {"plain": entry.plain})


def _fits(entry: _Entry, reading: Reading, place: int, stems: tuple[str, ...]) -> bool:
    """A noun is written large and not shortened; a verb phrase needs its verb in the sentence."""
    word = reading.words[place].text
    if place and not reading.is_capitals and word[0].isupper() != entry.first[0].isupper():
        return False
    if entry.first[0].isupper() and len(word) < len(entry.first) - 1:
        return False
    return not entry.verb or not entry.verb.isdisjoint(stems)


@lru_cache
def _index(lang: str) -> Mapping[str, tuple[_Entry, ...]]:
    index: dict[str, list[_Entry]] = {}
    for kind, pattern, plain in wordlists.rows(f"{lang}/jargon.tsv"):
        for entry in _entries(kind, pattern, plain):
            index.setdefault(entry.stems[0], []).append(entry)
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry.stems)))
        for first, entries in index.items()
    }


def _entries(kind: str, pattern: str, plain: str) -> Iterator[_Entry]:
    words = re.findall(r"[\w-]+", pattern)
    verb: frozenset[str] = frozenset()
    if kind == "verb_phrase":
        verb = _verb_stems(words.pop())
    check = "jargon" if kind == "word" else "phrase"
    yield _Entry(check, words[0], tuple(map(stem, words)), verb, plain)
    separable = _SEPARABLE.match(pattern) if kind == "word" and " " not in pattern else None
    if separable:
        rest = pattern[separable.end() :]
        for infix in ("zu", "ge"):
            form = separable[1] + infix + rest
            yield _Entry(check, form, (stem(form),), verb, plain)


def _verb_stems(verb: str) -> frozenset[str]:
    forms = _STRONG_VERB_FORMS.get(verb, "").split()
    return frozenset(stem(form) for form in (verb, "ge" + verb.removesuffix("en") + "t", *forms))
