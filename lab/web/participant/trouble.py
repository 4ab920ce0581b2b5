"""What a participant reads when something goes wrong, and what to do then."""

from flask import g, request

from lab.web.participant.consent import BEGUN
from lab.web.participant.languages import chosen_in_trouble
from lab.web.participant.showing import message, words


def error_page(status: int, reference: str) -> str:
    # The database may be what failed: it is not asked again who this is.
    g.setdefault("visitor", None)
    language = chosen_in_trouble()
    heading, told = _told(status, language)
    say = words(language)
    return message(language, heading, told, say("Reference: %(reference)s", reference=reference))


def _told(status: int, language: str) -> tuple[str, str]:
    say = words(language)
    if status == 403 and BEGUN in request.args:
        return (
            say("Your browser keeps no cookies"),
            say(
                "Without its one cookie the lab cannot put your answers together. Allow cookies "
                "for this page, or use another browser, and open the link again that you were "
                "given."
            ),
        )
    if status == 403:
        return (
            say("We do not know where you are"),
            say("Open the link again that you were given. Perhaps you have finished already."),
        )
    if status == 404:
        return say("There is no such page"), say("Check the address, or open your link again.")
    if status == 413:
        return say("That is too much text"), say("Go back and write less.")
    if status == 503:
        return (
            say("The lab is busy"),
            say("Nothing is lost. Go back, wait a moment, and press the button again."),
        )
    if status >= 500:
        return (
            say("Something went wrong here"),
            say("That is our fault. Go back and try again, or open your link again."),
        )
    return say("That did not work"), say("Go back, load the page again, and try once more.")
