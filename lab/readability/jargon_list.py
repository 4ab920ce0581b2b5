"""The list of official jargon, found by the stem of its first word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lab.readability import wordlists
from lab.readability.stems import plain, stem

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
class Entry:
    """What is written, stem by stem; a noun with its verb needs one of the `verb` stems too.

    `plain_first` is the first word as `stems.plain` has it.
    `key` is the place of the first word that is no grammatical word: entries are found by it.
    """

    check: str
    first: str
    plain_first: str
    stems: tuple[str, ...]
    key: int
    verb: frozenset[str]
    plain: str


@lru_cache
def jargon_index(lang: str) -> Mapping[str, tuple[Entry, ...]]:
    index: dict[str, list[Entry]] = {}
    for kind, pattern, said in wordlists.rows(f"{lang}/jargon.tsv"):
        for entry in _entries(kind, pattern, said):
            index.setdefault(entry.stems[entry.key], []).append(entry)
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry.stems)))
        for first, entries in index.items()
    }


def _entries(kind: str, pattern: str, said: str) -> Iterator[Entry]:
    words = re.findall(r"[\w-]+", pattern)
    verb: frozenset[str] = frozenset()
    if kind == "verb_phrase":
        verb = _verb_stems(words.pop())
    check = "jargon" if kind == "word" else "phrase"
    yield Entry(check, words[0], plain(words[0]), tuple(map(stem, words)), _key(words), verb, said)
    separable = _SEPARABLE.match(pattern) if kind == "word" and " " not in pattern else None
    if separable:
        rest = pattern[separable.end() :]
        for infix in ("zu", "ge"):
            form = separable[1] + infix + rest
            yield Entry(check, form, plain(form), (stem(form),), 0, verb, said)


def _verb_stems(verb: str) -> frozenset[str]:
    forms = _STRONG_VERB_FORMS.get(verb, "").split()
    return frozenset(stem(form) for form in (verb, "ge" + verb.removesuffix("en") + "t", *forms))


def _key(words: list[str]) -> int:
    grammatical = wordlists.words("de/function.txt")
    return next((place for place, word in enumerate(words) if word not in grammatical), 0)
