"""Where each finding about a version stands in its file, and what its texts are like in sum."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.forms.linting import Advice
from lab.forms.linting_version import lint
from lab.forms.model import Version
from lab.forms.spots import Spot, show_path
from lab.forms.wording import TextUnit, units
from lab.readability.findings import Finding, Severity
from lab.readability.scoring import Score, mean_difficulty, score

MOST_HARDEST = 3
_BLOCK = re.compile(r":\s*[|>][+-]?\d?\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Located:
    """A finding at its line (from 1). reason, suggestion: by language, de and en."""

    version: str
    file: str
    line: int
    path: str
    check: str
    severity: Severity
    quote: str
    reason: Mapping[str, str]
    suggestion: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HardText:
    place: str
    line: int
    difficulty: float
    text: str


@dataclass(frozen=True, slots=True)
class TextSummary:
    """The texts of one version. difficulty: 0 easy to 100 hard, None: there is no index."""

    texts: int
    words: int
    difficulty: float | None
    hardest: tuple[HardText, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A version's file: its name, the line of every spot, and its lines."""

    name: str
    spots: Mapping[Spot, int]
    lines: Sequence[str]

    def line_of(self, spot: Spot, words_before: int = 0) -> int:
        """Of the spot, or in a text of several lines of the word that so many stand before."""
        while spot and spot not in self.spots:
            spot = spot[:-1]
        line = self.spots.get(spot, 1)
        if not _BLOCK.search(self.lines[line - 1]):
            return line
        for number, below in enumerate(self.lines[line:], start=line + 1):
            words_before -= len(below.split())
            if words_before < 0:
                return number
        return line


Scored = tuple[TextUnit, Score]


def examine_texts(
    version: Version, file: File, language: str
) -> tuple[TextSummary, tuple[Located, ...]]:
    """The summary of a version's texts, and all findings from the top of the file to its end."""
    scored = [
        (unit, score(unit.text, language, kind=str(unit.kind))) for unit in units(version, language)
    ]
    found = [
        *(_advised(version, file, advice) for advice in lint(version, language)),
        *(_found(version, file, unit, one) for unit, said in scored for one in said.findings),
    ]
    return _summary(scored, file), tuple(sorted(found, key=lambda one: one.line))


def by_severity(findings: Iterable[Located]) -> Counter[Severity]:
    return Counter(one.severity for one in findings)


def _advised(version: Version, file: File, advice: Advice) -> Located:
    return Located(
        version=version.version,
        file=file.name,
        line=file.line_of(advice.spot),
        path=show_path(advice.spot),
        check=advice.check,
        severity=advice.severity,
        quote=advice.quote,
        reason=advice.reason._asdict(),
        suggestion=advice.suggestion._asdict(),
    )


def _found(version: Version, file: File, unit: TextUnit, finding: Finding) -> Located:
    return Located(
        version=version.version,
        file=file.name,
        line=file.line_of(unit.spot, len(unit.text[: finding.start].split())),
        path=show_path(unit.spot),
        check=finding.check,
        severity=finding.severity,
        quote=" ".join(finding.quote.split()),
        reason=finding.reason._asdict(),
        suggestion=finding.suggestion._asdict(),
    )


def _summary(scored: Sequence[Scored], file: File) -> TextSummary:
    mean = mean_difficulty(one for _, one in scored)
    return TextSummary(
        texts=len(scored),
        words=sum(one.counts.words for _, one in scored),
        difficulty=None if isinstance(mean, NotEstimable) else mean,
        hardest=_hardest(scored, file),
    )


def _hardest(scored: Sequence[Scored], file: File) -> tuple[HardText, ...]:
    known = [
        HardText(unit.place, file.line_of(unit.spot), one.difficulty, unit.text)
        for unit, one in scored
        if isinstance(one.difficulty, float)
    ]
    ordered = sorted(known, key=lambda one: (-one.difficulty, one.line))
    once = {one.text: one for one in reversed(ordered)}
    return tuple([one for one in ordered if once[one.text] is one][:MOST_HARDEST])
