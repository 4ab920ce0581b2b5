"""Looks up what the lab says in the reader's language; the English sentence is the key."""

import gettext
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "en"
FALLBACKS = {"de_easy": "de"}
"""Where a language looks when it has no words of its own; after that comes the English key."""


@dataclass(frozen=True, slots=True)
class Translator:
    """One domain in one language. Called, it translates: `say = translator(…); say("Go on")`."""

    language: str
    messages: gettext.NullTranslations

    def gettext(self, message: str, /, **values: object) -> str:
        """The message in this language; %(name)s in it is filled from `values`."""
        return self.messages.gettext(message) % values if values else self.messages.gettext(message)

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form of the message that fits the number; %(n)s in it is the number."""
        return self.messages.ngettext(one, many, n) % {"n": n, **values}

    def __call__(self, message: str, /, **values: object) -> str:
        return self.gettext(message, **values)


@lru_cache(maxsize=32)
def translator(domain: str, language: str) -> Translator:
    """domain: form, participant, staff or report. language: de, en or de_easy."""
    return Translator(language, _messages(domain, language))


def _messages(domain: str, language: str) -> gettext.NullTranslations:
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    messages = _read(domain, language)
    if language in FALLBACKS:
        messages.add_fallback(_messages(domain, FALLBACKS[language]))
    return messages


def _read(domain: str, language: str) -> gettext.NullTranslations:
    path = resources.files("lab.texts").joinpath("catalogues", f"{domain}.{language}.po")
    if not path.is_file():
        return gettext.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(path.read_bytes())))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
