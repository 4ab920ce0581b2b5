"""The hardest sentences of a version, each with what became of it in the other one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.forms.wording import TextUnit
from lab.readability.difficulty import SHORT_BELOW
from lab.readability.normalise import normalise
from lab.readability.scoring import Score, mean_difficulty, score
from lab.readability.segmentation import sentences_in
from lab.reports.counterparts import Counterpart, OtherVersion, counterpart

MOST_SENTENCES = 10


@dataclass(frozen=True, slots=True)
class HardSentence:
    """group: the group of fields it belongs to, None: to none.

    became: what stands for it in the other version, and how hard that is.
    """

    group: int | None
    unit: TextUnit
    text: str
    score: Score
    became: Counterpart
    became_difficulty: float | None


def hardest_sentences(
    texts: Sequence[TextUnit], language: str, groups: Mapping[str, int], other: OtherVersion
) -> tuple[HardSentence, ...]:
    """Each once; from six words on, because shorter texts are labels rather than sentences."""
    found = {text: (unit, scored) for unit, text, scored in _sentences(texts, language)}
    worst = sorted(found, key=lambda text: (-_index(found[text][1]), found[text][0].place, text))
    return tuple(
        _with_fate(text, *found[text], language, groups, other) for text in worst[:MOST_SENTENCES]
    )


def _sentences(texts: Sequence[TextUnit], language: str) -> Iterator[tuple[TextUnit, str, Score]]:
    for unit in texts:
        plain = normalise(unit.text).text
        for sentence in sentences_in(plain, language):
            if len(sentence.words) >= SHORT_BELOW:
                text = " ".join(plain[sentence.start : sentence.end].split())
                scored = score(text, language, kind=str(unit.kind))
                if isinstance(scored.difficulty, float):
                    yield unit, text, scored


def _index(scored: Score) -> float:
    return scored.difficulty if isinstance(scored.difficulty, float) else 0.0


def _with_fate(
    text: str,
    unit: TextUnit,
    scored: Score,
    language: str,
    groups: Mapping[str, int],
    other: OtherVersion,
) -> HardSentence:
    became = counterpart(text, unit, other)
    found = mean_difficulty(score(one, language) for one in became.texts)
    return HardSentence(
        group=groups.get(unit.field or ""),
        unit=unit,
        text=text,
        score=scored,
        became=became,
        became_difficulty=None if isinstance(found, NotEstimable) else found,
    )
