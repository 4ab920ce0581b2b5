"""Every route of the staff's application, tried by every role."""

import pytest
from werkzeug.test import Client

from lab.access import STAFF_ROUTES, Role
from lab.web.staff.app import ROUTES, create_app
from tests.web.pages import field_of, read_page

FILLED = {
    "study_id": "kitchen_sink",
    "version_id": "revised",
    "task_id": "blank",
    "page_id": "check",
    "token": "no-such-token",
    "day": "2026-11-22",
    "name": "report.html",
    "filename": "staff.css",
    "session_id": "0" * 32,
    "number": 1,
    "key": "server-0",
}
STAFF = ("moderator", "designer", "official", "administrator")
MATRIX = {
    # Endpoint: who gets further than the gate. Written out by hand, to be read against the table.
    "static": ("anonymous", *STAFF),
    "enter_page": ("anonymous", *STAFF),
    "enter": ("anonymous", *STAFF),
    "left": ("anonymous", *STAFF),
    "leave": STAFF,
    "studies": STAFF,
    "study": STAFF,
    "live_counts": STAFF,
    "report": STAFF,
    "session_list": ("moderator", "designer", "administrator"),
    "session": ("moderator", "designer", "administrator"),
    "replay": ("moderator", "designer", "administrator"),
    "replayed_page": ("moderator", "designer", "administrator"),
    "preview": ("moderator", "designer", "administrator"),
    "preview_answer": ("moderator", "designer", "administrator"),
    "withdrawal": ("moderator", "administrator"),
    "find_or_withdraw": ("moderator", "administrator"),
    "withdrawn": ("moderator", "administrator"),
    "links": ("administrator",),
    "new_link": ("administrator",),
}


def test_every_route_is_in_the_table_and_the_table_names_no_other(services):
    endpoints = {rule.endpoint for rule in create_app(services).url_map.iter_rules()}

    assert endpoints == STAFF_ROUTES.keys() == MATRIX.keys()


def test_the_table_says_what_was_meant():
    assert {name: {str(role) for role in roles} for name, roles in STAFF_ROUTES.items()} == {
        name: set(roles) for name, roles in MATRIX.items()
    }


def address(services, endpoint):
    app = create_app(services)
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    with app.test_request_context():
        return "/staff" + app.url_map.bind("localhost").build(
            endpoint, {name: FILLED[name] for name in rule.arguments}, method=None
        ).removeprefix("http://localhost")


@pytest.mark.parametrize("role", ["anonymous", *STAFF])
def test_each_role_gets_exactly_where_the_table_lets_it(role, lab, services, sign_in):
    methods = {endpoint: method for method, _, endpoint, _ in ROUTES} | {"static": "GET"}
    for endpoint, allowed in MATRIX.items():
        client = Client(lab) if role == "anonymous" else sign_in(Role(role))
        token = field_of(read_page(client.get("/staff/enter/x")), "csrf_token")

        answer = client.open(
            address(services, endpoint), method=methods[endpoint], data={"csrf_token": token}
        )

        answer.close()
        assert (answer.status_code == 403) == (role not in allowed), (endpoint, answer.status_code)


@pytest.mark.parametrize(
    "endpoint", [endpoint for method, _, endpoint, _ in ROUTES if method == "POST"]
)
@pytest.mark.parametrize(
    ("token", "origin"),
    [("", None), ("forged", None), (None, "http://evil.example"), (None, "null")],
    ids=["no token", "forged token", "foreign origin", "null origin"],
)
def test_no_form_is_taken_from_elsewhere(endpoint, token, origin, services, staff):
    mine = field_of(read_page(staff.get("/staff/enter/x")), "csrf_token")
    data = {"csrf_token": mine if token is None else token}
    headers = {"Origin": origin} if origin else {}

    answer = staff.post(address(services, endpoint), data=data, headers=headers)

    assert answer.status_code == 400


def test_a_form_token_of_another_session_is_refused(services, staff, sign_in):
    foreign = field_of(read_page(sign_in().get("/staff/")), "csrf_token")

    assert staff.post("/staff/leave", data={"csrf_token": foreign}).status_code == 400
    assert staff.get("/staff/").status_code == 200


def test_nothing_changes_by_looking(services, staff):
    def dump():
        with services.store.read() as db:
            return list(db.connection.driver_connection.iterdump())

    before = dump()
    for method, _, endpoint, _ in ROUTES:
        if method == "GET":
            staff.get(address(services, endpoint))
            staff.head(address(services, endpoint))

    assert dump() == before
