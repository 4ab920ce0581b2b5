"""Which fields of two versions belong together? Derived from the facts both ask for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lab.forms.model import Version


class Relation(StrEnum):
    KEPT = "kept"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    REGROUPED = "regrouped"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Asked:
    """One fact with the field of each version that asks for it."""

    fact: str
    original: str | None
    revised: str | None


@dataclass(frozen=True, slots=True)
class Related:
    """Fields that together ask for the same facts."""

    relation: Relation
    original: tuple[str, ...]
    revised: tuple[str, ...]
    facts: tuple[str, ...]


def field_map(original: Version, revised: Version, asked: Iterable[Asked]) -> tuple[Related, ...]:
    """Every answer field of both versions once: in the original's order, then those added."""
    before = [field.id for field in original.answer_fields]
    after = [field.id for field in revised.answer_fields]
    asked = tuple(each for each in asked if each.original or each.revised)
    related = (_related(group, before, after) for group in _groups(_links(asked, before, after)))
    return tuple(sorted(related, key=lambda each: _order(each, before, after)))


def _links(asked: Sequence[Asked], before: Sequence[str], after: Sequence[str]) -> list[Asked]:
    """The facts, and a link for each field without facts: to its namesake if it has one."""
    in_original = {each.original for each in asked}
    in_revised = {each.revised for each in asked}
    plain = [field for field in before if field not in in_original]
    new = [field for field in after if field not in in_revised]
    links = [Asked("", field, field if field in new else None) for field in plain]
    return [*asked, *links, *(Asked("", None, field) for field in new if field not in plain)]


def _groups(links: Iterable[Asked]) -> list[list[Asked]]:
    """Links that share a field, directly or through others."""
    groups: list[list[Asked]] = []
    for link in links:
        touching = [group for group in groups if any(_share(link, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([other for group in touching for other in group] + [link])
    return groups


def _share(link: Asked, other: Asked) -> bool:
    same_before = link.original is not None and link.original == other.original
    return same_before or (link.revised is not None and link.revised == other.revised)


def _related(group: Sequence[Asked], before: Sequence[str], after: Sequence[str]) -> Related:
    olds, news = {link.original for link in group}, {link.revised for link in group}
    originals = tuple(field for field in before if field in olds)
    reviseds = tuple(field for field in after if field in news)
    facts = tuple(link.fact for link in group if link.fact)
    return Related(_relation(originals, reviseds), originals, reviseds, facts)


def _relation(originals: tuple[str, ...], reviseds: tuple[str, ...]) -> Relation:
    if not originals or not reviseds:
        return Relation.DROPPED if originals else Relation.ADDED
    if len(originals) == len(reviseds) == 1:
        return Relation.KEPT if originals == reviseds else Relation.RENAMED
    if len(originals) == 1:
        return Relation.SPLIT
    return Relation.MERGED if len(reviseds) == 1 else Relation.REGROUPED


def _order(related: Related, before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    if related.original:
        return before.index(related.original[0]), 0
    return len(before), after.index(related.revised[0])
