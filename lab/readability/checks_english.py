"""Checks of English sentences: too long, passive."""

import re
from collections.abc import Iterator

from lab.readability import traits
from lab.readability.checks_jargon import jargon
from lab.readability.findings import Hit
from lab.readability.reading import Reading

LONG_SENTENCE = 20
TOO_LONG_SENTENCE = 25
"""GOV.UK: break up sentences of more than 25 words."""
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_PARTICIPLE = re.compile(
    r"[a-z]{2,}ed$|(?:given|taken|made|sent|paid|held|kept|found|shown|known|written|told|brought"
    r"|built|done|seen|met|left|lost|chosen|drawn|withdrawn)$"
)
_STATES = frozenset(
    ("married", "allowed", "needed", "required", "involved", "interested", "based", "supposed")
) | {"located", "situated"}


def length(reading: Reading) -> Iterator[Hit]:
    words = len(reading.words)
    check = "sentence_too_long" if words > TOO_LONG_SENTENCE else "sentence_long"
    if words > LONG_SENTENCE:
        values = {"words": str(words), "limit": str(LONG_SENTENCE + 1)}
        yield Hit(check, reading.start, reading.end, values)


def passive(reading: Reading) -> Iterator[Hit]:
    words = reading.lower
    for place, word in enumerate(words[:-1]):
        following = [w for w in words[place + 1 : place + 3] if not w.endswith("ly")]
        if word in _BE and following and _is_participle(following[0]):
            last = words.index(following[0], place)
            yield Hit("passive", reading.words[place].start, reading.words[last].end)


def _is_participle(word: str) -> bool:
    return word not in _STATES and _PARTICIPLE.match(word) is not None


ENGLISH_CHECKS = ((traits.ALWAYS, length), (traits.ALWAYS, passive), (traits.ALWAYS, jargon))
