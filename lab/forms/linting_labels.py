"""Advice on the words of single fields: two questions in one label, help nobody sees, and so on."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from lab.forms.linting import Advice
from lab.forms.model import (
    AnswerField,
    ChoiceField,
    DateField,
    NumberField,
    Page,
    StaticText,
    Text,
    TextField,
)
from lab.forms.spots import Spot

LONGEST_HINT = 20
"""Words. GOV.UK: one short sentence."""
FEW_OPTIONS, MANY_OPTIONS = 5, 12
_LONGEST_LIST = 8
_TWO_QUESTIONS = re.compile(
    r"^\w[\w.-]*(?: \w[\w.-]*)?(?:, | / |/(?!in\b|innen\b|-))\w|\b(?:und/oder|and/or)\b"
    r"|\((?:neu|alt|new|old) ?/ ?(?:neu|alt|new|old)\)|: \w[\w.-]*, \w"
)
_CONDITION = re.compile(
    r"\(?\b(?:nur (?:bei|falls|wenn|für)|nur (?:auszufüllen|ausfüllen)|(?:falls|wenn|sofern) "
    r"(?:ja|nein|abweichend|zutreffend|vorhanden)|only (?:if|for|in case)|if (?:yes|no\b|different"
    r"|applicable))\b[^)]*\)?",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"(?:Nachname|Vorname|Familienname|Name|Geburtsname|Geburtsdatum|Geburtsort|Anschrift|Adresse"
    r"|Wohnort|Straße|Beruf|Telefon|Telefonnummer|E-Mail|Staatsangehörigkeit|Familienstand"
    r"|(?:Last|First|Full) name|Surname|Date of birth|Place of birth|Address|Street|Telephone"
    r"|Nationality|Email)(?:, .*)?",
    re.IGNORECASE,
)
_PEOPLE: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{pattern})", re.IGNORECASE)
    for name, pattern in {
        "Antragsteller": "Antragsteller|antragstellende|applicant",
        "Halter": "Halter|Zulassungsinhaber|Fahrzeughalter|keeper|registration holder",
        "Kind": "Kind(?:es|er)?\\b|child",
        "Partner": "Partner|Ehegatt|Ehefrau|Ehemann|spouse",
        "Eltern": "Mutter|Vater|Elternteil|mother|father|parent",
        "Vermieter": "Vermieter|Wohnungsgeber|landlord",
        "Bevollmächtigte": "Bevollmächtigt|Vertreter|representative",
        "Arbeitgeber": "Arbeitgeber|employer",
    }.items()
}


def lint_field(one: AnswerField, spot: Spot, language: str) -> Iterator[Advice]:
    label = one.label.in_language(language)
    if label.rstrip().endswith(":"):
        yield Advice("label_colon", (*spot, "label", language), label)
    typed = isinstance(one, TextField | NumberField | DateField)
    if typed and len(label.split()) <= _LONGEST_LIST and _TWO_QUESTIONS.search(label):
        yield Advice("label_two_questions", (*spot, "label", language), label)
    condition = _CONDITION.search(label)
    if condition and one.show_if is None:
        yield Advice("condition_in_words", (*spot, "label", language), condition.group())
    yield from _lint_help(one, spot, language)
    yield from _lint_kind(one, spot, language)


def _lint_help(one: AnswerField, spot: Spot, language: str) -> Iterator[Advice]:
    hint = _said(one.hint, language)
    if hint and _bare(hint) == _bare(one.label.in_language(language)):
        yield Advice("hint_repeats_label", (*spot, "hint", language), hint)
    if len(hint.split()) > LONGEST_HINT:
        yield Advice("hint_long", (*spot, "hint", language), hint, {"words": len(hint.split())})
    tooltip = _said(one.tooltip, language)
    if tooltip and _bare(tooltip) not in _bare(hint):
        yield Advice("tooltip_only", (*spot, "tooltip", language), tooltip)
    placeholder = _said(one.placeholder, language) if isinstance(one, TextField) else ""
    if placeholder and _bare(placeholder) not in _bare(hint):
        yield Advice("placeholder_as_hint", (*spot, "placeholder", language), placeholder)


def _lint_kind(one: AnswerField, spot: Spot, language: str) -> Iterator[Advice]:
    label, place = one.label.in_language(language), (*spot, "label", language)
    told = bool(one.hint or one.help)
    match one:
        case TextField(kind="pattern") if not told and not any(map(str.isdigit, label)):
            yield Advice("format_not_said", place, label)
        case DateField(boxes="one") if not told:
            yield Advice("date_format_not_said", place, label)
        case ChoiceField(kind="select", options=options) if len(options) <= FEW_OPTIONS:
            yield Advice("select_few_options", place, label, {"options": len(options)})
        case ChoiceField(kind="radios", options=options) if len(options) > MANY_OPTIONS:
            yield Advice("radios_many", place, label, {"options": len(options)})


def lint_labels(page: Page, spot: Spot, language: str) -> Iterator[Advice]:
    """What only the labels of a page together show."""
    spots = {one.id: (*spot, "fields", n, "label", language) for n, one in enumerate(page.fields)}
    times = Counter(_bare(one.label.in_language(language)) for one in page.answer_fields)
    for one in page.answer_fields:
        label = one.label.in_language(language)
        if times[_bare(label)] > 1:
            yield Advice("label_twice", spots[one.id], label, {"times": times[_bare(label)]})
    people = _people_on(page, language)
    if len(people) > 1:
        for name, label in _without_who(page, language):
            yield Advice("label_without_who", spots[name], label, {"people": ", ".join(people)})


def _people_on(page: Page, language: str) -> tuple[str, ...]:
    said = " \n".join((page.title.in_language(language), *_headings_and_labels(page, language)))
    return tuple(name for name, pattern in _PEOPLE.items() if pattern.search(said))


def _headings_and_labels(page: Page, language: str) -> Iterator[str]:
    for one in page.fields:
        if not isinstance(one, StaticText):
            yield one.label.in_language(language)
        elif one.style == "heading":
            yield one.text.in_language(language)


def _without_who(page: Page, language: str) -> Iterator[tuple[str, str]]:
    """Id and label of personal questions, unless a heading before them names a person."""
    governed = False
    for one in page.fields:
        if isinstance(one, StaticText):
            if one.style == "heading":
                governed = _names_somebody(one.text.in_language(language))
            continue
        label = one.label.in_language(language)
        if _PERSONAL.fullmatch(label) and not governed:
            yield one.id, label


def _names_somebody(text: str) -> bool:
    return any(pattern.search(text) for pattern in _PEOPLE.values())


def _said(text: Text | None, language: str) -> str:
    return text.in_language(language) if text else ""


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
