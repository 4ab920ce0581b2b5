"""The languages in which the lab speaks to participants, and which of them a visitor gets."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

from lab.pages.languages import HTML_LANGUAGES
from lab.web.participant.visitor import visitor

NAMES = {"de": "Deutsch", "en": "English", "de_easy": "Leichtes Deutsch"}
EVERY = tuple(NAMES)


@dataclass(frozen=True, slots=True)
class Offered:
    """One entry of the language switch; `keep` is what else the address carries."""

    code: str
    name: str
    html: str
    keep: str


def chosen(offered: Sequence[str] = EVERY) -> str:
    """Asked for in address or form, else that of the session, else the browser's, else the first.

    Very easy German is never guessed: it has to be asked for.
    """
    return _known_or_guessed(request.values.get("lang", ""), offered)


def chosen_in_trouble() -> str:
    """The form is not looked at: that it cannot be read may be what went wrong."""
    return _known_or_guessed(request.args.get("lang", ""), EVERY)


def _known_or_guessed(asked: str, offered: Sequence[str]) -> str:
    if asked in offered:
        return asked
    here = visitor()
    if here and here.session.language in offered:
        return here.session.language
    guessed = [one for one in offered if one in ("de", "en")]
    return request.accept_languages.best_match(guessed) or offered[0]


def switch(offered: Sequence[str], **keep: str) -> tuple[Offered, ...]:
    kept = "".join(f"&{urlencode({name: value})}" for name, value in keep.items() if value)
    return tuple(Offered(one, NAMES[one], HTML_LANGUAGES[one], kept) for one in offered)
