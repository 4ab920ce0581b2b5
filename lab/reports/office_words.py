"""What was understood of an office's table, and what was not, in words."""

from lab.reports.office_comparison import Undecided
from lab.reports.words import capital
from lab.sessions.spreadsheet.model import (
    Column,
    Meaning,
    Noted,
    Obstacle,
    OfficeTable,
    Refused,
    Remark,
    TimeUnit,
    Trouble,
    Unreadable,
)
from lab.statistics.plan import Design
from lab.texts.formats import format_list
from lab.texts.translator import Translator

MOST_REFUSALS = 3


def meaning_name(meaning: Meaning, say: Translator) -> str:
    return {
        Meaning.PARTICIPANT: say("person"),
        Meaning.VERSION: say("version (original or revised)"),
        Meaning.TASK: say("task"),
        Meaning.PERIOD: say("order (1: this person's first form)"),
        Meaning.CORRECT: say("submitted correctly (yes or no)"),
        Meaning.FINISHED: say("completed (yes or no)"),
        Meaning.GAVE_UP: say("gave up (yes or no)"),
        Meaning.TIME: say("time to fill in"),
        Meaning.WRONG_FACTS: say("wrong or missing answers"),
        Meaning.SUS: say("satisfaction (SUS, 0 to 100)"),
        Meaning.SEQ: say("ease (SEQ, 1 to 7)"),
        Meaning.PREFERENCE: say("preference"),
        Meaning.TECHNICAL: say("stopped for technical reasons (yes or no)"),
        Meaning.SIMULATED: say("simulated (yes or no)"),
        Meaning.GROUP: say("group of people"),
    }[meaning]


def column_meaning(column: Column, say: Translator) -> str:
    name = meaning_name(column.meaning, say)
    if column.unit is None:
        return name
    unit = {TimeUnit.SECONDS: say("in seconds"), TimeUnit.MINUTES: say("in minutes")}[column.unit]
    return say("%(name)s, %(unit)s", name=name, unit=unit)


def line_name(refused: Refused, say: Translator) -> str:
    if refused.last_line > refused.line:
        return say("lines %(a)s to %(b)s", a=refused.line, b=refused.last_line)
    return say("line %(a)s", a=refused.line)


def refusal(refused: Refused, say: Translator) -> str:
    """As "line 7, column “SUS”: “101” is outside the scale."."""
    where = capital(line_name(refused, say))
    if refused.column:
        where = say("%(line)s, column “%(column)s”", line=where, column=refused.column)
    return say("%(where)s: %(what)s", where=where, what=trouble_text(refused, say))


def trouble_text(refused: Refused, say: Translator) -> str:
    value, other = refused.value, refused.other
    return {
        Trouble.QUOTES: say("a quotation mark is not closed, or stands inside a text."),
        Trouble.TOO_MANY_CELLS: say(
            "there are more cells than titles. Put a text that holds the separator in quotation "
            "marks."
        ),
        Trouble.TOTALS: say("a line of totals or means, no attempt."),
        Trouble.NO_PARTICIPANT: say("it does not say which person. Name the person in every line."),
        Trouble.NO_VERSION: say("it does not say which version."),
        Trouble.UNKNOWN_VERSION: _unknown_version(refused, say),
        Trouble.NOT_YES_OR_NO: say("“%(value)s” is neither yes nor no.", value=value),
        Trouble.EMPTY: say("there has to be a yes or a no."),
        Trouble.NOT_A_NUMBER: say("“%(value)s” is not a number.", value=value),
        Trouble.AMBIGUOUS_NUMBER: say(
            "“%(value)s” can be read with decimals or with thousands. Write it without a mark.",
            value=value,
        ),
        Trouble.NOT_WHOLE: say("“%(value)s” is not a whole number.", value=value),
        Trouble.OUT_OF_RANGE: say("“%(value)s” lies outside the scale.", value=value),
        Trouble.NOT_A_TIME: say(
            "“%(value)s” is no time. Write 3:45 (minutes and seconds) or 225 s.", value=value
        ),
        Trouble.NOT_POSITIVE: say("“%(value)s”: a time is longer than 0.", value=value),
        Trouble.NOT_A_PLACE: say("“%(value)s” is no place in an order. Write 1 or 2.", value=value),
        Trouble.UNKNOWN_PREFERENCE: say(
            "“%(value)s” is neither of the two versions, and not “same”.", value=value
        ),
        Trouble.CORRECT_BUT_NOT_FINISHED: say("submitted correctly, but not completed?"),
        Trouble.DUPLICATE: say("the same as line %(other)s.", other=other),
        Trouble.CONTRADICTION: say(
            "the same person, version and task as line %(other)s, with other figures. Both lines "
            "are left out.",
            other=other,
        ),
        Trouble.SIMULATED: say("simulated; never compared together with people."),
    }[refused.trouble]


def _unknown_version(refused: Refused, say: Translator) -> str:
    told = say("“%(value)s” is none of the versions.", value=refused.value)
    if not refused.meant:
        return told
    return " ".join((told, say("Should it be “%(meant)s”?", meant=refused.meant)))


def remark_text(noted: Noted, say: Translator) -> str:
    listed = format_list([say("“%(name)s”", name=one) for one in noted.values], say.language)
    first = noted.values[0] if noted.values else ""
    return {
        Remark.LINES_ABOVE: say("Lines above the titles were left out (%(n)s).", n=first),
        Remark.SECONDS_ASSUMED: say(
            "Numbers without a unit in column %(title)s were read as seconds.", title=listed
        ),
        Remark.SHORT_TIMES: say(
            "These times are very short. If they are minutes, write “(min)” into the title "
            "%(title)s.",
            title=listed,
        ),
        Remark.BLANK_IS_NO: say(
            "Column %(title)s holds crosses only; an empty cell was read as no.", title=listed
        ),
        Remark.NOT_JUDGED: say(
            "The table does not say whether the answers were right. Times count for everybody who "
            "completed."
        ),
        Remark.COMPLETION_UNKNOWN: say(
            "The table does not say who completed the form. All times are taken as times of people "
            "who did."
        ),
        Remark.SPELLINGS: say("%(names)s were taken as one person.", names=listed),
        Remark.TWO_PREFERENCES: say(
            "One person's preferences differ (lines %(lines)s); the last one counts.",
            lines=format_list(noted.values, say.language),
        ),
        Remark.TWO_GROUPS: say(
            "These people stand in several groups; the last one counts: %(names)s.", names=listed
        ),
        Remark.NOT_MEASURED: say("Read as “not measured”: %(marks)s.", marks=listed),
        Remark.TIMES_MISSING: say("Completed attempts without a time: %(n)s.", n=first),
    }[noted.remark]


def obstacle_text(found: Unreadable, say: Translator) -> tuple[str, str]:
    """Why the table cannot be read, and what to do."""
    return _why_unreadable(found, say), _how_to_make_readable(found, say)


def _why_unreadable(found: Unreadable, say: Translator) -> str:
    listed = format_list([say("“%(name)s”", name=one) for one in found.values], say.language)
    meanings = format_list([meaning_name(one, say) for one in found.missing], say.language)
    return {
        Obstacle.EMPTY: say("The file is empty."),
        Obstacle.WORKBOOK: say(
            "This is a file of the kind %(kind)s, not a table as text.", kind=listed
        ),
        Obstacle.NOT_TEXT: say("This file holds no readable text."),
        Obstacle.NO_HEADER: say(
            "No line of titles was found. Missing: %(missing)s. Titles seen: %(titles)s.",
            missing=meanings,
            titles=listed or say("none"),
        ),
        Obstacle.TWO_COLUMNS: say(
            "Several columns mean the same, %(meaning)s: %(titles)s.",
            meaning=meanings,
            titles=listed,
        ),
        Obstacle.NO_OUTCOME: say(
            "Nothing to compare. Understood were only: %(titles)s.", titles=listed
        ),
        Obstacle.UNKNOWN_VERSIONS: say(
            "Which version is which? In the table they are called %(names)s.", names=listed
        ),
        Obstacle.NO_GROUPS: say("The table has no column %(titles)s.", titles=listed),
        Obstacle.ONE_VERSION: say(
            "All lines have the same version: %(names)s.", names=listed or say("none")
        ),
    }[found.obstacle]


def _how_to_make_readable(found: Unreadable, say: Translator) -> str:
    save = say("In your spreadsheet program choose “Save as” and “CSV UTF-8”.")
    return {
        Obstacle.EMPTY: save,
        Obstacle.WORKBOOK: save,
        Obstacle.NOT_TEXT: save,
        Obstacle.NO_HEADER: say(
            "Give each column a title, as in: Person; Version; Order; Correct; Time (s). One "
            "line is one attempt."
        ),
        Obstacle.TWO_COLUMNS: say(
            "Rename those that are not meant. If they are the two versions: one line is one "
            "attempt, with the version in a column of its own."
        ),
        Obstacle.NO_OUTCOME: say(
            "Add at least one of these columns: Correct, Completed, Time (s), Errors, SUS."
        ),
        Obstacle.UNKNOWN_VERSIONS: _how_to_name(found.values, say),
        Obstacle.ONE_VERSION: say("A comparison needs lines of both."),
        Obstacle.NO_GROUPS: say("Write after --groups the title as it stands in the table."),
    }[found.obstacle]


def _how_to_name(names: tuple[str, ...], say: Translator) -> str:
    if len(names) < 2:
        return say("Say it with --original NAME --revised NAME.")
    return say(
        'Say it with --original "%(a)s" --revised "%(b)s", or the other way round.',
        a=names[0],
        b=names[-1],
    )


def design_name(design: Design, say: Translator) -> str:
    return {
        Design.CROSSOVER: say(
            "every person used both versions; everybody is compared with themselves"
        ),
        Design.BETWEEN: say("every person used one version, decided by lot"),
        Design.COHORTS: say("every person used one version, not decided by lot"),
    }[design]


def undecided_text(found: Undecided, say: Translator) -> tuple[str, str]:
    what = say(
        "%(both)s people used both versions, %(one)s only one. That fits no design.",
        both=found.both,
        one=found.one,
    )
    if found.asked is not None:
        cure = say("Look at the column of persons: perhaps two of them have the same name.")
        return what, cure
    return what, say(
        "Look at the column of persons. If it is right, say --design crossover: then only those "
        "who used both are compared."
    )


def nothing_left_text(table: OfficeTable, say: Translator) -> tuple[str, str]:
    """No line could be used."""
    what = say("No line below the titles could be used.")
    return what, " ".join(refusal(one, say) for one in table.refused[:MOST_REFUSALS])
