"""Says in plain words why a text is no YAML; the parser's own words are for programmers."""

import re

_TAB = re.compile(r"^ *\t")
_GOES_ON = re.compile(r"""(?:[:-] +)(['"]).*\1 *[^\s#,\]}'"]""")
_COLON = (
    "A text with a colon and a space in it is not in quotes, or the line is indented wrongly.",
    'Put the text in quotes: label: "Please note: …".',
)
_INDENT = (
    "The indentation does not fit the lines above.",
    "Give the keys of one block the same number of spaces, and every key a colon.",
)
_QUOTE = (
    "A quotation mark is opened and not closed.",
    "Close it, or write the text with “|” on lines of its own.",
)
_AFTER_QUOTE = (
    "The text goes on after its closing quotation mark.",
    "Use the other kind of quotation mark around a text that contains one.",
)
_BRACKET = (
    "A { or [ is opened and not closed, or a comma is missing.",
    "Close it; a text that begins with { or [ needs quotes.",
)
_ESCAPE = (
    "A backslash inside double quotes has a special meaning.",
    "Use single quotes: pattern: '\\d{5}'.",
)
_SIGN = (
    "The text begins with a sign that means something in YAML (such as @ ` % * & ! |).",
    "Put the text in quotes.",
)
_INVISIBLE = (
    "The line holds an invisible control character.",
    "Type the text anew instead of pasting it.",
)
_BY_WORDING: tuple[tuple[str, tuple[str, str]], ...] = (
    ("mapping values are not allowed", _COLON),
    ("characters are not allowed", _INVISIBLE),
    ("quoted scalar", _QUOTE),
    ("unexpected end of stream", _QUOTE),
    ("escape", _ESCAPE),
    ("',' or '}'", _BRACKET),
    ("',' or ']'", _BRACKET),
    ("expected the node content", _BRACKET),
    ("cannot start any token", _SIGN),
    ("undefined alias", _SIGN),
    ("tag", _SIGN),
    ("directive", _SIGN),
    ("alphabetic or numeric", _SIGN),
    ("chomping", _SIGN),
    ("indentation indicator", _SIGN),
    ("block", _INDENT),
    ("key", _INDENT),
    ("':'", _INDENT),
)


def explain(problem: str, text: str, line: int) -> tuple[str, str]:
    """What is wrong and what to do, from the parser's wording and the line it stopped at."""
    written = text.splitlines()[:line]
    if written and _TAB.match(written[-1]):
        return "The line is indented with a tab.", "Use spaces; YAML knows no tabs."
    if written and _GOES_ON.search(written[-1]):
        return _AFTER_QUOTE
    for wording, explanation in _BY_WORDING:
        if wording in problem:
            return explanation
    return f"The line is no YAML ({problem}).", "Compare it with the lines around it."
