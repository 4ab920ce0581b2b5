"""The comparison of an office's own table for machines."""

from collections.abc import Mapping

from lab.reports.office_blocks import limits
from lab.reports.office_comparison import TableComparison
from lab.reports.office_sentences import office_sentences
from lab.reports.office_words import refusal, remark_text
from lab.sessions.spreadsheet.model import OfficeTable
from lab.statistics.plan import Measure
from lab.texts.translator import Translator

FORMAT = 1


def office_json(found: TableComparison, say: Translator) -> Mapping[str, object]:
    """Of values that `plain` turns into JSON."""
    comparison, plan = found.comparison, found.plan
    times = Measure.TIME in found.table.measured and found.completion_known
    return {
        "format": FORMAT,
        "language": say.language,
        "simulated": found.table.simulated,
        "understood": _understood(found.table, say),
        "left_out": _left_out(found.table, say),
        "design": plan.design,
        "design_seen": found.design_seen,
        "primary": plan.primary,
        "margins": plan.margins,
        "time_limit_seconds": plan.time_limit_seconds,
        "people": comparison.people,
        "attempts": comparison.attempts,
        "sentences": office_sentences(found, say),
        "limitations": limits(found, say),
        "outcomes": comparison.outcomes,
        "time_beside": comparison.time_beside if times else None,
        "preference": comparison.preference,
        "series": found.series,
        "groups": comparison.subgroups,
        "checks": {
            "technical": comparison.technical,
            "order_balance": comparison.order_balance,
            "sample_ratio": comparison.sample_ratio,
            "attrition": comparison.attrition,
            "limitations": comparison.limitations,
        },
    }


def _understood(table: OfficeTable, say: Translator) -> Mapping[str, object]:
    return {
        "spelling": table.spelling,
        "columns": {one.title: one.meaning for one in table.columns},
        "not_used": table.unused,
        "remarks": [remark_text(one, say) for one in table.noted],
    }


def _left_out(table: OfficeTable, say: Translator) -> list[Mapping[str, object]]:
    return [
        {
            "line": one.line,
            "last_line": one.last_line,
            "trouble": one.trouble,
            "column": one.column,
            "value": one.value,
            "text": refusal(one, say),
        }
        for one in table.refused
    ]
