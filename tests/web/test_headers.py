"""Every address of both applications, with every method: no answer without its headers."""

import pytest

from lab.web.participant.app import create_app as create_participant_app
from lab.web.security import HEADERS
from lab.web.staff.app import create_app as create_staff_app
from tests.web.conftest import STUDY

FILLED = {
    "study_id": STUDY,
    "version_id": "revised",
    "task_id": "blank",
    "page_id": "person",
    "session_id": "nobody",
    "number": 1,
    "key": "0",
    "token": "x",
    "day": "2026-11-22",
    "name": "report.html",
    "filename": "staff.css",
}
# Pages that say more exactly what they may do: a preview, a report.
OWN_POLICY = "Content-Security-Policy"


def addresses(app):
    for rule in app.url_map.iter_rules():
        with app.test_request_context():
            url = app.url_map.bind("localhost").build(
                rule.endpoint, {name: FILLED[name] for name in rule.arguments}
            )
        yield url.removeprefix("http://localhost")


@pytest.mark.parametrize("who", ["stranger", "participant", "staff"])
@pytest.mark.parametrize(
    ("create", "prefix"), [(create_participant_app, ""), (create_staff_app, "/staff")]
)
def test_no_answer_comes_without_its_headers(request, services, create, prefix, who):
    client = request.getfixturevalue(who)
    seen = set()
    for address in {*addresses(create(services)), "/nowhere"}:
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
            with client.open(prefix + address, method=method) as answer:
                seen.add(answer.status_code)
                for name in HEADERS.keys() - {OWN_POLICY, "Cache-Control"}:
                    assert answer.headers.get_all(name) == [HEADERS[name]], (address, name)
                assert "default-src 'none'" in answer.headers[OWN_POLICY], address
                if "/static/" not in address:
                    assert answer.headers["Cache-Control"] == "no-store", address
                assert answer.headers.get_all("Server") == [""]

    assert {404, 405} <= seen
