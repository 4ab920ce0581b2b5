"""What the replay shows is what was recorded: pages as served, errors as told, nothing typed."""

import secrets
from functools import partial
from typing import Any

import pytest
from werkzeug.test import Client

from lab.sessions.error_ledger import error_ledger
from lab.sessions.events import EventKind
from lab.sessions.model import SessionState
from lab.sessions.replay_lines import Kind, Line
from lab.store import events, sessions
from lab.store.events import Entry
from lab.texts.translator import translator
from lab.web.security import REPLAY_POLICY, REPLAYED_POLICY
from lab.web.staff.replay_words import EVENTS, Words, clock, dots
from tests.builders import a_version
from tests.web.conftest import STUDY
from tests.web.pages import read_page
from tests.web.participant.taking_part import Participant

CANARY = "Zwetschgenkern"


def watch(staff, person, position=1):
    return read_page(staff.get(address(person, position)))


def address(person, position=1):
    return f"/staff/studies/{STUDY}/sessions/{person.session.id}/{position}"


def frames(staff, page):
    """Every page of the replay as it stands in the player's frame."""
    return [read_page(staff.get(scene["data-served"])) for scene in page.select("[data-scene]")]


def told(page, kind):
    return [row.get_text(" ", strip=True) for row in page.select(f"tr[data-kind={kind}]")]


def capture(person, *recorded, **head):
    """Sends what the capture script would, of the page that is open: (ms, kind, field, data)."""
    script = person.page.select_one("script[data-token]")
    message = {
        "v": 1,
        "token": script["data-token"],
        "stream": secrets.token_hex(16),
        "page": script["data-page"],
        "opened_at": 1_790_000_000_000,
        "clock": [12.5, 1_790_000_000_012],
        "prev": "",
        "device": "mouse",
        "dropped": 0,
        "events": [[seq, *row] for seq, row in enumerate(recorded)],
    } | head
    answer = person.client.post("/events", json=message)
    assert answer.status_code == 200
    assert answer.get_json()["quarantined"] == []


SHOWN = (
    *(10, "page_shown", ""),
    {"width": 390, "height": 800, "input": "touch", "errors": 0, "navigation": "navigate"}
    | {"restored": False},
)
ENTERED: tuple[Any, ...] = (1000, "field_focused", "last_name", {})
TYPED = (9000, "field_changed", "last_name", {"how": "typed", "length": 14, "deletes": 2})


@pytest.fixture
def person(lab, services):
    """Stands before the second page of the revised form."""
    here = Participant(Client(lab), services=services)
    here.begin("revised")
    here.fill_page()
    return here


@pytest.fixture
def refused(person):
    """Was refused once, and went on."""
    capture(person, SHOWN, ENTERED, TYPED, (9500, "help_opened", "last_name", {}))
    person.fill_page(last_name="", first_name=CANARY)
    person.fill_page(last_name=CANARY, first_name=CANARY)
    return person


def test_the_marks_are_the_errors_and_helps_that_were_recorded(staff, refused, services):
    page = watch(staff, refused)

    with services.store.read() as db:
        ledger = error_ledger(events.of_attempt(db, refused.attempts[0].id))
    marked = page.select("tr[data-mark=error]")
    assert [row["data-of"] for row in marked] == [error.field for error in ledger]
    assert all(error.message in row.get_text() for row, error in zip(marked, ledger, strict=True))
    assert len(page.select("tr[data-mark=help]")) == 1
    assert page.select_one("[data-marks=error]").get_text() == str(len(ledger))


def test_every_event_is_a_line_or_the_head_of_a_page(staff, refused, services):
    page = watch(staff, refused)

    with services.store.read() as db:
        recorded = events.of_attempt(db, refused.attempts[0].id)
    derived = set(map(str, Kind))
    lines = [row for row in page.select("tr[data-kind]") if row["data-kind"] not in derived]
    before = page.select(".replay-before li")
    heads = [one for one in recorded if one.kind == EventKind.PAGE_SERVED]
    assert len(lines) + len(before) + len(heads) == len(recorded)
    assert len(page.select("[data-scene]")) == len(heads)


def test_nothing_typed_is_anywhere_in_a_replay(staff, refused):
    answer = staff.get(address(refused))
    assert CANARY not in answer.text

    for frame in frames(staff, watch(staff, refused)):
        assert CANARY not in str(frame)
        boxes = frame.select("main input:not([type=hidden], [type=radio], [type=checkbox])")
        assert all(box.get("value", "") == "" for box in boxes)
        assert frame.select("[checked], option[selected][value]:not([value=''])") == []


def test_how_much_was_typed_is_told_in_dots_and_words(staff, refused):
    (row,) = told(watch(staff, refused), "field_changed")

    assert "Angabe getippt, dabei 2 Mal gelöscht: •••••••••••••• 14 Zeichen" in row


def test_a_long_stretch_without_anything_is_a_hesitation(staff, refused):
    (row,) = told(watch(staff, refused), "hesitation")

    assert row.startswith("0:01,0")
    assert row.endswith("Zögern 8,0 s lang geschieht nichts")


def test_a_page_stands_as_it_was_served_with_the_errors_that_were_shown(staff, refused):
    seen = frames(staff, watch(staff, refused))

    errors = [[tag["data-error-field"] for tag in one.select("[data-error-rule]")] for one in seen]
    assert errors == [[], [], ["last_name"], []]
    message = seen[2].select_one("#f-last_name-error").get_text(" ", strip=True)
    assert message.endswith(refused.events(0, EventKind.VALIDATION_ERROR)[0][2]["message"])
    assert seen[2].select_one("body")["data-page"] == "person"
    assert "Vorschau" not in seen[2].select_one(".lab-bar__badge").get_text()


def test_the_frame_can_run_nothing_send_nothing_and_stand_nowhere_else(staff, refused):
    page = staff.get(address(refused))
    assert page.headers["Content-Security-Policy"] == REPLAY_POLICY
    assert "script-src 'self';" in REPLAY_POLICY
    assert "'unsafe" not in REPLAY_POLICY

    frame = staff.get(watch(staff, refused).select_one("[data-scene]")["data-served"])
    assert frame.headers["Content-Security-Policy"] == REPLAYED_POLICY
    assert "default-src 'none'" in REPLAYED_POLICY
    assert "form-action 'none'" in REPLAYED_POLICY
    assert "script-src" not in REPLAYED_POLICY
    assert "<script" not in frame.text
    iframe = watch(staff, refused).select_one("iframe")
    assert iframe["sandbox"] == ["allow-same-origin"]
    assert iframe.has_attr("inert")


def test_the_replay_speaks_the_staffs_language_and_the_page_the_participants(staff, refused):
    page = read_page(staff.get(f"{address(refused)}?lang=en"))

    assert "Answer typed" in page.get_text()
    assert {one.select_one("html")["lang"] for one in frames(staff, page)} == {"de"}


def test_without_javascript_what_the_server_saw_is_replayed(staff, person, services):
    person.fill_form()
    stopped, now = SessionState.STOPPED, services.now()
    session = person.session.id
    services.store.write(partial(sessions.end, session_id=session, state=stopped, now=now))

    page = watch(staff, person)

    assert "Vom Browser ist nichts angekommen" in page.get_text()
    assert len(page.select("[data-scene][data-nothing]")) == len(page.select("[data-scene]")) > 3
    assert [one.select_one("body")["data-page"] for one in frames(staff, page)][-1] == "check"


def test_the_page_to_check_on_does_not_claim_that_answers_were_blank(staff, person):
    person.fill_form()

    check = frames(staff, watch(staff, person))[-1]

    assert "(nicht aufgezeichnet)" in check.get_text()
    assert "Keine Angabe" not in check.get_text()


def test_missing_events_and_an_open_end_are_lines_of_their_own(staff, person):
    capture(person, SHOWN, ENTERED, TYPED)
    capture(person, SHOWN, ENTERED, TYPED, events=[[0, *SHOWN], [2, *TYPED]])

    page = watch(staff, person)

    assert len(page.select("tr[data-kind=open_end]")) == 2
    assert "Hier fehlt 1 Ereignis" in told(page, "missing")[0]
    assert told(page, "open_end")[0].startswith("0:09,0")


def test_what_depends_on_answers_is_shown_when_it_was_used_and_else_told(staff, lab, services):
    file = services.settings.forms / STUDY / "revised.yaml"
    asked = (
        "required: false\n        show_if: { field: last_name, answered: true }\n        max_length"
    )
    file.write_text(file.read_text().replace("required: false\n        max_length", asked, 1))
    here = Participant(Client(lab), services=services)
    here.begin("revised")
    here.fill_form()

    scene = watch(staff, here).select("[data-scene]")[-2]
    assert "2 Teile dieser Seite hängen von früheren Angaben ab" in scene.get_text()
    assert 'data-field="remarks"' not in staff.get(scene["data-served"]).text

    used = Entry(EventKind.VALIDATION_ERROR, "x", "remarks", {"rule": "too_long", "number": 9})
    attempt = here.attempts[0].id
    services.store.write(lambda db: events.append(db, attempt, [used], services.now()))

    scene = watch(staff, here).select("[data-scene]")[-2]
    assert "1 Teil dieser Seite hängt von früheren Angaben ab" in scene.get_text()
    assert 'data-field="remarks"' in staff.get(scene["data-served"]).text


def test_watching_writes_nothing(staff, refused, services):
    def dump():
        with services.store.read() as db:
            return list(db.connection.driver_connection.iterdump())

    before = dump()
    frames(staff, watch(staff, refused))
    assert dump() == before


def test_every_kind_of_event_is_put_into_words():
    served = {EventKind.PAGE_SERVED}  # the head of a page, not a line

    assert set(EventKind) - served <= EVENTS.keys()


def test_a_kind_nobody_has_put_into_words_is_told_by_its_name():
    words = Words(a_version(), translator("staff", "de"))

    assert words.line(Line("brand_new", 0.0)) == "brand_new (lasted_ms: 0.0, count: 0)"


@pytest.mark.parametrize(
    ("milliseconds", "language", "text"),
    [(0, "de", "0:00,0"), (61_250, "en", "1:01.2"), (59_960, "de", "1:00,0")],
)
def test_times_have_tenths_as_the_reader_writes_them(milliseconds, language, text):
    assert clock(milliseconds, language) == text


@pytest.mark.parametrize(("length", "shown"), [(0, 0), (3, 3), (24, 24), (25, 25), (9000, 25)])
def test_long_answers_are_not_dotted_without_end(length, shown):
    assert len(dots(length)) == shown


def test_an_attempt_under_way_can_be_watched(staff, person):
    assert person.attempt.ended_at is None
    assert "läuft noch" in watch(staff, person).get_text()
