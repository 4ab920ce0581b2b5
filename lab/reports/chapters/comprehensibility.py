"""Verständlichkeit: how hard the texts of the two forms are, side by side."""

from lab.errors import NotEstimable
from lab.readability.formulas import MINIMUM_WORDS
from lab.reports.amounts import NOTHING, between
from lab.reports.blocks import Cell, Chapter, Paragraph, Table
from lab.reports.chapters.hard_texts import hardest_blocks, worst_texts
from lab.reports.chapters.texts_compared import fields_picture, pages_table
from lab.reports.findings import Findings
from lab.reports.reading import Reading, VersionReading
from lab.reports.words import short_version
from lab.studies.protocol import VersionId
from lab.texts.formats import format_number
from lab.texts.translator import Translator

VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")
SHOWN_FORMULAS = ("amstad", "wstf4", "lix")


def readability(findings: Findings, say: Translator) -> Chapter:
    reading = findings.reading
    return Chapter(
        "readability",
        say("Comprehensibility of the texts"),
        (
            Paragraph(
                say(
                    "Computed from the German texts of both forms alone, without people. Every "
                    "label, hint and message is looked at by itself. Difficulty runs from 0 (easy) "
                    "to 100 (hard)."
                )
            ),
            _versions_table(reading, say),
            Paragraph(_formula_note(say), "note"),
            Paragraph(_change(reading, say)),
            *fields_picture(findings, say),
            worst_texts(findings, say),
            pages_table(findings, say),
            *hardest_blocks(findings, say),
        ),
    )


def _versions_table(reading: Reading, say: Translator) -> Table:
    rows = [
        _row(say("texts"), [one.texts for one in reading.versions], say),
        _row(say("words"), [one.words for one in reading.versions], say),
        _row(say("words a sentence in running text"), _sentence_lengths(reading), say, 1),
        _row(say("difficulty, 0 to 100"), [one.difficulty for one in reading.versions], say, 1),
        *(_formula_row(name, reading.versions, say) for name in SHOWN_FORMULAS),
    ]
    columns = (say("quantity"), *(short_version(version, say) for version in VERSIONS))
    return Table(say("The texts of the two forms"), columns, tuple(rows), frozenset({1, 2}))


def _sentence_lengths(reading: Reading) -> list[float | NotEstimable]:
    return [
        one.running_words / one.running_sentences
        if one.running_sentences
        else NotEstimable("no running text")
        for one in reading.versions
    ]


def _formula_row(
    name: str, versions: tuple[VersionReading, VersionReading], say: Translator
) -> tuple[Cell, ...]:
    label = {
        "amstad": say("Flesch index after Amstad (higher is easier)"),
        "wstf4": say("Vienna formula 4 (school grade)"),
        "lix": say("LIX (lower is easier)"),
    }[name]
    missing = NotEstimable("no such formula in this language")
    return _row(label, [one.formulas.get(name, missing) for one in versions], say, 1)


def _row(
    label: str,
    values: list[int] | list[float | NotEstimable],
    say: Translator,
    digits: int = 0,
) -> tuple[Cell, ...]:
    return (
        Cell(label),
        *(
            Cell(NOTHING, say("text too short"))
            if isinstance(value, NotEstimable)
            else Cell(format_number(value, say.language, digits))
            for value in values
        ),
    )


def _change(reading: Reading, say: Translator) -> str:
    change = reading.change
    if isinstance(change, NotEstimable):
        return say("There are too few texts that both forms share to compare their difficulty.")
    fields = change.n[0]
    range_ = between(change, say)
    if change.low <= 0 <= change.high:
        return say(
            "Comparing the texts of the %(n)s groups of fields that both forms have, no clear "
            "change of difficulty is seen (mean difference in points: %(range)s).",
            n=fields,
            range=range_,
        )
    if change.high < 0:
        return say(
            "Comparing the texts of the %(n)s groups of fields that both forms have, the revised "
            "texts are easier (mean difference in points: %(range)s).",
            n=fields,
            range=range_,
        )
    return say(
        "Comparing the texts of the %(n)s groups of fields that both forms have, the revised texts "
        "are harder (mean difference in points: %(range)s).",
        n=fields,
        range=range_,
    )


def _formula_note(say: Translator) -> str:
    return say(
        "The classical formulas are computed over running text only and from %(n)s words on: on "
        "single labels they say nothing. No formula replaces asking people.",
        n=MINIMUM_WORDS,
    )
