"""Says in plain words what is wrong with one value of a definition, and what to do.

One entry for every kind of error that pydantic finds with our models.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

Explanation = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error of pydantic: its details, the value written, and the keys allowed around it."""

    type: str
    name: str
    given: Any
    details: Mapping[str, Any]
    allowed: tuple[str, ...] = ()
    is_text: bool = False
    is_item: bool = False


def explain(mistake: Mistake) -> Explanation:
    if mistake.is_text and mistake.type in ("model_type", "string_type"):
        cure = "Write the German text, or one text for each language: de, en, de_easy."
        return f"“{mistake.name}” is no text.", cure
    wording = _WORDINGS.get(mistake.type, _anything_else)
    return wording(mistake)


def list_of(names: tuple[str, ...]) -> str:
    return ", ".join(names)


def nearest(name: str, names: tuple[str, ...]) -> str:
    """“Did you mean …?” when one of the names is near, else all of them."""
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else f"There is: {list_of(names)}."


def _missing(mistake: Mistake) -> Explanation:
    if mistake.is_item:
        return f"“{mistake.name}” has too few entries.", "Add one, after “- ”."
    if mistake.name == "de":
        return "The German text (de) is missing.", "Write it; the other languages are extra."
    return f"“{mistake.name}” is missing.", f"Add “{mistake.name}:”."


def _unknown_key(mistake: Mistake) -> Explanation:
    what = f"“{mistake.name}” is no key that can stand here."
    if " " in mistake.name:
        return what, "A text with a comma between { and } needs quotes."
    return what, nearest(mistake.name, mistake.allowed)


def _pattern(mistake: Mistake) -> Explanation:
    cures = {
        r"^[a-z][a-z0-9_]*$": "Use lower-case letters without umlauts, digits and _; begin with "
        "a letter.",
        r"^[a-z0-9_]+$": "Use lower-case letters without umlauts, digits and _.",
        r"^\d{4}-\d{2}-\d{2}$": "Write year-month-day, such as 2026-03-31.",
    }
    cure = cures.get(str(mistake.details.get("pattern")), "Compare docs/form-format.md.")
    return f"“{mistake.given}” is not written as “{mistake.name}” has to be.", cure


def _one_of(mistake: Mistake) -> Explanation:
    names = tuple(str(mistake.details["expected"]).replace(" or ", ", ").split(", "))
    bare = tuple(name.strip("'") for name in names)
    return f"“{mistake.given}” is not known as “{mistake.name}”.", nearest(str(mistake.given), bare)


def _kind(mistake: Mistake) -> Explanation:
    kinds = tuple(kind.strip("'") for kind in str(mistake.details["expected_tags"]).split(", "))
    guess = get_close_matches(str(mistake.details["tag"]), kinds, n=1)
    hint = f"Did you mean “{guess[0]}”? " if guess else ""
    return f"“{mistake.details['tag']}” is no kind of field.", f"{hint}Kinds: {list_of(kinds)}."


def _no_kind(_: Mistake) -> Explanation:
    return "The field does not say its kind.", "Add “kind:”, such as “kind: text”."


def _empty(mistake: Mistake) -> Explanation:
    return f"“{mistake.name}” is empty.", "Write a text, or delete the line."


def _too_long(mistake: Mistake) -> Explanation:
    most = mistake.details["max_length"]
    if isinstance(mistake.given, str):
        return f"“{mistake.name}” is longer than {most} characters.", "Shorten it."
    return f"“{mistake.name}” has more than {most} entries.", "Take some out."


def _too_few(mistake: Mistake) -> Explanation:
    return f"“{mistake.name}” has no entry.", "Add at least one, as “- …” on a line of its own."


def _whole_number(mistake: Mistake) -> Explanation:
    return f"“{mistake.given}” is no whole number.", "Write digits only, such as 10."


def _number(mistake: Mistake) -> Explanation:
    return f"“{mistake.given}” is no number.", "Write digits, with a point for decimals: 0.5."


def _yes_no(mistake: Mistake) -> Explanation:
    return f"“{mistake.given}” is neither yes nor no.", "Write true or false."


def _at_least(mistake: Mistake) -> Explanation:
    least = mistake.details.get("ge", mistake.details.get("gt"))
    than = "at least" if "ge" in mistake.details else "more than"
    return f"“{mistake.name}” is {mistake.given}.", f"It has to be {than} {least:g}."


def _at_most(mistake: Mistake) -> Explanation:
    return f"“{mistake.name}” is {mistake.given}.", f"It can be {mistake.details['le']:g} at most."


def _no_list(mistake: Mistake) -> Explanation:
    return f"“{mistake.name}” is no list.", "Put every entry on a line of its own, after “- ”."


def _no_mapping(mistake: Mistake) -> Explanation:
    cure = "Write keys with colons, indented below it."
    return f"“{mistake.name}” has no keys and values.", cure


def _no_single_text(mistake: Mistake) -> Explanation:
    return f"“{mistake.name}” is no single text.", "Write one text after the colon."


def _own_words(mistake: Mistake) -> Explanation:
    what, _, cure = str(mistake.details["error"]).partition("; ")
    return f"{what[0].upper()}{what[1:]}.", f"{cure[:1].upper()}{cure[1:]}."


def _anything_else(mistake: Mistake) -> Explanation:
    return f"“{mistake.name}” cannot be used ({mistake.type}).", "Compare docs/form-format.md."


_WORDINGS: Mapping[str, Callable[[Mistake], Explanation]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "string_pattern_mismatch": _pattern,
    "literal_error": _one_of,
    "enum": _one_of,
    "union_tag_invalid": _kind,
    "union_tag_not_found": _no_kind,
    "string_too_short": _empty,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "too_short": _too_few,
    "int_parsing": _whole_number,
    "int_parsing_size": _whole_number,
    "int_type": _whole_number,
    "float_parsing": _number,
    "float_type": _number,
    "finite_number": _number,
    "bool_parsing": _yes_no,
    "bool_type": _yes_no,
    "greater_than": _at_least,
    "greater_than_equal": _at_least,
    "less_than_equal": _at_most,
    "tuple_type": _no_list,
    "dict_type": _no_mapping,
    "model_type": _no_mapping,
    "model_attributes_type": _no_mapping,
    "string_type": _no_single_text,
    "value_error": _own_words,
}
