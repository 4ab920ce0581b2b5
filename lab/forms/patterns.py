"""Checks regular expressions of definitions: only a plain subset, and none that can take for ever.

Backtracking tries every way of sharing the text among the repeated parts. `ways_to_match` bounds
their number for a text of PATTERN_LENGTH characters; `(a+)+` has astronomically many.
"""

import re
from dataclasses import dataclass

PATTERN_LENGTH = 100
"""Longer answers are refused before the expression is tried."""

_MOST_WAYS = 1_000_000
_QUANTIFIER = re.compile(r"[*+?]|\{(\d{1,3})(,)?(\d{1,3})?\}")
_ATOM = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\[dDwWsS]|\\[^a-zA-Z0-9]|[^\\()\[\]{}*+?|^$]")


class PatternTroubleError(ValueError):
    """What is wrong with an expression, and after “; ” the cure."""


@dataclass(slots=True)
class _Reader:
    """Reads an expression that re.compile has taken, so that its brackets are in order."""

    pattern: str
    at: int = 0

    def ways_of_choice(self) -> float:
        """Branches between |, up to a closing bracket or the end."""
        ways = self._ways_of_branch()
        while self._take("|"):
            ways += self._ways_of_branch()
        return ways

    def _ways_of_branch(self) -> float:
        ways = 1.0
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            ways = min(ways * self._ways_of_part(), float(2 * _MOST_WAYS))
        return ways

    def _ways_of_part(self) -> float:
        inner = self._ways_of_atom()
        least, most = self._repeats()
        counts = most - least + 1
        return counts if inner == 1 else counts * _power(inner, most)

    def _ways_of_atom(self) -> float:
        if self._take("("):
            return self._ways_of_group()
        if not (atom := _ATOM.match(self.pattern, self.at)):
            sign = self.pattern[self.at]
            raise PatternTroubleError(
                f"“{sign}” at position {self.at + 1} is more than plain expressions have; "
                "the whole answer is matched anyway, so ^ and $ are not needed; "
                "write a sign that is meant as itself with a backslash"
            )
        self.at = atom.end()
        return 1.0

    def _ways_of_group(self) -> float:
        if self._take("?") and not self._take(":"):
            raise PatternTroubleError(
                "“(?” begins something that plain expressions do not have; use “(?:…)” or “(…)”"
            )
        ways = self.ways_of_choice()
        self._take(")")
        return ways

    def _repeats(self) -> tuple[int, int]:
        found = _QUANTIFIER.match(self.pattern, self.at)
        if not found:
            return 1, 1
        self.at = found.end()
        if _QUANTIFIER.match(self.pattern, self.at):
            raise PatternTroubleError(
                f"“{found[0]}” is followed by another sign for repetition; keep one of them"
            )
        sign, least = found[0], int(found[1] or 0)
        if sign[0] == "{":
            return least, int(found[3]) if found[3] else PATTERN_LENGTH if found[2] else least
        return int(sign == "+"), 1 if sign == "?" else PATTERN_LENGTH

    def _take(self, sign: str) -> bool:
        taken = self.pattern.startswith(sign, self.at)
        self.at += len(sign) * taken
        return taken


def _power(ways: float, times: int) -> float:
    return float(2 * _MOST_WAYS) if times > 20 else min(ways**times, float(2 * _MOST_WAYS))


def check_pattern(pattern: str) -> None:
    """Raises PatternTroubleError for what is no expression, not plain, or may take too long."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternTroubleError(
            f"the regular expression does not work ({error}); try it out, for instance "
            "with a simpler one first"
        ) from error
    if _Reader(pattern).ways_of_choice() > _MOST_WAYS:
        raise PatternTroubleError(
            "the regular expression can take for ever on some answers; repeat no group that "
            "repeats something itself, and say how often: {1,8} instead of + or *"
        )


def fits(pattern: str, text: str) -> bool:
    """Does the whole text match? Texts beyond PATTERN_LENGTH never do."""
    return len(text) <= PATTERN_LENGTH and re.fullmatch(pattern, text) is not None
