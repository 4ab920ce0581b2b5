"""The published readability formulas as arithmetic on counts, for texts long enough."""

import math
from collections.abc import Callable, Mapping
from functools import lru_cache

from lab.errors import NotEstimable
from lab.readability.counts import Counts

MINIMUM_WORDS = 50
"""Below this a formula says little: one syllable more moves a one-word label by 58.5 points."""


def amstad(c: Counts) -> float:
    """Flesch reading ease for German, Amstad 1978."""
    return 180 - c.sentence_length - 58.5 * c.syllables / c.words


def wstf1(c: Counts) -> float:
    """First Wiener Sachtextformel, Bamberger and Vanecek 1984: a school grade, 4 to 15."""
    return (
        0.1935 * c.percent(c.polysyllables)
        + 0.1672 * c.sentence_length
        + 0.1297 * c.percent(c.long_words)
        - 0.0327 * c.percent(c.monosyllables)
        - 0.875
    )


def wstf2(c: Counts) -> float:
    return (
        0.2007 * c.percent(c.polysyllables)
        + 0.1682 * c.sentence_length
        + 0.1373 * c.percent(c.long_words)
        - 2.779
    )


def wstf3(c: Counts) -> float:
    return 0.2963 * c.percent(c.polysyllables) + 0.1905 * c.sentence_length - 1.1144


def wstf4(c: Counts) -> float:
    return 0.2744 * c.percent(c.polysyllables) + 0.2656 * c.sentence_length - 1.693


def lix(c: Counts) -> float:
    """Läsbarhetsindex, Björnsson 1968."""
    return c.sentence_length + c.percent(c.long_words)


def rix(c: Counts) -> float:
    """Long words a sentence, Anderson 1983."""
    return c.long_words / c.sentences


def gsmog(c: Counts) -> float:
    """SMOG for German, Bamberger and Vanecek 1984."""
    return math.sqrt(30 * c.polysyllables / c.sentences) - 2


def flesch(c: Counts) -> float:
    """Flesch reading ease for English, 1948."""
    return 206.835 - 1.015 * c.sentence_length - 84.6 * c.syllables / c.words


def flesch_kincaid(c: Counts) -> float:
    """United States school grade, Kincaid 1975."""
    return 0.39 * c.sentence_length + 11.8 * c.syllables / c.words - 15.59


def ari(c: Counts) -> float:
    """Automated Readability Index, Smith and Senter 1967."""
    return 4.71 * c.letters / c.words + 0.5 * c.sentence_length - 21.43


FORMULAS: Mapping[str, Mapping[str, Callable[[Counts], float]]] = {
    "de": {f.__name__: f for f in (amstad, wstf1, wstf2, wstf3, wstf4, lix, rix, gsmog)},
    "en": {f.__name__: f for f in (flesch, flesch_kincaid, ari, lix)},
}


def arithmetic(counts: Counts, lang: str) -> dict[str, float]:
    """The bare formulas, for comparison with other tools; `counts` must have a word."""
    return {name: formula(counts) for name, formula in FORMULAS[lang].items()}


def formulas(counts: Counts, lang: str) -> dict[str, float | NotEstimable]:
    """The formulas where the text is long enough, else the reason why there is no number."""
    if counts.words >= MINIMUM_WORDS:
        return dict(arithmetic(counts, lang))
    return dict.fromkeys(FORMULAS[lang], _too_short(counts.words))


@lru_cache
def _too_short(words: int) -> NotEstimable:
    reason = f"a formula needs {MINIMUM_WORDS} words, the text has {words}"
    return NotEstimable(reason, (words,))
