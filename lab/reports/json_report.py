"""The report for machines: every finding with its numbers, always in the same bytes."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from lab.errors import NotEstimable
from lab.reports.field_findings import FieldFinding
from lab.reports.findings import Compared, Findings
from lab.reports.hard_sentences import HardSentence
from lab.reports.overview import plan_of
from lab.reports.progress import told
from lab.reports.reading import PageReading, Reading, ScoredUnit, VersionReading
from lab.reports.sentences import unsettled_sentences, verdict_sentences
from lab.reports.service_figures import MissingFigure
from lab.statistics.looks import look_at, planned_looks
from lab.statistics.results import Comparison
from lab.texts.translator import Translator

FORMAT = 1
DIGITS = 9
"""Significant digits: enough for any use, few enough to be the same on every machine."""


def report_json(findings: Findings, say: Translator) -> str:
    content = plain(_content(findings, say))
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _content(findings: Findings, say: Translator) -> Mapping[str, object]:
    compared = findings.compared
    return {
        "format": FORMAT,
        "simulated": findings.simulated,
        "study": findings.study.study,
        "form": findings.study.form,
        "title": findings.study.title.in_language(say.language),
        "language": say.language,
        "data_until": findings.until,
        "stage": findings.stage,
        "people": findings.people,
        "planned_people": findings.study.planned_participants,
        "monitoring": _monitoring(findings),
        "small_group": findings.study.small_group,
        "sentences": verdict_sentences(findings, say),
        "not_shown": unsettled_sentences(compared.unsettled, say) if compared else (),
        "flow": findings.flow if compared else _without_versions(findings),
        "readability": _readability(findings.reading),
        **(_compared(compared) if compared else {}),
    }


def _monitoring(findings: Findings) -> Mapping[str, object]:
    plan = plan_of(findings.study)
    return {
        "way": plan.monitoring,
        "looks": planned_looks(plan),
        "look": look_at(plan, findings.people),
        "waiting": findings.waiting,
    }


def _without_versions(findings: Findings) -> Mapping[str, object]:
    """Before the planned number nothing is said by version."""
    flow = findings.flow
    states = ("running", "left_before", "stopped", "finished")
    names = ("refused", "begun", "erased", *states, "completion")
    return {name: getattr(flow, name) for name in names}


def _compared(compared: Compared) -> Mapping[str, object]:
    return {
        "service_figures": [
            {"name": one.name, "left_out": one.why} if isinstance(one, MissingFigure) else one
            for one in compared.service
        ],
        "outcomes": compared.comparison.outcomes,
        "time_beside": compared.comparison.time_beside,
        "time_spent": compared.spent,
        "time_to_correct": _progress(compared),
        "preference": compared.comparison.preference,
        "checks": _checks(compared.comparison),
        "navigation": compared.ways,
        "fields": [_field(one) for one in compared.fields],
        "messages": compared.rejected,
        "deviations": [
            {"version": version, "kind": kind, "count": count}
            for (version, kind), count in compared.deviations.items()
        ],
    }


def _progress(compared: Compared) -> Mapping[str, object] | None:
    if compared.progress is None:
        return None
    original, revised = compared.progress
    limit = compared.comparison.plan.time_limit_seconds
    return {"original": told(original, limit), "revised": told(revised, limit)}


def _checks(comparison: Comparison) -> Mapping[str, object]:
    return {
        "attempts": comparison.attempts,
        "technical": comparison.technical,
        "order_balance": comparison.order_balance,
        "sample_ratio": comparison.sample_ratio,
        "attrition": comparison.attrition,
        "limitations": comparison.limitations,
    }


def _field(one: FieldFinding) -> Mapping[str, object]:
    return {
        "relation": one.related.relation,
        "facts": one.related.facts,
        "original": one.original,
        "revised": one.revised,
    }


def _readability(reading: Reading) -> Mapping[str, object]:
    return {
        "language": reading.language,
        "versions": [_with_worst(one) for one in reading.versions],
        "change": reading.change,
        "groups": reading.pairs,
        "pages": [_with_worst(one) for one in reading.pages],
        "hardest": {
            version: [_sentence(one) for one in hardest]
            for version, hardest in reading.hardest.items()
        },
    }


def _with_worst(one: VersionReading | PageReading) -> Mapping[str, object]:
    known = {field.name: getattr(one, field.name) for field in fields(one)}
    return {**known, "worst": _unit(one.worst)}


def _unit(one: ScoredUnit | None) -> Mapping[str, object] | None:
    if one is None:
        return None
    return {
        "place": one.unit.place,
        "text": one.unit.text,
        "difficulty": one.score.difficulty,
        "findings": [finding.check for finding in one.score.findings],
    }


def _sentence(one: HardSentence) -> Mapping[str, object]:
    return {
        "place": one.unit.place,
        "text": one.text,
        "difficulty": one.score.difficulty,
        "findings": [finding.check for finding in one.score.findings],
        "became": one.became.fate,
        "in_the_other_version": one.became.texts,
        "its_difficulty": one.became_difficulty,
    }


def plain(value: Any) -> Any:
    """What JSON knows; a number that cannot be had says why."""
    match value:
        case NotEstimable():
            return {"not_estimable": value.reason, "n": list(value.n)}
        case bool() | None | int():
            return value
        case Enum():
            return value.value
        case float():
            return _rounded(value)
        case str():
            return str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(plain(key)): plain(item) for key, item in value.items()}
        case Sequence():
            return [plain(item) for item in value]
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return value


def _rounded(number: float) -> float | None:
    return float(f"{number:.{DIGITS}g}") if math.isfinite(number) else None
