"""The one-time link by which staff come in: good for one press of a button, not for looking."""

from datetime import datetime, timedelta

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from lab.access import Role
from lab.store import staff
from lab.store.database import Store
from lab.web.services import services
from lab.web.staff.showing import show
from lab.web.staff.visitor import admit, dismiss
from lab.web.tokens import new_token, token_hash

LINK_LASTS = timedelta(hours=12)
GIVEN = (Role.MODERATOR, Role.DESIGNER, Role.OFFICIAL, Role.ADMINISTRATOR)


def make_link(store: Store, role: Role, now: datetime) -> str:
    """The path of a fresh link, to be put behind the lab's address."""
    token = new_token()
    store.write(lambda db: staff.add_link(db, token_hash(token), role, now + LINK_LASTS))
    return f"/staff/enter/{token}"


def enter_page(token: str) -> str:
    """Looking does not use the link up: mail programs and chats look at links too."""
    return show("enter.html", token=token)


def enter(token: str) -> Response:
    lab = services()
    role = lab.store.write(lambda db: staff.use_link(db, token_hash(token), lab.now()))
    if role is None:
        abort(410)
    response = redirect(url_for("studies"), 303)
    admit(response, role)
    return response


def links() -> str:
    return show("links.html", roles=GIVEN, link="", given="")


def new_link() -> str:
    """Shown once; the lab keeps only its hash."""
    role = request.form.get("role", "")
    if role not in GIVEN:
        abort(400)
    lab = services()
    path = make_link(lab.store, Role(role), lab.now())
    site = (lab.settings.public_url or request.host_url).rstrip("/")
    return show("links.html", roles=GIVEN, link=site + path, given=role)


def leave() -> Response:
    response = redirect(url_for("left"), 303)
    dismiss(response)
    return response


def left() -> str:
    return show("left.html")
