"""The report on an office's own table: the same pages and words as a study's report."""

from dataclasses import replace
from datetime import date

from lab.reports.blocks import Block, Bullets, Chapter, Document, Heading, Paragraph
from lab.reports.chapters.appendix import appendix
from lab.reports.chapters.computed import computed
from lab.reports.chapters.pictures import (
    Drawn,
    completion_picture,
    stamp,
    time_picture,
    wrong_facts_picture,
)
from lab.reports.chapters.progress import progress_picture
from lab.reports.chapters.ratings import ratings
from lab.reports.document import page_words
from lab.reports.dots import dots_of
from lab.reports.findings import unsettled
from lab.reports.office_blocks import (
    method_blocks,
    other_time_blocks,
    outcome_table,
    refused_blocks,
    understood_blocks,
)
from lab.reports.office_comparison import TableComparison
from lab.reports.office_groups import group_blocks
from lab.reports.office_sentences import office_sentences
from lab.reports.office_series import series_blocks, series_sentences
from lab.reports.progress import TwoCurves, progress_of
from lab.reports.sentences import unsettled_sentences
from lab.reports.stages import guarded
from lab.statistics.attempts import table_from_rows
from lab.statistics.plan import Measure
from lab.texts.formats import format_date
from lab.texts.translator import Translator

SMALL_GROUP = 5
"""Officials see no figures that fewer people stand behind."""


def office_document(found: TableComparison, name: str, today: date, say: Translator) -> Document:
    """name: of the table, as a reader knows it."""
    guarded_figures = guarded(found.comparison, SMALL_GROUP)
    comparison = replace(guarded_figures, subgroups=found.comparison.subgroups)
    shown = replace(found, comparison=comparison)
    drawn = Drawn(comparison, dots_of(found.table.rows, comparison), found.table.simulated)
    return Document(
        language=say.language,
        title=name,
        subtitle=say("Comparison of the original and the revised form from an own table"),
        day=say("Computed on %(day)s", day=format_date(today, say.language)),
        stamp=stamp(drawn.simulated, say),
        stamp_note=say("played by the machine, not by people"),
        first_page=_first_page(shown, say),
        chapters=_chapters(shown, drawn, say),
        words=page_words(say),
    )


def _progress(found: TableComparison) -> TwoCurves | None:
    """Only where the table says who got done, and when."""
    if Measure.TIME not in found.table.measured or not found.completion_known:
        return None
    return progress_of(table_from_rows(found.table.rows), found.comparison)


def _first_page(found: TableComparison, say: Translator) -> tuple[Block, ...]:
    open_ = (*unsettled_sentences(unsettled(found.comparison), say), *_kept_out(found, say))
    return (
        Heading(say("The result in three sentences")),
        *(Paragraph(text, "lead") for text in office_sentences(found, say)),
        *(Paragraph(text, "note") for text in series_sentences(found, say)),
        outcome_table(found, say),
        *((Heading(say("What could not be shown")), Bullets(open_)) if open_ else ()),
    )


def _kept_out(found: TableComparison, say: Translator) -> tuple[str, ...]:
    left_out = len(found.table.refused)
    if not left_out:
        return ()
    return (
        say.ngettext(
            "%(n)s entry of the table was left out; the chapter on the table names it.",
            "%(n)s entries of the table were left out; the chapter on the table names them.",
            left_out,
        ),
    )


def _chapters(found: TableComparison, drawn: Drawn, say: Translator) -> tuple[Chapter, ...]:
    comparison = found.comparison
    pictures = (
        *completion_picture(drawn, say),
        *time_picture(drawn, say),
        *other_time_blocks(found, say),
        *progress_picture(_progress(found), drawn, say),
        *wrong_facts_picture(drawn, say),
    )
    times = (comparison.time_beside,) if other_time_blocks(found, say) else ()
    series, groups = series_blocks(found, say), group_blocks(found, say)
    table = (*understood_blocks(found.table, say), *refused_blocks(found.table, say))
    method = (*method_blocks(found, say), *computed((*comparison.outcomes, *times), say))
    return (
        *((Chapter("usability", say("Usability"), pictures),) if pictures else ()),
        ratings(drawn, say),
        *((Chapter("series", say("From version to version"), series[1:]),) if series else ()),
        *((Chapter("groups", say("Groups of people"), groups[1:]),) if groups else ()),
        Chapter("table", say("The table"), table),
        Chapter("method", say("Method"), method),
        appendix(comparison, say),
    )
