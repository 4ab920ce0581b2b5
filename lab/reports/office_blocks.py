"""Everything that is said about an office's own table: what was read, the result, the method."""

from lab.reports.amounts import margin
from lab.reports.blocks import Block, Bullets, Cell, Definitions, Heading, Paragraph, Table
from lab.reports.chapters.cells import comparison_columns, outcome_row
from lab.reports.chapters.ratings import preference
from lab.reports.chapters.usability import other_time
from lab.reports.office_comparison import TableComparison
from lab.reports.office_sentences import office_sentences
from lab.reports.office_words import column_meaning, design_name, refusal, remark_text
from lab.reports.words import limitation_text, measure_name
from lab.sessions.spreadsheet.model import OfficeTable
from lab.statistics.estimates import Unit
from lab.statistics.plan import Design, Margins, Measure, TimeEstimand
from lab.texts.formats import format_duration, format_list
from lab.texts.translator import Translator

MOST_NAMED = 100
SEPARATOR_NAMES = {"\t": "Tab"}
MARGIN_UNITS = {
    Measure.SUBMITTED_CORRECTLY: Unit.POINTS,
    Measure.FINISHED: Unit.POINTS,
    Measure.TIME: Unit.RATIO,
    Measure.WRONG_FACTS: Unit.FACTS,
    Measure.SUS: Unit.SCORE,
    Measure.SEQ: Unit.SCORE,
}


def understood_blocks(table: OfficeTable, say: Translator) -> tuple[Block, ...]:
    """What each column was taken for, and what was taken for granted."""
    columns = Table(
        say("What the columns were taken for"),
        (say("title in the table"), say("read as")),
        tuple((Cell(one.title), Cell(column_meaning(one, say))) for one in table.columns),
    )
    remarks = (*_unused(table, say), *(remark_text(one, say) for one in table.noted))
    return (columns, Paragraph(_spelling(table, say), "note"), *_bullets(remarks))


def _spelling(table: OfficeTable, say: Translator) -> str:
    separator = SEPARATOR_NAMES.get(table.spelling.separator, table.spelling.separator)
    told = say(
        "Encoding %(encoding)s, separator “%(separator)s”.",
        encoding=table.spelling.encoding,
        separator=separator,
    )
    if not table.spelling.decimal:
        return told
    return " ".join((told, say("Decimal mark “%(mark)s”.", mark=table.spelling.decimal)))


def _unused(table: OfficeTable, say: Translator) -> tuple[str, ...]:
    if not table.unused:
        return ()
    listed = format_list([say("“%(name)s”", name=one) for one in table.unused], say.language)
    return (say("Columns that were not used: %(titles)s.", titles=listed),)


def refused_blocks(table: OfficeTable, say: Translator) -> tuple[Block, ...]:
    """The lines that were kept out, and why; of very many the first."""
    if not table.refused:
        return ()
    named = [refusal(one, say) for one in table.refused[:MOST_NAMED]]
    if len(table.refused) > MOST_NAMED:
        named.append(say("And %(n)s more.", n=len(table.refused) - MOST_NAMED))
    return (
        Heading(
            say.ngettext(
                "%(n)s entry was left out", "%(n)s entries were left out", len(table.refused)
            )
        ),
        Bullets(tuple(named)),
    )


def _stamp(found: TableComparison, say: Translator) -> tuple[Block, ...]:
    """What stands first when no people were there."""
    if not found.table.simulated:
        return ()
    told = say("All data are simulated: they say nothing about people.")
    return (Paragraph(told, "warning"),)


def result_blocks(found: TableComparison, say: Translator) -> tuple[Block, ...]:
    return (
        *_stamp(found, say),
        Heading(say("The result in three sentences")),
        *(Paragraph(text, "lead") for text in office_sentences(found, say)),
        outcome_table(found, say),
        *other_time_blocks(found, say),
        *preference(found.comparison.preference, say),
    )


def outcome_table(found: TableComparison, say: Translator) -> Table:
    comparison = found.comparison
    caption = say(
        "%(people)s people, %(attempts)s attempts",
        people=comparison.people,
        attempts=comparison.attempts,
    )
    rows = tuple(outcome_row(one, say) for one in comparison.outcomes)
    return Table(caption, comparison_columns(say("figure"), say), rows, frozenset({1, 2, 3}))


def other_time_blocks(found: TableComparison, say: Translator) -> tuple[Block, ...]:
    if Measure.TIME not in found.table.measured or not found.completion_known:
        return ()
    return (Paragraph(other_time(found.comparison.time_beside, say), "note"),)


def method_blocks(found: TableComparison, say: Translator) -> tuple[Block, ...]:
    return (
        Heading(say("How it was compared")),
        Definitions(_declared(found, say)),
        Heading(say("What limits the results")),
        Bullets(limits(found, say)),
    )


def _declared(found: TableComparison, say: Translator) -> tuple[tuple[str, str], ...]:
    plan = found.plan
    seen = say("%(design)s (seen from the table)", design=design_name(plan.design, say))
    return (
        (say("Design"), seen if found.design_seen else design_name(plan.design, say)),
        (say("Main question"), measure_name(plan.primary, say)),
        (say("Differences that matter"), _margins(found, say)),
        *_time(found, say),
    )


def _margins(found: TableComparison, say: Translator) -> str:
    margins: Margins = found.plan.margins
    told = (
        say(
            "%(name)s %(margin)s",
            name=measure_name(one, say),
            margin=margin(MARGIN_UNITS[one], margins.of(one), say),
        )
        for one in found.table.measured
    )
    return "; ".join(told)


def _time(found: TableComparison, say: Translator) -> tuple[tuple[str, str], ...]:
    if Measure.TIME not in found.table.measured:
        return ()
    if found.plan.time_estimand == TimeEstimand.COMPLETERS:
        return ((say("Whose time is compared"), say("everybody's who has one")),)
    limit = format_duration(found.plan.time_limit_seconds, say.language)
    who = (
        say("everybody's; who did not submit correctly counts the time limit")
        if Measure.SUBMITTED_CORRECTLY in found.table.measured
        else say("everybody's; who did not complete counts the time limit")
    )
    return ((say("Time limit"), limit), (say("Whose time is compared"), who))


def limits(found: TableComparison, say: Translator) -> tuple[str, ...]:
    return (
        say(
            "Nothing of this was fixed before the first person, as far as the table can tell. The "
            "result is a hint for the next test, no proof."
        ),
        *(limitation_text(one, say) for one in found.comparison.limitations),
        *_left_out(found, say),
    )


def _left_out(found: TableComparison, say: Translator) -> tuple[str, ...]:
    told = []
    if found.design_seen and found.plan.design == Design.COHORTS:
        told.append(say("If it was decided by lot, say --design between."))
    if found.one_version:
        told.append(
            say(
                "People with only one version, who cannot be compared with themselves: %(n)s.",
                n=found.one_version,
            )
        )
    if found.over_limit:
        told.append(
            say(
                "Attempts that took longer than the time limit and count as the limit: %(n)s. "
                "Another limit is given with --time-limit.",
                n=found.over_limit,
            )
        )
    return tuple(told)


def _bullets(items: tuple[str, ...]) -> tuple[Block, ...]:
    return (Bullets(items),) if items else ()
