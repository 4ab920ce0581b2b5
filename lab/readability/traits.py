"""What a German word does in a sentence, as bits that are set once for every word."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from lab.readability import wordlists
from lab.readability.rarity import word_zipf

FUNCTION: Final = 1 << 0
CONNECTIVE: Final = 1 << 1
NOMINAL: Final = 1 << 2
PARTICIPLE: Final = 1 << 3
DERIVED: Final = 1 << 4
ATTRIBUTE: Final = 1 << 5
NEGATION: Final = 1 << 6
CAPITALISED: Final = 1 << 7
WERDEN: Final = 1 << 8
BE: Final = 1 << 9
PASSIVE: Final = 1 << 10
PASSIVE_OR_INFINITIVE: Final = 1 << 11
INFINITIVE: Final = 1 << 12
ZU_INFINITIVE: Final = 1 << 13
ZU: Final = 1 << 14
NOT: Final = 1 << 15
UN: Final = 1 << 16
GENITIVE: Final = 1 << 17
OPENER: Final = 1 << 18
EMPTY_VERB: Final = 1 << 19
SHORT_FORM: Final = 1 << 20
SIGN_INSIDE: Final = 1 << 21
KNOWN_NAME: Final = 1 << 22
POSSIBLE_NAME: Final = 1 << 23
LONG: Final = 1 << 24
RARE: Final = 1 << 25
JARGON: Final = 1 << 26
COMPOUND: Final = 1 << 30
# Of a sentence rather than a word:
ALWAYS: Final = 1 << 27
DOT_INSIDE: Final = 1 << 28
LAW: Final = 1 << 29

_PREFIX = (
    r"(?:ab|an|auf|aus|bei|bereit|dar|durch|ein|entgegen|fest|her|hin|mit|nach|nieder|statt|teil"
    r"|über|um|unter|voraus|vor|weg|wieder|zurück|zusammen|zu)"
)
_WERDEN = frozenset(("wird", "werden", "wurde", "wurden", "worden", "werde", "würde", "würden"))
_BE = frozenset(("ist", "sind", "sei", "seien", "war", "waren", "hat", "haben"))
_GENITIVES = r"(?:des|der|eine[sr]|ihre[sr]|seine[sr]|diese[sr])$"
_UN_WORD = re.compile(r"un([a-zäöü]{4,})$")
_NO_UN_WORD = re.compile(r"un(?:ter|s|d|verzüglich|bedingt|gefähr|mittelbar|längst|zählig)")
_KNOWN_ZIPF = 3.0

_PATTERNS: Mapping[int, re.Pattern[str]] = {
    NOMINAL: re.compile(
        r"[A-ZÄÖÜ]\w{2,}(?:ung|heit|keit|[ts]ion|ismus|ität|schaft|nis|tum|[ea]nz)(?:en|s|ses|se)?$"
    ),
    PARTICIPLE: re.compile(
        rf"{_PREFIX}?ge[a-zäöüß]+(?:t|en)$"
        r"|(?:be|emp|ent|er|ver|zer|miss)[a-zäöüß]+(?:t|en)$|[a-zäöüß]+iert$"
    ),
    DERIVED: re.compile(
        r"(?:auf|aus|ein|ab|an|vor|zu|zurück|nach|bei|her|hin|dar|durch)(?:ge|zu)?[a-zäöü]{3}"
    ),
    ATTRIBUTE: re.compile(r"[a-zäöüß]{4,}e[nrsm]?$"),
    NEGATION: re.compile(r"(?i:nicht|kein|nie|weder|noch|ohne)"),
    CAPITALISED: re.compile(r"[A-ZÄÖÜ]"),
    PASSIVE_OR_INFINITIVE: re.compile(
        r"(?:be|ent|er|ver|zer|über)\w*(?:geben|lassen|halten|tragen|treten|rufen|fahren|laden)$"
    ),
    INFINITIVE: re.compile(r"[a-zäöüß]{2,}(?:en|ern|eln)$"),
    ZU_INFINITIVE: re.compile(rf"{_PREFIX}zu[a-zäöüß]{{2,}}(?:en|ern|eln)$"),
    ZU: re.compile(r"zu$"),
    LAW: re.compile(r"Art(?:ikeln?)?$"),
    NOT: re.compile(r"(?i:nicht|kein(?:e[rnms]?)?|nie|niemals|niemand|ohne|weder)$"),
    GENITIVE: re.compile(_GENITIVES),
    SHORT_FORM: re.compile(r"\w*[A-ZÄÖÜ]\w*[A-ZÄÖÜ]"),
    SIGN_INSIDE: re.compile(r"\w+[:*_·/(]"),
}
_LISTS: Mapping[int, str] = {
    FUNCTION: "de/function.txt",
    CONNECTIVE: "de/connectives.txt",
    OPENER: "de/clause_openers.txt",
    EMPTY_VERB: "de/empty_verbs.txt",
}
_PASSIVE_PARTICIPLE = re.compile(
    rf"{_PREFIX}?ge[a-zäöüß]{{2,}}(?:t|en)$"
    r"|\w*(?:be|emp|ent|er|ver|zer|miss)[a-zäöüß]{2,}t$|[a-zäöüß]{2,}iert$"
    r"|(?:unter|über|hinter|wider|wieder)[a-zäöüß]{3,}t$"
    r"|(?:be|emp|ent|er|ver|zer|unter|über)\w*(?:nommen|hoben|boten|schieden|schrieben|sprochen"
    r"|zogen|schlossen|wiesen|brochen|griffen|bunden|funden|worben|loren|wogen)$"
)
_NO_PASSIVE_PARTICIPLE = re.compile(
    r"\w*(?<!ge)(?:geben|gehen|gelten|gehören|genießen|geraten|gelangen|gestalten|gewinnen)$"
    r"|ge(?:währen|nehmigen|statten|fallen|lingen|nügen|brauchen|wöhnen|bühren|denken)$"
    r"|(?:geboren|genannt|geeignet|bekannt|erst|selbst|bereit|beliebt|verheiratet|bestimmt|verwandt"
    r"|gesamten?|getrennt|gegen)$"
)


def traits_of(word: str) -> int:
    lower = word.lower()
    found = sum(trait for trait, pattern in _PATTERNS.items() if pattern.match(word))
    found |= sum(trait for trait, name in _LISTS.items() if lower in wordlists.words(name))
    return found | sum(trait for trait, holds in _TESTS.items() if holds(lower))


def _is_passive_participle(lower: str) -> bool:
    fits = _PASSIVE_PARTICIPLE.match(lower) is not None
    return fits and not _NO_PASSIVE_PARTICIPLE.match(lower)


def _is_un_word(lower: str) -> bool:
    """`unrichtig` negates, `unter` and `unverzüglich` do not."""
    match = _UN_WORD.match(lower)
    if match is None or _NO_UN_WORD.match(lower):
        return False
    return word_zipf(match[1]) > _KNOWN_ZIPF


_TESTS: Mapping[int, Callable[[str], bool]] = {
    WERDEN: _WERDEN.__contains__,
    BE: _BE.__contains__,
    PASSIVE: _is_passive_participle,
    UN: _is_un_word,
}
