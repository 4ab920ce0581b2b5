"""What is well-formed and yet hard on people: advice on the design of a version, rule by rule."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from lab.forms.spots import Spot
from lab.readability.findings import Severity, Text


class Advice(NamedTuple):
    """What a rule has against one spot; `values` fill the words of its message."""

    check: str
    spot: Spot
    quote: str = ""
    values: Mapping[str, object] = MappingProxyType({})

    @property
    def severity(self) -> Severity:
        return _rules()[self.check].severity

    @property
    def reason(self) -> Text:
        return self._filled(_rules()[self.check].reason)

    @property
    def suggestion(self) -> Text:
        return self._filled(_rules()[self.check].suggestion)

    def _filled(self, text: Text) -> Text:
        values = {"quote": self.quote, **self.values}
        return Text(text.de.format_map(values), text.en.format_map(values))


class _Rule(NamedTuple):
    severity: Severity
    reason: Text
    suggestion: Text


@lru_cache
def _rules() -> Mapping[str, _Rule]:
    text = (files("lab.forms") / "linting.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {
        check: _Rule(Severity(severity), Text(*reason), Text(*suggestion))
        for check, severity, *said in rows
        for reason, suggestion in [(said[:2], said[2:])]
    }


RULES = tuple(_rules())
