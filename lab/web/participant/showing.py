"""Fills a template of the lab's own pages, and frames the pages of a form."""

from flask import request

from lab.pages.environment import environment
from lab.pages.frame import Capture, Frame, TaskCard, task_card
from lab.pages.languages import HTML_LANGUAGES
from lab.sessions.model import Attempt, SessionState
from lab.texts.translator import Translator, translator
from lab.web import csrf
from lab.web.participant.places import address
from lab.web.participant.recording import stream_token
from lab.web.participant.visitor import Visitor, form_token, participant
from lab.web.services import services

DOMAIN = "participant"
_TEMPLATES = environment("lab.web.participant")


def words(language: str) -> Translator:
    return translator(DOMAIN, language)


def show(template: str, language: str, frame: Frame, step: str, /, **context: object) -> str:
    say = words(language)
    html = HTML_LANGUAGES[language]
    return _TEMPLATES.get_template(f"participant/{template}").render(
        say=say,
        lang=html,
        lab_lang=html,
        frame=frame,
        step=step,
        page_id="",
        version_id="",
        **context,
    )


def message(
    language: str,
    heading: str,
    *paragraphs: str,
    links: tuple[tuple[str, str], ...] = (),
    frame: Frame | None = None,
) -> str:
    """A page that only says something. links: pairs of address and text."""
    around = frame or Frame(language)
    context = {"heading": heading, "paragraphs": paragraphs, "links": links}
    return show("message.html", language, around, "message", **context)


def open_frame(language: str) -> Frame:
    """Around a page that everybody may see. Nothing is recorded and nothing stored."""
    token = csrf.open_form_token(services().secret)
    return Frame(language, csrf_token=token, action=request.path)


def sitting_frame(*, card: bool = False) -> Frame:
    """Around a page between the forms. The script only sends what the device still keeps."""
    here = participant()
    running = here.session.state == SessionState.ACTIVE
    return Frame(
        here.session.language,
        csrf_token=form_token(),
        action=request.path,
        stop=address("stop") if running else "",
        task_card=card_of(here, here.attempt) if card else None,
        capture=Capture(address("receive_events"), here.session.id, mode="drain"),
    )


def form_frame(page_id: str, attempt: Attempt, *, back: str = "", go_on: str = "") -> Frame:
    """Around a page of the form under test."""
    here = participant()
    return Frame(
        here.session.language,
        csrf_token=form_token(),
        action=request.path,
        back=back,
        change=address("form_page", page_id="_").removesuffix("_"),
        go_on=go_on,
        stop=address("stop"),
        give_up="" if go_on else address("give_up"),
        task_card=card_of(here, attempt),
        capture=_recording(here, attempt, page_id),
    )


def draining_frame(language: str) -> Frame:
    """Around the last page of a sitting: the device sends what it still keeps."""
    return Frame(language, capture=Capture(address("receive_events"), session="", mode="drain"))


def purging_frame(language: str, session_id: str) -> Frame:
    """Around the page that follows a withdrawal: the device forgets what it kept."""
    return Frame(language, capture=Capture(address("receive_events"), session_id, mode="purge"))


def card_of(here: Visitor, attempt: Attempt) -> TaskCard:
    return task_card(here.pin.study.task(attempt.task), here.session.language)


def _recording(here: Visitor, attempt: Attempt, page_id: str) -> Capture:
    token = stream_token(services().secret, here.session.id, attempt.id, page_id)
    return Capture(address("receive_events"), here.session.id, token, page_id)
