"""Feld für Feld: what became of each field of the original, and what happened there."""

from collections.abc import Callable, Sequence

from lab.errors import NotEstimable
from lab.reports.amounts import NOTHING, level_range
from lab.reports.blocks import Block, Bullets, Cell, Chapter, Heading, Paragraph, Table
from lab.reports.field_findings import FieldFinding, FieldSide, hardest
from lab.reports.findings import Compared, Findings
from lab.reports.reading import PairedTexts
from lab.reports.tallies import FieldTally
from lab.reports.words import capital, field_label, relation_name, short_version
from lab.statistics.discovery import discovery
from lab.statistics.proportions import adjusted_wald
from lab.statistics.verdicts import FEWEST_FOR_A_VERDICT
from lab.studies.protocol import VersionId
from lab.texts.formats import format_list, format_number, format_percent
from lab.texts.translator import Translator

ARROW = "\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}"
MOST_HARDEST = 5
VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")


def fields(findings: Findings, compared: Compared, say: Translator) -> Chapter:
    return Chapter(
        "fields",
        say("Field by field"),
        (
            Paragraph(
                say(
                    "Which fields of the two forms ask for the same, and what happened there. "
                    "Before the arrow stands the original, after it the revised form. 4/12 means: "
                    "4 of 12 people. These figures show where to look; they are not tested."
                )
            ),
            *_hardest(findings, compared, say),
            *_found(compared, say),
            Heading(say("All fields")),
            _table(findings, compared, say),
        ),
    )


def _hardest(findings: Findings, compared: Compared, say: Translator) -> tuple[Block, ...]:
    worst = hardest(compared.fields, MOST_HARDEST)
    if not worst:
        return ()
    items = tuple(
        say(
            "%(field)s: wrong or missing for %(before)s with the original and %(after)s with the "
            "revised form.",
            field=_name(findings, one, say),
            before=_wrong_of(one.original, say),
            after=_wrong_of(one.revised, say),
        )
        for one in worst
    )
    return (Heading(say("Where most went wrong")), Bullets(items))


def _found(compared: Compared, say: Translator) -> tuple[Block, ...]:
    """How many of the places where people go wrong these people have probably shown."""
    told = tuple(
        text
        for version in VERSIONS
        if (text := _found_in(compared.fields, version, say)) is not None
    )
    if not told:
        return ()
    note = say(
        "An estimate (Turner, Lewis and Nielsen 2006): places that nobody met are counted in. Few "
        "people show the frequent faults, not the rare ones."
    )
    return (Heading(say("How much of it was found")), Bullets(told), Paragraph(note, "note"))


def _found_in(found: Sequence[FieldFinding], version: VersionId, say: Translator) -> str | None:
    tallies = [one.side(version).tally for one in found]
    judged = [tally for tally in tallies if tally is not None and tally.judged]
    people = max((tally.judged for tally in judged), default=0)
    places = discovery([tally.with_wrong for tally in judged], people)
    if isinstance(places, NotEstimable) or people < FEWEST_FOR_A_VERDICT:
        return None
    return say(
        "%(version)s: wrong or missing answers in %(n)s fields. These %(people)s people have "
        "probably shown %(share)s of the fields where people go wrong.",
        version=capital(short_version(version, say)),
        n=places.discovered,
        people=people,
        share=format_percent(places.share_found, say.language),
    )


def _table(findings: Findings, compared: Compared, say: Translator) -> Table:
    columns = (
        say("field"),
        say("wrong or missing"),
        say("rejected"),
        say("help opened"),
        say("seconds before typing"),
        say("difficulty of the texts"),
    )
    rows = tuple(
        _row(findings, one, findings.reading.pairs[number], say)
        for number, one in enumerate(compared.fields)
    )
    caption = say("Every field of both forms, original → revised")
    return Table(caption, columns, rows, frozenset({1, 2, 3, 4, 5}))


def _row(
    findings: Findings, one: FieldFinding, texts: PairedTexts, say: Translator
) -> tuple[Cell, ...]:
    return (
        Cell(_name(findings, one, say), relation_name(one.related.relation, say)),
        _both(one, lambda t: (t.with_wrong, t.judged)),
        _both(one, lambda t: (t.with_errors, t.attempts)),
        _both(one, lambda t: (t.with_help, t.attempts)),
        Cell(_waits(one, say)),
        Cell(ARROW.join(_difficulty(v, say) for v in (texts.original, texts.revised))),
    )


def _name(findings: Findings, one: FieldFinding, say: Translator) -> str:
    """The labels of the original, and those of the revised version where they differ."""
    before = _labels(findings, "original", one.original, say)
    after = _labels(findings, "revised", one.revised, say)
    if not before or before == after:
        return after
    return f"{before} → {after}" if after else before


def _labels(findings: Findings, version: VersionId, side: FieldSide, say: Translator) -> str:
    labels = [field_label(findings.versions[version], field, say) for field in side.fields]
    return format_list([say("“%(label)s”", label=label) for label in labels], say.language)


Counts = Callable[[FieldTally], tuple[int, int]]


def _both(one: FieldFinding, counts: Counts) -> Cell:
    return Cell(ARROW.join(_of(side, counts) for side in (one.original, one.revised)))


def _wrong_of(side: FieldSide, say: Translator) -> str:
    if side.tally is None:
        return NOTHING
    x, n = side.tally.with_wrong, side.tally.judged
    range_ = level_range(adjusted_wald(x, n), say)
    counted = say("%(x)s of %(n)s people", x=x, n=n)
    return f"{counted} ({range_})" if range_ else counted


def _of(side: FieldSide, counts: Counts) -> str:
    if side.tally is None:
        return NOTHING
    x, n = counts(side.tally)
    return f"{x}/{n}" if n else NOTHING


def _waits(one: FieldFinding, say: Translator) -> str:
    return ARROW.join(_wait(side, say) for side in (one.original, one.revised))


def _wait(side: FieldSide, say: Translator) -> str:
    if side.tally is None or side.tally.hesitation is None:
        return NOTHING
    return format_number(side.tally.hesitation.median, say.language, 1)


def _difficulty(value: float | None, say: Translator) -> str:
    return NOTHING if value is None else format_number(value, say.language)
