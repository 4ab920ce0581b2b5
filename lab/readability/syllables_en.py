"""Counts the syllables of an English word by rule, with a short list of exceptions."""

import re
from functools import lru_cache

from lab.readability import wordlists

_NUCLEUS = re.compile(r"[aeiouyáéíóúàèâêô]+")
_SILENT_END = re.compile(
    r"(?<=[^aeiouy])e$"
    r"|(?<=[^aeiouytd])ed$"
    r"|(?<=[bdfhjklmnprtvw])es$(?<!ches)(?<!shes)"
    r"|(?<=[aeiouy][bcdfghjkmnpqrstvwxz])e(?=(?:ly|ful|fully|less|ments?|ness)$)"
)
_SPOKEN_END = re.compile(r"[^aeiouyl]l(?:e|es|ed)$")
_APART = re.compile(
    r"(?<=[bdfhjkmprvwz])i(?=[ao](?!u))|i(?=um|us)|(?<=[ln])i(?=a(?:$|[^n])|o(?!n))"
    r"|(?<=[bdlmnrvp])i(?=ous)|(?<=[tcs])i(?=at(?:e|i))|[uoeiy](?=ing)|i(?=e(?:r|st|rs)$)"
    r"|(?<![gq])u(?=a[lrt]|el)|eo(?=[^\Wus n])|(?<=cr)e(?=at)|(?<=r)e(?=a(?:ct|ppl|ss))"
    r"|(?<![tc])i(?=e(?:t[sy]?$|n[ct]))|[aou]y(?=[ao]|e(?![ds]))|(?<=[^q])uo(?=u)|sm(?=s?$)"
)
_SILENT_INSIDE = re.compile(
    r"^(?:every|some|home|life|time)(?=[a-z]{2})|^where(?!as|v)(?=[a-z])|riage"
)


def english_syllables(lower: str) -> int:
    known = _known().get(lower)
    if known is not None:
        return known
    spoken = len(_NUCLEUS.findall(lower)) + len(_APART.findall(lower))
    silent_end = _SILENT_END.search(lower) is not None and not _SPOKEN_END.search(lower)
    return max(1, spoken - silent_end - (_SILENT_INSIDE.search(lower) is not None))


@lru_cache
def _known() -> dict[str, int]:
    return {word: int(number) for word, number in wordlists.rows("en/syllables.tsv")}
