"""Puts the participants' application together: every address, and who may use it."""

from pathlib import Path

from flask import Flask

from lab.access import PARTICIPANT_ROUTES
from lab.web.failures import show_failures
from lab.web.guard import guard
from lab.web.participant import consent, form, home, leaving, questionnaires, recording, task
from lab.web.participant.trouble import error_page
from lab.web.participant.visitor import forget_withdrawn, good_form_token, who
from lab.web.security import harden
from lab.web.services import EXTENSION, Services

STATIC = Path(__file__).parent.parent / "static"

ROUTES = (
    ("GET", "/", "home", home.home),
    ("GET", "/livez", "livez", home.livez),
    ("GET", "/s/<study_id>", "information", consent.information),
    ("POST", "/s/<study_id>", "decide", consent.decide),
    ("GET", "/declined", "declined", leaving.declined),
    ("GET", "/task", "task", task.task),
    ("POST", "/task", "begin_task", task.begin_task),
    ("GET", "/form", "form", form.form),
    ("GET", "/form/<page_id>", "form_page", form.form_page),
    ("POST", "/form/<page_id>", "submit_page", form.submit_page),
    ("GET", "/form/done", "done", form.done),
    ("GET", "/seq", "seq", questionnaires.seq),
    ("POST", "/seq", "answer_seq", questionnaires.answer_seq),
    ("GET", "/sus", "sus", questionnaires.sus),
    ("POST", "/sus", "answer_sus", questionnaires.answer_sus),
    ("GET", "/preference", "preference", questionnaires.preference),
    ("POST", "/preference", "answer_preference", questionnaires.answer_preference),
    ("GET", "/receipt", "receipt", leaving.receipt),
    ("POST", "/receipt", "finish", leaving.finish),
    ("GET", "/thanks", "thanks", leaving.thanks),
    ("GET", "/give-up", "give_up", leaving.give_up),
    ("POST", "/give-up", "end_form", leaving.end_form),
    ("GET", "/stop", "stop", leaving.stop),
    ("POST", "/stop", "stop_now", leaving.stop_now),
    ("GET", "/withdraw", "withdrawal", leaving.withdrawal),
    ("POST", "/withdraw", "withdraw_by_code", leaving.withdraw_by_code),
    ("GET", "/withdrawn", "withdrawn", leaving.withdrawn),
    ("POST", recording.ADDRESS, "receive_events", recording.refuse_events),
)
STATIC_SECONDS = 600
"""Styles and fonts are kept for about one sitting; longer, and an upgraded lab looks broken."""
WITHOUT_FORM_TOKEN = frozenset({"receive_events"})


def create_app(services: Services) -> Flask:
    app = Flask("lab.web.participant", static_folder=str(STATIC), static_url_path="/static")
    app.extensions[EXTENSION] = services
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_SECONDS
    recording.receives_events(app, services)
    harden(app, services.settings)
    guard(
        app,
        services.settings,
        PARTICIPANT_ROUTES,
        who=who,
        good_form_token=good_form_token,
        without_form_token=WITHOUT_FORM_TOKEN,
    )
    show_failures(app, error_page)
    app.after_request(forget_withdrawn)
    for method, address, endpoint, view in ROUTES:
        app.add_url_rule(address, endpoint, view, methods=[method])
    return app
