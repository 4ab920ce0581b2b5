"""Scores one text of a form: counts, formulas, difficulty with its reasons, findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import attrgetter, or_

from lab.errors import LabError, NotEstimable
from lab.readability import traits
from lab.readability.checks_element import ambiguous_label, error_message, in_legal_notice
from lab.readability.checks_english import ENGLISH_CHECKS
from lab.readability.checks_jargon import jargon
from lab.readability.checks_sentence import SENTENCE_CHECKS
from lab.readability.checks_verb import VERB_CHECKS
from lab.readability.checks_word import WORD_CHECKS
from lab.readability.counts import Counts, tally
from lab.readability.difficulty import Contribution, Evidence, difficulty, evidence
from lab.readability.findings import Finding, Hit, finding
from lab.readability.formulas import FORMULAS, formulas
from lab.readability.normalise import normalise
from lab.readability.reading import Reading, read

Check = Callable[[Reading], Iterator[Hit]]
_ELEMENT_CHECKS = {"label": ambiguous_label, "message": error_message}
_LONG = ("word_long", "word_long_whole", "compound")
_BY_PLACE = attrgetter("start", "end", "check")
_ODD = traits.RARE | traits.LONG
KINDS = ("text", "label", "hint", "help", "option", "message", "legal", "heading", "button")
_CHECKS: Mapping[str, tuple[tuple[int, Check], ...]] = {
    "de": (*SENTENCE_CHECKS, *VERB_CHECKS, (traits.JARGON, jargon), *WORD_CHECKS),
    "en": ENGLISH_CHECKS,
}
_NEEDED = reduce(or_, (need for checks in _CHECKS.values() for need, _ in checks))


@dataclass(frozen=True, slots=True)
class Score:
    """The readability of one text unit; `difficulty` runs from 0 (easy) to 100 (hard)."""

    lang: str
    counts: Counts
    formulas: Mapping[str, float | NotEstimable]
    difficulty: float | NotEstimable
    contributions: tuple[Contribution, ...]
    findings: tuple[Finding, ...]


def score(text: str, lang: str, *, kind: str = "text") -> Score:
    """`lang` is de or en; `kind` says what the text is in the form, which some findings need."""
    _check_request(lang, kind)
    normalised = normalise(text)
    sizes: list[tuple[int, int]] = []
    sentences: list[Evidence] = []
    hits: list[Hit] = []
    for reading in read(normalised.text, lang):
        found = _sentence_hits(reading, kind, is_first=not sentences)
        hits += found
        sizes += reading.sizes
        sentences.append(_evidence(reading, found))
    hits += _element_hits(normalised.text, lang, kind)
    counts = tally(len(sentences), sizes)
    index, contributions = _difficulty(sentences, lang)
    return Score(
        lang=lang,
        counts=counts,
        formulas=formulas(counts, lang),
        difficulty=index,
        contributions=contributions,
        findings=tuple([finding(hit, text, normalised) for hit in sorted(hits, key=_BY_PLACE)]),
    )


def mean_difficulty(scores: Iterable[Score]) -> float | NotEstimable:
    """Of several texts: each word counts as much as any other."""
    known = [
        (one.difficulty, one.counts.words) for one in scores if isinstance(one.difficulty, float)
    ]
    words = sum(weight for _, weight in known)
    if not words:
        return NotEstimable("there are no words")
    return sum(difficulty * weight for difficulty, weight in known) / words


def _check_request(lang: str, kind: str) -> None:
    if lang not in FORMULAS:
        raise LabError(
            f"The lab cannot score texts in the language {lang!r}.",
            cure=f"Use one of: {', '.join(FORMULAS)}.",
        )
    if kind not in KINDS:
        cure = f"Use one of: {', '.join(KINDS)}."
        raise LabError(f"There is no kind of text {kind!r}.", cure=cure)


def _sentence_hits(reading: Reading, kind: str, is_first: bool) -> tuple[Hit, ...]:
    found = reading.traits
    checks = _checks_of(reading.lang, found & _NEEDED)
    every = [hit for check in checks for hit in check(reading)]
    hits = _without_repetition(every) if found & _ODD else every
    if kind != "legal":
        return tuple(hits)
    kept = (in_legal_notice(hit, is_first) for hit in hits)
    return tuple(hit for hit in kept if hit is not None)


@lru_cache(maxsize=1 << 12)
def _checks_of(lang: str, found: int) -> tuple[Check, ...]:
    return tuple(check for need, check in _CHECKS[lang] if need & found)


def _without_repetition(hits: Sequence[Hit]) -> list[Hit]:
    """A word that has a plainer one need not be called long or rare as well."""
    plainer = {(hit.start, hit.end) for hit in hits if hit.check == "jargon"}
    long = {(hit.start, hit.end) for hit in hits if hit.check in _LONG} | plainer
    covered = {"word_rare": long} | dict.fromkeys(_LONG, plainer)
    return [hit for hit in hits if (hit.start, hit.end) not in covered.get(hit.check, ())]


def _element_hits(text: str, lang: str, kind: str) -> Iterator[Hit]:
    if lang == "de" and kind in _ELEMENT_CHECKS:
        yield from _ELEMENT_CHECKS[kind](tuple(read(text, lang)))


def _evidence(reading: Reading, hits: Sequence[Hit]) -> Evidence:
    return evidence(reading, hits) if reading.facts else Evidence(len(reading.words), (), hits)


def _difficulty(
    sentences: Sequence[Evidence], lang: str
) -> tuple[float | NotEstimable, tuple[Contribution, ...]]:
    if not sentences:
        return NotEstimable("the text holds no words", (0,)), ()
    if lang != "de":
        return NotEstimable("the difficulty index is fitted to ratings of German texts"), ()
    return difficulty(sentences)
