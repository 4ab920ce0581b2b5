"""The verdict on one fact: right, wrong or blank, and in which way it deviates."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lab.forms.values import read_date
from lab.studies.comparing import folded_words, is_typo, same
from lab.studies.protocol import Fact


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    BLANK = "blank"


class Deviation(StrEnum):
    """How an answer differs from the key; from these classes no value can be read."""

    BLANK = "blank"
    NOT_ASKED = "not_asked"
    UNEXPECTED = "unexpected"
    WRONG_CHOICE = "wrong_choice"
    TYPO = "typo"
    SWAPPED = "swapped"
    DAY_AND_MONTH = "day_and_month"
    WRONG_ORDER = "wrong_order"
    INCOMPLETE = "incomplete"
    EXTRA = "extra"
    OTHER_VALUE = "other_value"


@dataclass(frozen=True, slots=True)
class Judgement:
    """deviation: None when right."""

    fact: str
    field: str
    outcome: Verdict
    deviation: Deviation | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What the key says of one fact. `others`: right values of other facts, to spot mix-ups."""

    fact: Fact
    values: tuple[str, ...]
    others: tuple[str, ...] = ()

    @property
    def may_be_blank(self) -> bool:
        return "" in self.values

    @property
    def filled(self) -> tuple[str, ...]:
        return tuple(value for value in self.values if value)

    def is_met_by(self, given: str) -> bool:
        return any(same(self.fact.compare, given, value) for value in self.filled)


Finding = Deviation | None


def judge_text(expected: Expected, given: str, fillers: frozenset[str]) -> Finding:
    """Of a field that holds this one fact; None when it is right."""
    if not given:
        return None if expected.may_be_blank else Deviation.BLANK
    if not expected.filled:
        return Deviation.UNEXPECTED
    if expected.is_met_by(given) or expected.is_met_by(_without(given, fillers)):
        return None
    return deviation_of(expected, given)


def deviation_of(expected: Expected, given: str) -> Deviation:
    compare = expected.fact.compare
    if any(same(compare, given, other) for other in expected.others):
        return Deviation.SWAPPED
    if any(_day_and_month(given, value) for value in expected.filled if compare == "date"):
        return Deviation.DAY_AND_MONTH
    if any(is_typo(compare, given, value) for value in expected.filled):
        return Deviation.TYPO
    words = set(folded_words(given))
    wanted = [set(folded_words(value)) for value in expected.filled]
    if any(words < each for each in wanted):
        return Deviation.INCOMPLETE
    if any(words > each for each in wanted):
        return Deviation.EXTRA
    return Deviation.OTHER_VALUE


def _day_and_month(given: str, value: str) -> bool:
    typed, meant = read_date(given), read_date(value)
    if not isinstance(typed, date) or not isinstance(meant, date):
        return False
    return (typed.day, typed.month, typed.year) == (meant.month, meant.day, meant.year)


def _without(given: str, fillers: frozenset[str]) -> str:
    """“Frau Berg” and “Nr. 12” say what “Berg” and “12” say."""
    words = given.split()
    return " ".join(word for word in words if not set(folded_words(word)) <= fillers)
