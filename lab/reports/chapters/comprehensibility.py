"""Verständlichkeit: how hard the texts are, side by side, and what happened at the hardest."""

from lab.errors import NotEstimable
from lab.readability.findings import Finding
from lab.readability.formulas import MINIMUM_WORDS
from lab.reports.amounts import NOTHING, between
from lab.reports.blocks import Block, Cell, Chapter, Heading, Paragraph, Quote, Table
from lab.reports.field_findings import FieldSide
from lab.reports.findings import Findings
from lab.reports.reading import Reading, ScoredUnit, VersionReading
from lab.reports.words import field_label, page_title, short_version
from lab.studies.protocol import VersionId
from lab.texts.formats import format_list, format_number
from lab.texts.translator import Translator

VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")
SHOWN_FORMULAS = ("amstad", "wstf4", "lix")
MOST_REASONS = 3
LONGEST_QUOTE = 320
SHORTEST_WAIT = 1.0
"""Seconds before the first input that are worth a word."""


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
            Paragraph(_change(reading, say)),
            Paragraph(_formula_note(say), "note"),
            *_hardest(findings, say),
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


def _hardest(findings: Findings, say: Translator) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for version in VERSIONS:
        heading = {
            "original": say("The hardest texts of the original form, and what became of them"),
            "revised": say("The hardest texts of the revised form"),
        }[version]
        quotes = [
            _quote(findings, version, group, one, say)
            for group, one in findings.reading.hardest[version]
        ]
        blocks += [Heading(heading), *quotes] if quotes else []
    return tuple(blocks)


def _quote(
    findings: Findings, version: VersionId, group: int | None, one: ScoredUnit, say: Translator
) -> Quote:
    source = say(
        "%(place)s, difficulty %(difficulty)s",
        place=_place(findings, version, one, say),
        difficulty=_number(one.score.difficulty, say),
    )
    reasons = dict.fromkeys(_reason(finding, say) for finding in one.score.findings)
    notes = (
        " ".join(list(reasons)[:MOST_REASONS]),
        _happened(findings, version, group, say),
        _revised(findings, group, say) if version == "original" else "",
    )
    return Quote(_shortened(one.unit.text), source, tuple(note for note in notes if note))


def _number(difficulty: float | NotEstimable | None, say: Translator) -> str:
    if difficulty is None or isinstance(difficulty, NotEstimable):
        return NOTHING
    return format_number(difficulty, say.language)


def _revised(findings: Findings, group: int | None, say: Translator) -> str:
    """What the revised form asks in place of it, and how that came out."""
    if group is None:
        return ""
    pair, related = findings.reading.pairs[group], findings.reading.related[group]
    if not related.revised:
        return say("In the revised form: dropped.")
    labels = [field_label(findings.versions["revised"], one, say) for one in related.revised]
    asked = format_list([say("“%(label)s”", label=label) for label in labels], say.language)
    became = say(
        "In the revised form: %(asked)s (difficulty %(difficulty)s).",
        asked=asked,
        difficulty=_number(pair.revised, say),
    )
    return f"{became} {_happened(findings, 'revised', group, say)}".strip()


def _reason(finding: Finding, say: Translator) -> str:
    return finding.reason.en if say.language == "en" else finding.reason.de


def _place(findings: Findings, version: VersionId, one: ScoredUnit, say: Translator) -> str:
    of_version = findings.versions[version]
    if one.unit.field and any(f.id == one.unit.field for f in of_version.answer_fields):
        return say("field “%(field)s”", field=field_label(of_version, one.unit.field, say))
    if one.unit.page:
        return say("page “%(page)s”", page=page_title(of_version, one.unit.page, say))
    return say("for the whole form")


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    if len(one_line) <= LONGEST_QUOTE:
        return one_line
    return one_line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _happened(findings: Findings, version: VersionId, group: int | None, say: Translator) -> str:
    """What people did at the field that the text belongs to; "" where nothing may be said."""
    if findings.compared is None or group is None:
        return ""
    return happened_at(findings.compared.fields[group].side(version), say)


def happened_at(side: FieldSide, say: Translator) -> str:
    tally = side.tally
    if tally is None:
        return ""
    parts = []
    if tally.judged:
        parts.append(
            say("wrong or missing for %(x)s of %(n)s people", x=tally.with_wrong, n=tally.judged)
        )
    if tally.attempts:
        parts.append(say("rejected for %(x)s of %(n)s", x=tally.with_errors, n=tally.attempts))
    if tally.hesitation is not None and tally.hesitation.median >= SHORTEST_WAIT:
        waited = format_number(tally.hesitation.median, say.language, 1)
        parts.append(say("half waited %(seconds)s seconds or longer before typing", seconds=waited))
    return say("What happened there: %(parts)s.", parts="; ".join(parts)) if parts else ""
