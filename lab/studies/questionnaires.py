"""What participants are asked after an attempt, after a version and at the end.

SEQ: Sauro & Dumas 2009 (CHI '09), one item, 1 to 7. SUS: Brooke 1996, ten items, 1 to 5, with
“system” replaced by “form”, as is usual. The German wordings are our own translations: the
published ones are not free to be copied. That limits comparison with German norms.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Wording = Mapping[str, str]
"""By language: de, en, de_easy."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Points 1 to `points`; only the ends are worded."""

    points: int
    low: Wording
    high: Wording


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Item:
    """A question: on a scale, with choices, or (neither) with a free text. All may be skipped."""

    id: str
    wording: Wording
    scale: Scale | None = None
    choices: tuple[Choice, ...] = ()


def said(wording: Wording, language: str) -> str:
    return wording.get(language) or wording["de"]


def _in(de: str, en: str, de_easy: str) -> Wording:
    return MappingProxyType({"de": de, "en": en, "de_easy": de_easy})


_EASE = Scale(
    7,
    low=_in("sehr schwer", "very difficult", "sehr schwer"),
    high=_in("sehr leicht", "very easy", "sehr leicht"),
)
_AGREEMENT = Scale(
    5,
    low=_in("stimme gar nicht zu", "strongly disagree", "Nein, gar nicht"),
    high=_in("stimme voll zu", "strongly agree", "Ja, ganz genau"),
)

SEQ: tuple[Item, ...] = (
    Item(
        "seq",
        _in(
            "Insgesamt: Wie schwer oder leicht war diese Aufgabe?",
            "Overall, how difficult or easy was this task?",
            "War die Aufgabe schwer oder leicht?",
        ),
        _EASE,
    ),
)

_SUS_WORDINGS: tuple[Wording, ...] = (
    _in(
        "Ich glaube, ich würde dieses Formular gern häufiger benutzen.",
        "I think that I would like to use this form frequently.",
        "Ich möchte dieses Formular gern öfter benutzen.",
    ),
    _in(
        "Ich fand das Formular unnötig kompliziert.",
        "I found the form unnecessarily complex.",
        "Das Formular ist zu schwierig. Das muss nicht so sein.",
    ),
    _in(
        "Ich fand das Formular leicht zu benutzen.",
        "I thought the form was easy to use.",
        "Ich kann das Formular leicht benutzen.",
    ),
    _in(
        "Ich glaube, ich bräuchte die Hilfe einer fachkundigen Person, um dieses Formular "
        "benutzen zu können.",
        "I think that I would need the support of a technical person to be able to use this form.",
        "Ich brauche Hilfe von einer anderen Person. Sonst kann ich das Formular nicht benutzen.",
    ),
    _in(
        "Ich fand, die einzelnen Teile des Formulars passen gut zusammen.",
        "I found the various parts of this form were well integrated.",
        "Alle Teile vom Formular passen gut zusammen.",
    ),
    _in(
        "Ich fand, in dem Formular passt zu vieles nicht zueinander.",
        "I thought there was too much inconsistency in this form.",
        "In dem Formular passt vieles nicht zusammen.",
    ),
    _in(
        "Ich kann mir vorstellen, dass die meisten Menschen sehr schnell lernen, dieses Formular "
        "zu benutzen.",
        "I would imagine that most people would learn to use this form very quickly.",
        "Ich glaube: Die meisten Menschen lernen das Formular sehr schnell.",
    ),
    _in(
        "Ich fand das Formular sehr umständlich zu benutzen.",
        "I found the form very cumbersome to use.",
        "Das Formular macht sehr viel Mühe.",
    ),
    _in(
        "Ich fühlte mich beim Benutzen des Formulars sehr sicher.",
        "I felt very confident using the form.",
        "Ich war beim Ausfüllen sehr sicher.",
    ),
    _in(
        "Ich musste vieles lernen, bevor ich mit dem Formular zurechtkam.",
        "I needed to learn a lot of things before I could get going with this form.",
        "Ich musste erst viel lernen. Dann konnte ich das Formular benutzen.",
    ),
)
SUS: tuple[Item, ...] = tuple(
    Item(f"sus_{number}", wording, _AGREEMENT)
    for number, wording in enumerate(_SUS_WORDINGS, start=1)
)

PREFERENCE: tuple[Item, ...] = (
    Item(
        "preference",
        _in(
            "Welches der beiden Formulare war besser?",
            "Which of the two forms was better?",
            "Welches Formular war besser?",
        ),
        choices=(
            Choice("first", _in("das erste", "the first one", "das erste Formular")),
            Choice("second", _in("das zweite", "the second one", "das zweite Formular")),
            Choice("same", _in("beide gleich", "both the same", "beide sind gleich")),
        ),
    ),
    Item(
        "preference_why",
        _in(
            "Warum? Schreiben Sie nichts, woran man Sie erkennen kann.",
            "Why? Do not write anything that identifies you.",
            "Warum? Schreiben Sie nicht Ihren Namen.",
        ),
    ),
)

QUESTIONNAIRES: Mapping[str, tuple[Item, ...]] = MappingProxyType(
    {"seq": SEQ, "sus": SUS, "preference": PREFERENCE}
)
