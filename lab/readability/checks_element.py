"""Checks that depend on what the text is in a form: a label, a message, a legal notice."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from lab.readability import wordlists
from lab.readability.findings import Hit
from lab.readability.reading import Reading

_TELLS_WHAT_TO_DO = re.compile(
    r"\bbitte\b|\b\w{2,}e?n Sie\b|\bSie (?:können|müssen|brauchen|dürfen)\b|zum Beispiel|z\. ?B\."
    r"|\bmuss\b|\bmüssen\b|\bdarf\b|mindestens|höchstens|zwischen|TT\.MM|\d{2}\.\d{2}\.|\bfehlt\b",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:ungültige?[rsnm]?|fehlerhafte?[rsnm]?|falsche?[rsnm]?|unzulässige?[rsnm]?|inkorrekt"
    r"|Validierung(?:sfehler)?|fehlgeschlagen|Formatfehler|Eingabefehler|unbekannter Fehler)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\b(?:dieses|das|ein|alle) (?:Pflicht)?feld(?:er)?\b|\b(?:Die|Ihre) Eingabe\b|\b[Dd]er Wert\b"
    r"|\bPflichtfeld\b",
    re.IGNORECASE,
)


def ambiguous_label(readings: Sequence[Reading]) -> Iterator[Hit]:
    words = [word for reading in readings for word in reading.words]
    if len(words) != 1:
        return
    clearer = _ambiguous().get(words[0].text.lower())
    if clearer is not None:
        yield Hit("label_ambiguous", words[0].start, words[0].end, {"plain": clearer})


@lru_cache
def _ambiguous() -> Mapping[str, str]:
    return {word.lower(): clearer for word, clearer in wordlists.rows("de/ambiguous_labels.tsv")}


def error_message(readings: Sequence[Reading]) -> Iterator[Hit]:
    if not readings:
        return
    start, end = readings[0].start, readings[-1].end
    text = readings[0].text
    blame = _BLAME.search(text, start, end)
    if not _TELLS_WHAT_TO_DO.search(text, start, end):
        yield Hit("error_without_cure", start, end)
    if blame:
        yield Hit("error_blames", *blame.span())
    generic = _GENERIC.search(text, start, end)
    if generic:
        yield Hit("error_names_no_field", *generic.span())


def in_legal_notice(hit: Hit, is_first_sentence: bool) -> Hit | None:
    """A legal notice may name the law, but not before a plain sentence."""
    if hit.check != "law_reference":
        return hit
    return Hit("law_reference_first", hit.start, hit.end) if is_first_sentence else None
