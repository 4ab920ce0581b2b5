"""Checks of German verbs: the passive, and commands that address nobody."""

import re
from collections.abc import Iterator

from lab.readability.findings import Hit
from lab.readability.reading import Reading

_WERDEN = frozenset(["wird", "werden", "wurde", "wurden", "worden", "werde", "würde", "würden"])
_WEAK_WERDEN = frozenset(["werden", "werde", "würde", "würden"])
_BE = frozenset(["ist", "sind", "sei", "seien", "war", "waren", "hat", "haben"])
_PARTICIPLE = re.compile(
    r"(?:ab|an|auf|aus|bei|dar|durch|ein|fest|her|hin|mit|nach|über|um|unter|vor|weg|zu|zurück"
    r"|zusammen|statt|teil|bereit|wieder|voraus)?ge[a-zäöüß]{2,}(?:t|en)$"
    r"|(?:\w+)?(?:be|emp|ent|er|ver|zer|miss)[a-zäöüß]{2,}t$|[a-zäöüß]{2,}iert$"
    r"|(?:unter|über|hinter|wider|wieder)[a-zäöüß]{3,}t$"
)
_STRONG_PARTICIPLE = re.compile(
    r"(?:be|emp|ent|er|ver|zer|unter|über)\w*(?:nommen|hoben|boten|schieden|schrieben|sprochen"
    r"|zogen|schlossen|wiesen|brochen|griffen|bunden|funden|worben|loren|griffen|wogen)$"
)
_AMBIGUOUS_PARTICIPLE = re.compile(
    r"(?:be|ent|er|ver|zer|über)\w*(?:geben|lassen|halten|tragen|treten|rufen|fahren|laden|raten)$"
)
_NO_PARTICIPLE = re.compile(
    r"(?<!ge)(?:geben|gehen|gelten|gehören|genießen|geraten|gelangen|gestalten|gewinnen)$"
    r"|^(?:ge(?:währen|nehmigen|statten|fallen|lingen|nügen|brauchen|wöhnen|bühren|denken))$"
    r"|^(?:genannt|geeignet|bekannt|erst|selbst|bereit|beliebt|verheiratet|bestimmt|verwandt)$"
)
_INFINITIVE = re.compile(r"[a-zäöüß]{2,}(?:en|ern|eln)$")
_ZU_INFINITIVE = re.compile(
    r"(?:ab|an|auf|aus|bei|dar|durch|ein|fest|her|hin|mit|nach|um|vor|weg|zurück|zusammen|zu"
    r"|nieder|bereit|entgegen)zu[a-zäöüß]{2,}(?:en|ern|eln)$"
)


def passive(reading: Reading) -> Iterator[Hit]:
    """A form of werden with a participle in the same stretch; not the future, not "wird besser"."""
    for first, last in reading.clauses:
        helpers = [i for i in range(first, last) if reading.lower[i] in _WERDEN]
        participles = [i for i in range(first, last) if _is_participle(reading, i, first, last)]
        if helpers and participles:
            places = (helpers[0], participles[-1])
            start, end = reading.words[min(places)].start, reading.words[max(places)].end
            word = f"{reading.words[places[0]].text} … {reading.words[places[1]].text}"
            if places[0] > places[1]:
                word = f"{reading.words[places[1]].text} {reading.words[places[0]].text}"
            yield Hit("passive", start, end, {"word": word})


def _is_participle(reading: Reading, place: int, first: int, last: int) -> bool:
    word = reading.words[place].text
    if not word[0].islower() or _NO_PARTICIPLE.search(word):
        return False
    if _AMBIGUOUS_PARTICIPLE.match(word):
        clause = reading.lower[first:last]
        return not (_WEAK_WERDEN & set(clause) and {"wir", "ich", "sie"} & set(clause))
    strong = _STRONG_PARTICIPLE.match(word) is not None
    return strong or (_PARTICIPLE.match(word) is not None and not _is_other_verb_form(word))


def _is_other_verb_form(word: str) -> bool:
    return word in ("gern", "geben", "gehen", "gegen", "genau", "gesamt", "gesamten", "getrennt")


def hidden_command(reading: Reading) -> Iterator[Hit]:
    """`ist vorzulegen`, `hat zu erfolgen`: somebody must do something, but who?"""
    for first, last in reading.clauses:
        clause = reading.lower[first:last]
        helpers = [first + i for i, word in enumerate(clause) if word in _BE]
        if not helpers or "um" in clause or "ohne" in clause:
            continue
        for place in range(first, last):
            split_form = (
                place > first
                and reading.lower[place - 1] == "zu"
                and _INFINITIVE.match(reading.words[place].text) is not None
            )
            if split_form or _ZU_INFINITIVE.match(reading.words[place].text):
                begin = min(helpers[0], place - split_form)
                end = max(helpers[0], place)
                yield Hit("hidden_command", reading.words[begin].start, reading.words[end].end)
                break


VERB_CHECKS = (passive, hidden_command)
