"""What `lab check` prints, line by line: `file:line` first, so that editors can jump there."""

from collections.abc import Iterable, Iterator, Sequence

from lab.forms.faults import Fault
from lab.readability.findings import Severity
from lab.studies.check import CheckResult, VersionSummary
from lab.studies.check_findings import Located, by_severity

MOST_SHOWN = 20
LONGEST_QUOTE = 60
MOST_LINES = 6
WORST_FIRST = (Severity.FAIL, Severity.WARN, Severity.INFO)
_Same = tuple[Located, ...]


def fault_line(fault: Fault) -> str:
    return f"{fault.severity}: {fault}"


def version_lines(version: VersionSummary, language: str, everything: bool) -> Iterator[str]:
    """The summary of a version, then its findings; at most MOST_SHOWN, the worst, if not all."""
    yield _summary(version)
    yield from _texts(version)
    groups = _alike(version.findings)
    shown = groups if everything else _worst(groups)
    for same in sorted(shown, key=lambda one: one[0].line):
        yield from _finding(same, language)
    hidden = sum(map(len, groups)) - sum(map(len, shown))
    if hidden:
        yield f"... and {_counted(hidden, 'more finding')}: add --all."


def closing_line(result: CheckResult) -> str:
    errors = _counted(len(result.faults), "error")
    return f"{result.folder}: {errors}, {_counted(len(result.warnings), 'warning')}."


def _summary(version: VersionSummary) -> str:
    walked = sum(len(way.pages) for way in version.ways)
    parts = (
        _counted(version.pages, "page"),
        _counted(version.fields, "field"),
        f"{_counted(len(version.ways), 'way')} through ({_counted(walked, 'page')} walked)",
    )
    return f"{version.version} ({version.file}): {', '.join(parts)}."


def _texts(version: VersionSummary) -> Iterator[str]:
    texts = version.texts
    index = "" if texts.difficulty is None else f", difficulty {texts.difficulty:.0f} of 100"
    counts = by_severity(version.findings)
    told = ", ".join(f"{counts[one]} {one}" for one in WORST_FIRST)
    yield (
        f"  {_counted(texts.texts, 'text')}, {_counted(texts.words, 'word')}{index}. "
        f"{_counted(len(version.findings), 'finding')} (advice, stops nothing): {told}."
    )
    for hard in texts.hardest:
        quote = _shortened(hard.text)
        yield f"  hard to read: line {hard.line}, difficulty {hard.difficulty:.0f}: “{quote}”"


def _alike(findings: Sequence[Located]) -> list[_Same]:
    """The same words with the same fault are told once, with all their lines."""
    groups: dict[tuple[str, str, str], list[Located]] = {}
    for one in findings:
        groups.setdefault((one.check, one.quote, one.reason["de"]), []).append(one)
    return [tuple(same) for same in groups.values()]


def _worst(groups: Iterable[_Same]) -> list[_Same]:
    """The most severe and then the most frequent; remarks only when asked for."""
    grave = [same for same in groups if same[0].severity != Severity.INFO]
    order = {severity: place for place, severity in enumerate(WORST_FIRST)}
    return sorted(grave, key=lambda same: (order[same[0].severity], -len(same)))[:MOST_SHOWN]


def _finding(same: _Same, language: str) -> Iterator[str]:
    first = same[0]
    quote = f" “{_shortened(first.quote)}”" if first.quote else ""
    yield f"{first.file}:{first.line}: {first.severity}: {first.check}{quote}{_also(same)}"
    yield f"    {first.reason[language]} {first.suggestion[language]}"


def _also(same: _Same) -> str:
    lines = [str(line) for line in dict.fromkeys(one.line for one in same)][1:]
    if not lines:
        return ""
    more = f" and {len(lines) - MOST_LINES} more" if len(lines) > MOST_LINES else ""
    return f" (also line{'s' * (len(lines) > 1)} {', '.join(lines[:MOST_LINES])}{more})"


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    if len(one_line) <= LONGEST_QUOTE:
        return one_line
    return one_line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
