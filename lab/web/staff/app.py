"""Puts the staff's application together: every address, and who may use it by lab/access.py."""

from pathlib import Path

from flask import Flask

from lab.access import STAFF_ROUTES
from lab.web.failures import show_failures
from lab.web.guard import guard
from lab.web.security import harden
from lab.web.services import EXTENSION, Services
from lab.web.staff import links, preview, replays, reports, sessions, studies, withdrawal
from lab.web.staff.showing import remember_language, show_failure
from lab.web.staff.visitor import good_form_token, stay, who
from lab.web.staff.watching import SessionGone, gone

STATIC = Path(__file__).parent.parent / "static"
PREVIEW = "/studies/<study_id>/preview/<version_id>/<task_id>/<page_id>"
SESSION = "/studies/<study_id>/sessions/<session_id>"

ROUTES = (
    ("GET", "/", "studies", studies.studies),
    ("GET", "/studies/<study_id>", "study", studies.study),
    ("GET", "/studies/<study_id>/counts.json", "live_counts", studies.live_counts),
    ("GET", "/studies/<study_id>/reports/<day>/<name>", "report", reports.report),
    ("GET", "/studies/<study_id>/sessions", "session_list", sessions.session_list_page),
    ("GET", SESSION, "session", sessions.session),
    ("GET", f"{SESSION}/<int:number>", "replay", replays.replay),
    ("GET", f"{SESSION}/<int:number>/<key>", "replayed_page", replays.replayed_page),
    ("GET", PREVIEW, "preview", preview.preview),
    ("POST", PREVIEW, "preview_answer", preview.preview_answer),
    ("GET", "/withdrawal", "withdrawal", withdrawal.withdrawal_page),
    ("POST", "/withdrawal", "find_or_withdraw", withdrawal.find_or_withdraw),
    ("GET", "/withdrawn", "withdrawn", withdrawal.withdrawn),
    ("GET", "/links", "links", links.links),
    ("POST", "/links", "new_link", links.new_link),
    ("GET", "/enter/<token>", "enter_page", links.enter_page),
    ("POST", "/enter/<token>", "enter", links.enter),
    ("POST", "/leave", "leave", links.leave),
    ("GET", "/left", "left", links.left),
)


def create_app(services: Services) -> Flask:
    app = Flask("lab.web.staff", static_folder=str(STATIC), static_url_path="/static")
    app.extensions[EXTENSION] = services
    harden(app, services.settings)
    guard(app, services.settings, STAFF_ROUTES, who=who, good_form_token=good_form_token)
    show_failures(app, show_failure)
    app.register_error_handler(SessionGone, gone)
    app.after_request(remember_language)
    app.after_request(stay)
    for method, address, endpoint, view in ROUTES:
        app.add_url_rule(address, endpoint, view, methods=[method])
    return app
