"""The texts of the two versions field by field, as a figure, and page by page, as a table."""

import math

from lab.errors import NotEstimable
from lab.reports import drawing
from lab.reports.amounts import NOTHING
from lab.reports.blocks import Block, Cell, Picture, Table
from lab.reports.chapters.hard_texts import shortened
from lab.reports.drawing import Axis, Column
from lab.reports.findings import Findings
from lab.reports.reading import PageReading, PairedTexts
from lab.reports.words import capital, field_label, page_title, short_version
from lab.studies.protocol import VersionId
from lab.texts.formats import MINUS, format_list, format_number
from lab.texts.translator import Translator

VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")
LONGEST_TEXT = 60


def fields_picture(findings: Findings, say: Translator) -> tuple[Block, ...]:
    """A line for each group of fields that both versions have."""
    both = [one for one in findings.reading.pairs if None not in (one.original, one.revised)]
    if not both:
        return ()
    columns = (
        Column(short_version("original", say), [one.original or 0.0 for one in both]),
        Column(short_version("revised", say), [one.revised or 0.0 for one in both]),
    )
    axis = Axis(say("difficulty, 0 to 100"), say.language)
    return (
        Picture(
            svg=drawing.pairs(columns, axis, ""),
            alt=_in_words(both, say),
            caption=say(
                "The texts at each group of fields that both forms have, joined by a line. Ring: "
                "original, square: revised. A falling line: the texts became easier."
            ),
            table=_fields_table(findings, both, say),
        ),
    )


def _in_words(both: list[PairedTexts], say: Translator) -> str:
    changes = [(one.revised or 0.0) - (one.original or 0.0) for one in both]
    return say(
        "Of %(n)s groups of fields the texts became easier at %(easier)s and harder at %(harder)s.",
        n=len(both),
        easier=sum(change < 0 for change in changes),
        harder=sum(change > 0 for change in changes),
    )


def _fields_table(findings: Findings, both: list[PairedTexts], say: Translator) -> Table:
    ordered = sorted(both, key=lambda one: -(one.original or 0.0))
    rows = tuple(
        (
            Cell(_group_name(findings, one.group, say)),
            Cell(_number(one.original, say)),
            Cell(_number(one.revised, say)),
            Cell(signed((one.revised or 0.0) - (one.original or 0.0), say)),
        )
        for one in ordered
    )
    columns = (say("field"), *(short_version(v, say) for v in VERSIONS), say("difference"))
    caption = say("Difficulty of the texts at each field, the hardest of the original form first")
    return Table(caption, columns, rows, frozenset({1, 2, 3}))


def _group_name(findings: Findings, group: int, say: Translator) -> str:
    related = findings.reading.related[group]
    fields = related.original or related.revised
    version = findings.versions["original" if related.original else "revised"]
    labels = [say("“%(label)s”", label=field_label(version, field, say)) for field in fields]
    return format_list(labels, say.language)


def pages_table(findings: Findings, say: Translator) -> Table:
    rows = tuple(_page_row(findings, one, say) for one in findings.reading.pages)
    columns = (
        say("page"),
        say("words"),
        *(short_version(version, say) for version in VERSIONS),
        say("its hardest text"),
    )
    caption = say(
        "Difficulty page by page: of the page all texts, of the other form the texts of the "
        "fields that ask for the same"
    )
    return Table(caption, columns, (*rows, _form_row(findings, say)), frozenset({1, 2, 3}))


def _page_row(findings: Findings, one: PageReading, say: Translator) -> tuple[Cell, ...]:
    own, other = _number(one.difficulty, say), _number(one.other, say)
    sides = (own, other) if one.version == "original" else (other, own)
    worst = one.worst
    return (
        Cell(
            page_title(findings.versions[one.version], one.page, say),
            short_version(one.version, say),
        ),
        Cell(format_number(one.words, say.language)),
        *(Cell(side, strong=side is own) for side in sides),
        Cell(
            say("“%(label)s”", label=shortened(worst.unit.text, LONGEST_TEXT)) if worst else NOTHING
        ),
    )


def _form_row(findings: Findings, say: Translator) -> tuple[Cell, ...]:
    versions = findings.reading.versions
    sides = [None if isinstance(v.difficulty, NotEstimable) else v.difficulty for v in versions]
    words = " / ".join(format_number(one.words, say.language) for one in versions)
    numbers = [Cell(_number(side, say), strong=True) for side in sides]
    return (Cell(capital(say("for the whole form")), strong=True), Cell(words), *numbers, Cell(""))


def signed(change: float, say: Translator) -> str:
    whole = math.copysign(round(abs(change)), change)
    if not whole:
        return "0"
    return f"{'+' if whole > 0 else MINUS}{format_number(abs(whole), say.language)}"


def _number(value: float | None, say: Translator) -> str:
    return NOTHING if value is None else format_number(value, say.language)
