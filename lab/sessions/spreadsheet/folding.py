"""Makes words comparable: case, umlauts, accents, blanks and punctuation do not count."""

import re
import unicodedata
from functools import lru_cache

DIGRAPHS = {"ae": "a", "oe": "o", "ue": "u"}
"""Präferenz, Praeferenz and Praferenz are one word; so for the words they are compared with."""


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Letters and digits only."""
    return "".join(tokens(text))


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, each folded."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    for digraph, letter in DIGRAPHS.items():
        plain = plain.replace(digraph, letter)
    return tuple(re.findall(r"[^\W_]+", plain))


def all_folded(words: str) -> frozenset[str]:
    """Words that are separated by blanks, folded."""
    return frozenset(folded(word) for word in words.split())
