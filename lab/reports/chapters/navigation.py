"""Navigierbarkeit: how people found their way through the pages; described, not judged."""

from collections.abc import Callable

from lab.reports.amounts import NOTHING, clock
from lab.reports.blocks import Block, Cell, Chapter, Paragraph, Table
from lab.reports.findings import Compared, Findings
from lab.reports.tallies import Spread
from lab.reports.ways import VersionWay
from lab.reports.words import page_title, short_version
from lab.texts.formats import format_number
from lab.texts.translator import Translator


def navigation(findings: Findings, compared: Compared, say: Translator) -> Chapter:
    return Chapter(
        "navigation",
        say("Navigability"),
        (
            Paragraph(
                say(
                    "The two forms have different numbers of pages. So ways are described here and "
                    "not compared by a verdict. Half of the people lie between the two numbers in "
                    "small letters."
                )
            ),
            *_ways(compared, say),
            *(block for way in compared.ways for block in _pages(findings, way, say)),
        ),
    )


def _ways(compared: Compared, say: Translator) -> tuple[Block, ...]:
    if not compared.ways:
        return (Paragraph(say("Too few people for figures on their ways.")),)
    columns = (say("quantity"), *(short_version(way.version, say) for way in compared.ways))
    rows = (
        _spread_row(say("pages of the shortest way (median)"), lambda w: w.shortest, 0),
        _spread_row(say("pages visited (median)"), lambda w: w.visits, 0),
        _spread_row(
            say("lostness after Smith (median; 0 is the shortest way)"), lambda w: w.lostness, 2
        ),
        _count_row(say("people who went back at least once"), lambda w: w.with_backtracks),
        _count_row(say("people who opened help"), lambda w: w.with_help),
        _count_row(say("submitted without one error message"), lambda w: w.first_try),
        _spread_row(
            say("seconds until a rejected answer was put right (median)"),
            lambda w: w.repair_seconds,
            0,
        ),
    )
    filled = tuple(row(compared.ways, say) for row in rows)
    numbers = frozenset(range(1, len(columns)))
    return (Table(say("Ways through the forms"), columns, filled, numbers),)


Row = Callable[[tuple[VersionWay, ...], Translator], tuple[Cell, ...]]


def _spread_row(label: str, of: Callable[[VersionWay], Spread | None], digits: int) -> Row:
    def row(ways: tuple[VersionWay, ...], say: Translator) -> tuple[Cell, ...]:
        return (Cell(label), *(spread_cell(of(way), digits, say) for way in ways))

    return row


def _count_row(label: str, of: Callable[[VersionWay], int]) -> Row:
    def row(ways: tuple[VersionWay, ...], say: Translator) -> tuple[Cell, ...]:
        counted = (say("%(x)s of %(n)s", x=of(way), n=way.attempts) for way in ways)
        return (Cell(label), *(Cell(text) for text in counted))

    return row


def spread_cell(spread: Spread | None, digits: int, say: Translator) -> Cell:
    """The median, and below it the quartiles."""
    if spread is None:
        return Cell(NOTHING)
    median, low, high = (
        format_number(value, say.language, digits)
        for value in (spread.median, spread.low, spread.high)
    )
    return Cell(median, say("%(low)s to %(high)s", low=low, high=high))


def _pages(findings: Findings, way: VersionWay, say: Translator) -> tuple[Block, ...]:
    version = findings.versions[way.version]
    rows = []
    for page in way.pages:
        tally = page.tally
        title = Cell(page_title(version, page.page, say))
        if tally is None:
            rows.append((title, Cell(NOTHING, say("too few people")), Cell(NOTHING), Cell(NOTHING)))
            continue
        median = clock(tally.seconds.median, say) if tally.seconds else NOTHING
        rows.append((title, Cell(str(tally.attempts)), Cell(median), Cell(str(tally.left))))
    caption = {
        "original": say("Page by page: the original form"),
        "revised": say("Page by page: the revised form"),
    }[way.version]
    columns = (say("page"), say("people"), say("time there (median)"), say("ended here unfinished"))
    return (Table(caption, columns, tuple(rows), frozenset({1, 2, 3})),)
