"""The lab's front door: participants go where they are, others are told how to get in."""

from flask import url_for
from werkzeug.wrappers import Response

from lab.web.participant.languages import chosen
from lab.web.participant.places import right_place
from lab.web.participant.showing import message, words
from lab.web.participant.visitor import visitor


def home() -> str | Response:
    if visitor():
        return right_place()
    language = chosen()
    say = words(language)
    return message(
        language,
        "Formwerkstatt",
        say("Here forms are tested. To take part, open the link that you were given."),
        links=((url_for("withdrawal", lang=language), say("Have your data deleted")),),
    )


def livez() -> str:
    """For whoever watches whether the server answers."""
    return "ok"
