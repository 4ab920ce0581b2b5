"""Watching an attempt: every page that was seen, and on a time line what was done on it."""

from dataclasses import dataclass, replace

from flask import abort, make_response
from werkzeug.wrappers import Response

from lab.sessions.events import EventKind
from lab.sessions.ledger import Completion
from lab.sessions.model import SessionState
from lab.sessions.replay import Scene
from lab.sessions.replay_lines import HESITATION_SECONDS, Kind, Line, Mark
from lab.web.security import REPLAY_POLICY, REPLAYED_POLICY
from lab.web.staff.replay_words import Words, clock, dots
from lab.web.staff.replayed_page import document, not_known
from lab.web.staff.showing import show, words
from lab.web.staff.watching import Watched, watched

SKIPPED = frozenset({Kind.IDLE.value, EventKind.HIDDEN.value})
"""What the player may leave out: pauses, and time in which the page was not to be seen."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list, and what the player needs of it. at_ms: on the page's time line."""

    at_ms: float
    time: str
    until_ms: float | None
    kind: str
    field: str
    label: str
    told: str
    mark: Mark | None
    amount: int | None
    said: str
    by_server: bool
    skipped: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A scene as the template shows it."""

    scene: Scene
    title: str
    reason: str
    opened: str
    width: int
    not_known: int
    rows: tuple[Row, ...]


def replay(study_id: str, session_id: str, number: int) -> Response:
    seen = watched(study_id, session_id, number)
    spoken = Words(seen.version, words())
    scenes = tuple(_shown(seen, scene, spoken) for scene in seen.replay.scenes)
    page = show(
        "replay.html",
        seen=seen,
        study=seen.pin.study,
        attempt_number=number,
        scenes=scenes,
        before=tuple(_server_row(line, 0.0, spoken) for line in seen.replay.before),
        marks={mark: _count(scenes, mark) for mark in Mark},
        is_whole=seen.session.completion == Completion.COMPLETE,
        is_running=seen.session.state == SessionState.ACTIVE,
        hesitation=HESITATION_SECONDS,
    )
    response = make_response(page)
    response.headers["Content-Security-Policy"] = REPLAY_POLICY
    return response


def replayed_page(study_id: str, session_id: str, number: int, key: str) -> Response:
    """What stands in the player's frame. key: of the scene."""
    seen = watched(study_id, session_id, number)
    scene = next((one for one in seen.replay.scenes if one.key == key), None) or abort(404)
    response = make_response(document(seen, scene, words()) or abort(404))
    response.headers["Content-Security-Policy"] = REPLAYED_POLICY
    return response


def _count(scenes: tuple[Shown, ...], mark: Mark) -> int:
    return sum(row.mark == mark for scene in scenes for row in scene.rows)


def _shown(seen: Watched, scene: Scene, spoken: Words) -> Shown:
    own = tuple(_row(line, spoken) for line in scene.lines)
    hidden = _with_hidden_spans(own, scene.length_ms)
    after = tuple(_server_row(line, scene.length_ms, spoken) for line in scene.afterwards)
    return Shown(
        scene=scene,
        title=spoken.page(scene.page),
        reason=_reason(scene, spoken),
        opened=clock(scene.opened_ms, spoken.say.language),
        width=_width(scene),
        not_known=not_known(seen, scene),
        rows=(*hidden, *after),
    )


def _row(line: Line, spoken: Words) -> Row:
    return _made(line, line.at_ms, spoken, by_server=False)


def _server_row(line: Line, length_ms: float, spoken: Words) -> Row:
    """Its time is by the server's clock, its place behind what happened on the page."""
    return _made(line, length_ms, spoken, by_server=True)


def _made(line: Line, at_ms: float, spoken: Words, *, by_server: bool) -> Row:
    field = line.event.field if line.event else ""
    amount = spoken.amount(line)
    told = spoken.line(line)
    return Row(
        at_ms=at_ms,
        time=clock(line.at_ms, spoken.say.language),
        until_ms=line.until_ms,
        kind=line.kind,
        field=field,
        label=spoken.field(field) if field else "",
        told=f"{told}: {dots(amount[0])} {amount[1]}" if amount and amount[0] else told,
        mark=line.mark,
        amount=amount[0] if amount else None,
        said=amount[1] if amount else "",
        by_server=by_server,
        skipped=line.kind in SKIPPED,
    )


def _with_hidden_spans(rows: tuple[Row, ...], length_ms: float) -> tuple[Row, ...]:
    """A hidden page stays so until it is seen again."""
    seen_again = [row.at_ms for row in rows if row.kind == EventKind.VISIBLE]
    return tuple(
        replace(row, until_ms=next((at for at in seen_again if at >= row.at_ms), length_ms))
        if row.kind == EventKind.HIDDEN
        else row
        for row in rows
    )


def _width(scene: Scene) -> int:
    """Of the window in which the page was shown, in CSS pixels; 0 when it is not known."""
    for line in scene.lines:
        if line.event and line.kind == EventKind.PAGE_SHOWN:
            return int(line.event.data.get("width", 0))
    return 0


def _reason(scene: Scene, spoken: Words) -> str:
    say = spoken.say
    if scene.served is None:
        return say("without asking the server")
    visit = scene.served.data.get("visit", "?")
    reasons = {
        "next": say("next page, visit %(n)s", n=visit),
        "back": say("by going back, visit %(n)s", n=visit),
        "reload": say("reloaded, visit %(n)s", n=visit),
        "errors": say("again, with errors, visit %(n)s", n=visit),
        "change": say("to change an answer, visit %(n)s", n=visit),
        "resume": say("gone on with, visit %(n)s", n=visit),
    }
    return reasons.get(str(scene.served.data.get("reason")), say("visit %(n)s", n=visit))
