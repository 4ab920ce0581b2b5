"""Reads the word lists that ship with this package (our own work, CC0)."""

from functools import lru_cache
from importlib.resources import files

_FOLDER = files("lab.readability") / "words"


@lru_cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of a list such as "de/starters.txt", without comments and blank lines."""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@lru_cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table such as "de/abbreviations.tsv": columns are separated by one tab."""
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines(name))


@lru_cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of a list in which several, parted by blanks, may stand on one line."""
    return tuple(entry for line in lines(name) for entry in line.split())


@lru_cache
def words(name: str) -> frozenset[str]:
    return frozenset(entries(name))
