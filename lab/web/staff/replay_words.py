"""What happened in a session, event by event, in the reader's words."""

from collections.abc import Callable, Mapping

from lab.forms.model import ChoiceField, FileField, Rule, Version, YesNoField
from lab.sessions.events import EventData
from lab.sessions.replay_lines import Kind, Line
from lab.texts.formats import format_number
from lab.texts.translator import Translator

DOTS = 24
Say = Callable[["Words", EventData], str]


class Words:
    """Speaks of one version in one language."""

    def __init__(self, version: Version, say: Translator) -> None:
        self.say = say
        self.fields = {field.id: field for field in version.answer_fields}
        self.pages = {page.id: page.title.in_language(say.language) for page in version.pages}

    def field(self, field_id: str) -> str:
        """Its label; the id of a field that this version does not have."""
        known = self.fields.get(field_id)
        return known.label.in_language(self.say.language) if known else field_id

    def page(self, page_id: str) -> str:
        own = {"check": self.say("Check your answers"), "done": self.say("Confirmation")}
        return own.get(page_id) or self.pages.get(page_id, page_id)

    def line(self, line: Line) -> str:
        """An event of a kind nobody has put into words is told by its name."""
        data: EventData = line.event.data if line.event else _of_line(line)
        told = EVENTS.get(line.kind)
        return told(self, data) if told else _by_name(line.kind, data)

    def amount(self, line: Line) -> tuple[int, str] | None:
        """How much stands in the field after this event, also in words."""
        data = line.event.data if line.event else {}
        if line.kind not in ("field_changed", "field_left") or line.event is None:
            return None
        length = _whole(data, "length")
        if length is None:
            return None
        return length, self.length(line.event.field, length)

    def length(self, field_id: str, length: int) -> str:
        if isinstance(self.fields.get(field_id), ChoiceField | YesNoField | FileField):
            return self.say.ngettext("%(n)s chosen", "%(n)s chosen", length)
        return self.say.ngettext("%(n)s character", "%(n)s characters", length)

    def rule(self, data: EventData) -> str:
        """In what way an answer was not accepted."""
        say, name = self.say, str(data.get("rule", "?"))
        rules = {
            Rule.REQUIRED: say("missing"),
            Rule.FORMAT: say("wrong form"),
            Rule.TOO_SHORT: say("too short"),
            Rule.TOO_LONG: say("too long"),
            Rule.TOO_SMALL: say("too small"),
            Rule.TOO_LARGE: say("too large"),
            Rule.NOT_A_DATE: say("not a date"),
            Rule.TOO_EARLY: say("too early"),
            Rule.TOO_LATE: say("too late"),
            Rule.NOT_AN_OPTION: say("not an option"),
        }
        return next((said for rule, said in rules.items() if rule == name), name)

    def seconds(self, milliseconds: object) -> str:
        amount = float(milliseconds) / 1000 if isinstance(milliseconds, int | float) else 0.0
        return self.say("%(n)s s", n=format_number(amount, self.say.language, 1))


def dots(length: int) -> str:
    """As many as characters, until it is too many to count at a glance."""
    return "•" * min(length, DOTS) + ("…" if length > DOTS else "")


def clock(milliseconds: float, language: str) -> str:
    """Minutes, seconds and tenths, as 1:02,3."""
    minutes, tenths = divmod(round(milliseconds / 100), 600)
    point = "." if language == "en" else ","
    return f"{minutes}:{tenths // 10:02d}{point}{tenths % 10}"


def _of_line(line: Line) -> EventData:
    return {"lasted_ms": (line.until_ms or line.at_ms) - line.at_ms, "count": line.count}


def _whole(data: EventData, name: str) -> int | None:
    found = data.get(name)
    return int(found) if isinstance(found, int | float) else None


def _by_name(kind: str, data: EventData) -> str:
    told = ", ".join(f"{name}: {value}" for name, value in data.items())
    return f"{kind} ({told})" if told else kind


def _shown(words: Words, data: EventData) -> str:
    say = words.say
    if data.get("restored") is True:
        return say("The page came back from the browser's memory")
    size = {"width": data.get("width", "?"), "height": data.get("height", "?")}
    if data.get("navigation") == "reload":
        return say("Page shown after reloading, %(width)s × %(height)s pixels", **size)
    return say("Page shown, %(width)s × %(height)s pixels", **size)


def _left(words: Words, data: EventData) -> str:
    say = words.say
    reasons = {
        "submit": say("Page left by sending it"),
        "back": say("Page left by going back"),
        "change": say("Page left to change an answer"),
    }
    return reasons.get(str(data.get("reason")), say("Page left"))


def _field_left(words: Words, data: EventData) -> str:
    seconds = words.seconds(data.get("dwell_ms"))
    if data.get("blank") is True:
        return words.say("Field left after %(seconds)s, blank", seconds=seconds)
    return words.say("Field left after %(seconds)s", seconds=seconds)


def _changed(words: Words, data: EventData) -> str:
    say = words.say
    ways = {
        "typed": say("Answer typed"),
        "pasted": say("Answer pasted"),
        "autofilled": say("Answer filled in by the browser"),
        "chosen": say("Answer chosen"),
        "deleted": say("Answer deleted"),
    }
    way = ways.get(str(data.get("how")), say("Answer given"))
    deletes = _whole(data, "deletes") or 0
    more = say.ngettext("%(n)s deletion on the way", "%(n)s deletions on the way", deletes)
    return f"{way}, {more}" if deletes else way


def _rejected(words: Words, data: EventData) -> str:
    return words.say(
        "Rejected (%(rule)s): “%(message)s”",
        rule=words.rule(data),
        message=data.get("message", ""),
    )


def _judged(words: Words, data: EventData) -> str:
    say, fact = words.say, data.get("fact", "?")
    outcomes = {
        "right": say("Judged: %(fact)s is right", fact=fact),
        "wrong": say("Judged: %(fact)s is wrong", fact=fact),
        "blank": say("Judged: %(fact)s is blank", fact=fact),
    }
    return outcomes.get(str(data.get("outcome")), _by_name("fact_judged", data))


def _ended(words: Words, data: EventData) -> str:
    say = words.say
    outcomes = {
        "submitted": say("The form was submitted"),
        "gave_up": say("Given up"),
        "interrupted": say("Interrupted"),
    }
    return outcomes.get(str(data.get("outcome")), _by_name("attempt_ended", data))


def _hesitation(words: Words, data: EventData) -> str:
    seconds = words.seconds(data.get("lasted_ms"))
    return words.say("Nothing happens for %(seconds)s", seconds=seconds)


def _idle(words: Words, data: EventData) -> str:
    seconds = words.seconds(data.get("lasted_ms"))
    return words.say(
        "Nothing happens for %(seconds)s: so long a pause does not count", seconds=seconds
    )


def _missing(words: Words, data: EventData) -> str:
    count = _whole(data, "count") or 0
    return words.say.ngettext(
        "%(n)s event is missing here: it never arrived",
        "%(n)s events are missing here: they never arrived",
        count,
    )


def _aside(words: Words, data: EventData) -> str:
    count = _whole(data, "count") or 0
    return words.say.ngettext(
        "%(n)s event of this page was refused or given up; it is not shown",
        "%(n)s events of this page were refused or given up; they are not shown",
        count,
    )


def _input_mode(words: Words, data: EventData) -> str:
    say, name = words.say, str(data.get("mode", "?"))
    modes = {
        "keyboard": say("keyboard"),
        "mouse": say("mouse"),
        "touch": say("touch"),
        "pen": say("pen"),
    }
    return say("Goes on with: %(mode)s", mode=modes.get(name, name))


def _submitted(words: Words, data: EventData) -> str:
    return words.say("Page sent, no. %(n)s", n=data.get("number", "?"))


EVENTS: Mapping[str, Say] = {
    "attempt_started": lambda words, _data: words.say("The attempt begins"),
    "attempt_ended": _ended,
    "page_submitted": _submitted,
    "page_accepted": lambda words, _data: words.say("Page accepted"),
    "validation_error": _rejected,
    "fact_judged": _judged,
    "page_shown": _shown,
    "page_left": _left,
    "field_focused": lambda words, _data: words.say("Field entered"),
    "field_left": _field_left,
    "first_input": lambda words, data: words.say(
        "First input after %(seconds)s", seconds=words.seconds(data.get("after_ms"))
    ),
    "field_changed": _changed,
    "error_shown": lambda words, data: words.say("Error shown (%(rule)s)", rule=words.rule(data)),
    "help_opened": lambda words, _data: words.say("Help opened"),
    "help_closed": lambda words, _data: words.say("Help closed"),
    "task_card_opened": lambda words, _data: words.say("Task card opened"),
    "task_card_closed": lambda words, _data: words.say("Task card closed"),
    "back_pressed": lambda words, _data: words.say("“Back” pressed"),
    "change_pressed": lambda words, data: words.say(
        "“Change” pressed: %(page)s", page=words.page(str(data.get("page", "?")))
    ),
    "submit_pressed": lambda words, _data: words.say("Button to send pressed"),
    "delete_all_pressed": lambda words, _data: words.say("“Delete all entries” pressed"),
    "leave_pressed": lambda words, _data: words.say("Left the form by the bar"),
    "active": lambda words, _data: words.say("At work: keys, pointer or scrolling"),
    "hidden": lambda words, _data: words.say("The page is hidden"),
    "visible": lambda words, data: words.say(
        "To be seen again after %(seconds)s", seconds=words.seconds(data.get("hidden_ms"))
    ),
    "clock_gap": lambda words, data: words.say(
        "The device's clock jumped by %(seconds)s", seconds=words.seconds(data.get("gap_ms"))
    ),
    "stream_ended": lambda words, _data: words.say("The recording of this page ends"),
    "scrolled": lambda words, data: words.say(
        "Scrolled: %(percent)s percent of the page seen", percent=data.get("percent", "?")
    ),
    "rage_click": lambda words, _data: words.say("Pressed several times in a row"),
    "dead_click": lambda words, _data: words.say("Pressed where nothing happens"),
    "tooltip_shown": lambda words, _data: words.say("Pointer rests where a tooltip shows"),
    "input_mode": _input_mode,
    "field_in_view": lambda words, _data: words.say("The field comes into view"),
    "hint_in_view": lambda words, _data: words.say("The hint comes into view"),
    "error_in_view": lambda words, _data: words.say("The error comes into view"),
    "submit_in_view": lambda words, _data: words.say("The button to send comes into view"),
    Kind.HESITATION: _hesitation,
    Kind.IDLE: _idle,
    Kind.MISSING: _missing,
    Kind.ASIDE: _aside,
    Kind.OPEN_END: lambda words, _data: words.say(
        "The end of this page's recording has not arrived: what came after is not known"
    ),
}
