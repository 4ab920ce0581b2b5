"""Who may do what: one table from every route of the lab to the roles that may use it."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """Who is asking. Everyone but a participant and an anonymous visitor is staff."""

    ANONYMOUS = "anonymous"
    PARTICIPANT = "participant"
    MODERATOR = "moderator"
    DESIGNER = "designer"
    OFFICIAL = "official"
    ADMINISTRATOR = "administrator"


NOBODY: frozenset[Role] = frozenset()
PUBLIC = frozenset({Role.ANONYMOUS, Role.PARTICIPANT})
SITTING = frozenset({Role.PARTICIPANT})
STAFF = frozenset({Role.MODERATOR, Role.DESIGNER, Role.OFFICIAL, Role.ADMINISTRATOR})
TEAM = STAFF - {Role.OFFICIAL}
RUNS_SESSIONS = frozenset({Role.MODERATOR, Role.ADMINISTRATOR})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
ARRIVING = STAFF | {Role.ANONYMOUS}

PARTICIPANT_ROUTES: Mapping[str, frozenset[Role]] = {
    "static": PUBLIC,
    "home": PUBLIC,
    "livez": PUBLIC,
    "information": PUBLIC,
    "decide": PUBLIC,
    "declined": PUBLIC,
    "thanks": PUBLIC,
    "withdrawal": PUBLIC,
    "withdraw_by_code": PUBLIC,
    "withdrawn": PUBLIC,
    "receive_events": PUBLIC,
    "task": SITTING,
    "begin_task": SITTING,
    "form": SITTING,
    "form_page": SITTING,
    "submit_page": SITTING,
    "done": SITTING,
    "seq": SITTING,
    "answer_seq": SITTING,
    "sus": SITTING,
    "answer_sus": SITTING,
    "preference": SITTING,
    "answer_preference": SITTING,
    "give_up": SITTING,
    "end_form": SITTING,
    "stop": SITTING,
    "stop_now": SITTING,
    "receipt": SITTING,
    "finish": SITTING,
}
"""Endpoints of the participants' application. What is not listed is refused."""

STAFF_ROUTES: Mapping[str, frozenset[Role]] = {
    "static": ARRIVING,
    "enter_page": ARRIVING,
    "enter": ARRIVING,
    "left": ARRIVING,
    "leave": STAFF,
    "studies": STAFF,
    "study": STAFF,
    "live_counts": STAFF,
    "report": STAFF,
    "session_list": TEAM,
    "session": TEAM,
    "replay": TEAM,
    "replayed_page": TEAM,
    "preview": TEAM,
    "preview_answer": TEAM,
    "withdrawal": RUNS_SESSIONS,
    "find_or_withdraw": RUNS_SESSIONS,
    "withdrawn": RUNS_SESSIONS,
    "links": ADMINISTRATOR,
    "new_link": ADMINISTRATOR,
}
"""Endpoints of the staff's application. What is not listed is refused."""


def may(role: Role, endpoint: str, routes: Mapping[str, frozenset[Role]]) -> bool:
    return role in routes.get(endpoint, NOBODY)
