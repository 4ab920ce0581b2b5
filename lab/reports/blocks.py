"""What a report's document is made of: chapters of paragraphs, lists, tables and pictures."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Paragraph:
    """tone: plain, lead, note or warning."""

    kind: ClassVar[str] = "paragraph"
    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """small: said below in smaller letters. strong: what the row is about."""

    text: str
    small: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of a row is its head. numbers: the columns of numbers. dense: for experts.

    strong: the rows to stand out.
    """

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """alt: what the picture shows, in words; the table has its numbers."""

    kind: ClassVar[str] = "picture"
    svg: str
    alt: str
    caption: str
    table: Table


@dataclass(frozen=True, slots=True)
class Quote:
    """A text of the form, word for word, with where it stands and remarks on it."""

    kind: ClassVar[str] = "quote"
    text: str
    source: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    kind: ClassVar[str] = "definitions"
    items: tuple[tuple[str, str], ...]


Block = Paragraph | Heading | Bullets | Table | Picture | Quote | Definitions


@dataclass(frozen=True, slots=True)
class Chapter:
    """`id` is the place in the document that links lead to."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """stamp: what is printed on every page of a rehearsal's report, else "". day: as of when."""

    language: str
    title: str
    subtitle: str
    day: str
    stamp: str
    stamp_note: str
    first_page: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    words: "PageWords"


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands around the content."""

    skip: str
    contents: str
    numbers: str
    page: str
    footer: str
