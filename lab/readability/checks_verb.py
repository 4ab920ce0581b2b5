"""Checks of German verbs: the passive, and commands that address nobody."""

from collections.abc import Iterator

from lab.readability import traits
from lab.readability.findings import Hit
from lab.readability.reading import Reading

_FUTURE_HELPERS = frozenset(("werden", "werde", "würde", "würden"))
_FUTURE_SUBJECTS = frozenset(("wir", "ich", "sie"))
_EITHER = traits.PASSIVE | traits.PASSIVE_OR_INFINITIVE
_INTERRUPTED = 3
"""A clause this short goes on after the insertion: Dem Antrag sind, sofern ..., beizufügen."""
_TO_DO = traits.ZU | traits.ZU_INFINITIVE


def passive(reading: Reading) -> Iterator[Hit]:
    """A form of werden with a participle in the same stretch; not the future, not "wird besser"."""
    for first, last in reading.clauses:
        helpers = reading.places(traits.WERDEN, first, last)
        participles = [
            place
            for place in reading.places(_EITHER, first, last)
            if _is_participle(reading, place, first, last)
        ]
        if helpers and participles:
            yield _passive_hit(reading, helpers[0], participles[-1])


def _passive_hit(reading: Reading, helper: int, participle: int) -> Hit:
    first, second = sorted((helper, participle))
    gap = " … " if second - first > 1 else " "
    word = reading.words[first].text + gap + reading.words[second].text
    return Hit("passive", reading.words[first].start, reading.words[second].end, {"word": word})


def _is_participle(reading: Reading, place: int, first: int, last: int) -> bool:
    found = reading.facts[place].traits
    if found & traits.CAPITALISED:
        return False
    if not found & traits.PASSIVE_OR_INFINITIVE:
        return True
    clause = frozenset(fact.lower for fact in reading.facts[first:last])
    return not (_FUTURE_HELPERS & clause and _FUTURE_SUBJECTS & clause)


def hidden_command(reading: Reading) -> Iterator[Hit]:
    """`ist vorzulegen`, `hat zu erfolgen`: somebody must do something, but who?"""
    for first, end in reading.clauses:
        helpers = reading.places(traits.BE, first, end)
        last = len(reading.words) if end - first <= _INTERRUPTED else end
        clause = [fact.lower for fact in reading.facts[first:last]]
        if helpers and "um" not in clause and "ohne" not in clause:
            yield from _command(reading, helpers[0], first, last)


def _command(reading: Reading, helper: int, first: int, last: int) -> Iterator[Hit]:
    for place in range(first, last):
        found = reading.facts[place].traits
        split = (
            found & traits.INFINITIVE
            and place > first
            and reading.facts[place - 1].traits & traits.ZU
        )
        if split or found & traits.ZU_INFINITIVE:
            begin, end = min(helper, place - bool(split)), max(helper, place)
            yield Hit("hidden_command", reading.words[begin].start, reading.words[end].end)
            return


VERB_CHECKS = ((traits.WERDEN, passive), (_TO_DO, hidden_command))
