"""How common a word is: Zipf values from wordfreq's lists (data CC BY-SA 4.0), read when needed."""

import gzip
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

from lab.errors import LabError

UNKNOWN = 1.5
"""The value of a word rarer than one in a hundred million words, or unknown."""
_LISTS = {"de": "large_de", "en": "small_en"}
_LOWEST_ZIPF = 2


def zipf(word: str, lang: str) -> float:
    """Zipf value: 7 is "die", 4 everyday, 3 seldom, UNKNOWN what hardly anybody reads."""
    return frequencies(lang).get(word.casefold(), UNKNOWN)


@lru_cache
def frequencies(lang: str) -> Mapping[str, float]:
    """Zipf value of every word above one in ten million; keys are case-folded (ß is ss).

    wordfreq's file is a list whose n-th entry holds the words of frequency 10 ** (-n / 100);
    it is read directly because wordfreq's own door takes a quarter of a second to import.
    """
    packed: list[list[str]] = msgpack.unpackb(gzip.decompress(_file(lang).read_bytes()))[1:]
    common = packed[: 100 * (9 - _LOWEST_ZIPF)]
    return {word: 9 - centibel / 100 for centibel, words in enumerate(common) for word in words}


def _file(lang: str) -> Path:
    package = find_spec("wordfreq")
    if package is None or package.origin is None:
        raise LabError("The package wordfreq is missing.", cure="Install the lab's requirements.")
    return Path(package.origin).parent / "data" / f"{_LISTS[lang]}.msgpack.gz"
