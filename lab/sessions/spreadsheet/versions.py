"""Which of the two versions a cell means, by the usual words or by the names an office gives."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from lab.sessions.spreadsheet.folding import all_folded, folded
from lab.sessions.spreadsheet.model import Obstacle, Unreadable, VersionNames

ORIGINAL, REVISED, SAME = "original", "revised", "same"
STEMS: Mapping[str, frozenset[str]] = {
    ORIGINAL: all_folded(
        "original originale alt alte altes bisher bisherig bisherige bisheriges vorher before old "
        "ist istzustand ausgang ausgangs bestand bestands bestehende bestehendes ursprünglich "
        "ursprüngliche ursprüngliches current baseline"
    ),
    REVISED: all_folded(
        "revised revision revidiert überarbeitet überarbeitete überarbeitetes überarbeitung neu "
        "neue neues nachher after new verbessert verbesserte verbessertes optimiert optimierte "
        "optimiertes redesign"
    ),
}
LIKELY_PLACE = {ORIGINAL: 0, "": 1, REVISED: 2}
ENDINGS = re.compile(r"(?:formular|fassung|version|form|zustand)$")
NO_DIFFERENCE = all_folded(
    "same gleich gleichgut egal beide both keine keines keins keinunterschied unentschieden "
    "nodifference equal none wedernoch kein"
)


def known_names(said: Iterable[str], names: VersionNames) -> tuple[str, ...] | Unreadable:
    """What a column calls the two versions; the names that mean neither are left out.

    Names an office gives are the only ones for their version.
    """
    distinct = tuple(dict.fromkeys(said))
    found = {name: version for name in distinct if (version := version_of(name, names))}
    present = set(found.values())
    if len(present) == 2:
        return tuple(found)
    if len(found) == len(distinct):
        return Unreadable(Obstacle.ONE_VERSION, distinct)
    likely = sorted(distinct, key=lambda name: (LIKELY_PLACE[found.get(name, "")], name.casefold()))
    return Unreadable(Obstacle.UNKNOWN_VERSIONS, tuple(likely))


@lru_cache(maxsize=4096)
def version_of(name: str, names: VersionNames) -> str | None:
    given = {ORIGINAL: names.original, REVISED: names.revised}
    for version, own in given.items():
        if own and folded(own) == folded(name):
            return version
    for version, own in given.items():
        if not own and _usual(name, version):
            return version
    return None


def _usual(name: str, version: str) -> bool:
    word = folded(name)
    return word in STEMS[version] or ENDINGS.sub("", word) in STEMS[version]


def preference_of(name: str, names: VersionNames) -> str | None:
    return SAME if folded(name) in NO_DIFFERENCE else version_of(name, names)


def closest(name: str, known: Iterable[str]) -> str:
    """What may have been meant; "" if nothing is near."""
    by_fold = {folded(one): one for one in known}
    near = get_close_matches(folded(name), by_fold, n=1)
    return by_fold[near[0]] if near else ""
