"""How an amount and its interval are written: in points, seconds, facts or a scale's own points."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lab.errors import NotEstimable
from lab.statistics.estimates import Estimate, Unit
from lab.texts.formats import MINUS, format_number, format_percent
from lab.texts.translator import Translator

NOTHING = "–"
MOST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Written:
    """An amount, and in words the range the truth is likely in ("" where there is none)."""

    value: str
    range: str = ""


def level(unit: str, value: float, say: Translator) -> str:
    """A version's own value: a share, a time, or points."""
    match unit:
        case Unit.SHARE | Unit.POINTS:
            return format_percent(value, say.language)
        case Unit.SECONDS:
            return clock(value, say)
        case _:
            return format_number(value, say.language, 1)


def level_range(estimate: Estimate | NotEstimable, say: Translator) -> str:
    """The interval of a version's own value."""
    if isinstance(estimate, NotEstimable):
        return ""
    low, high = (level(estimate.unit, end, say) for end in (estimate.low, estimate.high))
    return say("%(low)s to %(high)s", low=low, high=high)


def difference(headline: Estimate | NotEstimable, say: Translator) -> Written:
    """Revised minus original; of a ratio the share of change."""
    if isinstance(headline, NotEstimable):
        return Written(NOTHING)
    value = _change(headline, headline.value)
    text = _with_unit(headline, say)(abs(value))
    if any(sign in "123456789" for sign in text):
        text = f"{'+' if value > 0 else MINUS}{text}"
    return Written(text, between(headline, say))


def between(headline: Estimate, say: Translator) -> str:
    """The range in plain words, as "between 10 points less and 71 points more"."""
    low, high = (_change(headline, end) for end in (headline.low, headline.high))
    write = _bare(headline, say)
    points = headline.unit == Unit.POINTS
    if low >= 0 <= high:
        a, b = write(low), write(high)
        if points:
            return say("between %(a)s and %(b)s percentage points more", a=a, b=b)
        return say("between %(a)s and %(b)s more", a=a, b=b)
    if high <= 0:
        a, b = write(-high), write(-low)
        if points:
            return say("between %(a)s and %(b)s percentage points less", a=a, b=b)
        return say("between %(a)s and %(b)s less", a=a, b=b)
    a, b = write(-low), write(high)
    if points:
        return say("between %(a)s percentage points less and %(b)s more", a=a, b=b)
    return say("between %(a)s less and %(b)s more", a=a, b=b)


def margin(unit: str, amount: float, say: Translator) -> str:
    """The smallest difference that matters, in the headline's unit."""
    language = say.language
    match unit:
        case Unit.POINTS:
            return say("%(n)s percentage points", n=format_number(100 * amount, language))
        case Unit.RATIO:
            return format_percent(amount, language)
        case Unit.SECONDS:
            return clock(amount, say)
        case Unit.SCORE:
            return _points(_short(amount, say), say)
        case _:
            return _short(amount, say)


def _with_unit(headline: Estimate, say: Translator) -> Callable[[float], str]:
    bare = _bare(headline, say)
    match headline.unit:
        case Unit.POINTS:
            return lambda amount: say("%(n)s percentage points", n=bare(amount))
        case Unit.SCORE:
            return lambda amount: _points(bare(amount), say)
        case _:
            return bare


def _bare(headline: Estimate, say: Translator) -> Callable[[float], str]:
    """Amounts without a sign, percentage points without their unit."""
    language = say.language
    ends = [_change(headline, end) for end in (headline.low, headline.high)]
    match headline.unit:
        case Unit.SECONDS:
            return lambda amount: clock(amount, say)
        case Unit.RATIO:
            share_digits = _digits([100 * end for end in ends], 0)
            return lambda amount: format_percent(amount, language, share_digits)
        case Unit.POINTS:
            point_digits = _digits([100 * end for end in ends], 0)
            return lambda amount: format_number(100 * amount, language, point_digits)
        case _:
            digits = _digits(ends, 1)
            return lambda amount: format_number(amount, language, digits)


def _short(amount: float, say: Translator) -> str:
    return format_number(amount, say.language, 0 if amount == round(amount) else 1)


def _points(number: str, say: Translator) -> str:
    return say("%(n)s points", n=number)


def clock(seconds: float, say: Translator) -> str:
    """As on a clock, for tables: 12:05 min."""
    if 0 < seconds < 1:
        return say("less than 1 sec.")
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return say("%(n)s sec.", n=rest)
    return say("%(clock)s min.", clock=f"{minutes}:{rest:02d}")


def _change(headline: Estimate, value: float) -> float:
    """A ratio of 0.7 is a change of -0.3."""
    return value - 1 if headline.unit == Unit.RATIO else value


def _digits(ends: Sequence[float], fewest: int) -> int:
    """As many as it takes that no end of the interval is rounded to nothing."""
    for digits in range(fewest, MOST_DIGITS):
        if all(round(end, digits) or not end for end in ends):
            return digits
    return MOST_DIGITS
