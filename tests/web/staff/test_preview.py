import pytest
from bs4 import BeautifulSoup

from lab.web.security import PREVIEW_POLICY
from tests.web.conftest import STUDY
from tests.web.pages import field_of

BASE = f"/staff/studies/{STUDY}/preview"


def pages(services, version):
    found = services.library.study(STUDY).versions[version]
    checked = ("check",) if found.check_answers else ()
    return (*(page.id for page in found.pages), *checked, "done")


@pytest.mark.parametrize("version", ["original", "revised"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_of_every_version_is_shown_blank_and_filled_in(
    staff, services, version, language
):
    tasks = [task.id for task in services.library.study(STUDY).study.tasks]
    for fill in ("blank", *tasks):
        for page in pages(services, version):
            answer = staff.get(f"{BASE}/{version}/{fill}/{page}?lang={language}")
            assert answer.status_code == 200, (fill, page)
            expected = "nichts wird aufgezeichnet" if language == "de" else "nothing is recorded"
            assert expected in answer.text


def test_a_preview_has_no_script_and_is_locked_in(staff, services):
    page = pages(services, "revised")[0]

    answer = staff.get(f"{BASE}/revised/blank/{page}")

    assert answer.headers["Content-Security-Policy"] == PREVIEW_POLICY
    assert "script-src 'none'" in PREVIEW_POLICY
    assert "sandbox" in PREVIEW_POLICY
    assert "<script" not in answer.text


def test_a_preview_shows_the_messages_for_wrong_answers(staff):
    token = token_on(staff, f"{BASE}/revised/blank/person")

    answer = staff.post(f"{BASE}/revised/blank/person", data={"csrf_token": token})

    assert answer.status_code == 200
    assert "data-error-rule" in answer.text


def test_a_filled_in_preview_can_be_walked_to_the_end(staff, services):
    task = services.library.study(STUDY).study.tasks[0].id
    page = pages(services, "revised")[0]
    seen = []
    while page != "done":
        seen.append(page)
        assert len(seen) < 30
        page = submit(staff, f"{BASE}/revised/{task}/{page}")

    assert seen[-1] == "check"
    assert staff.get(f"{BASE}/revised/{task}/done").status_code == 200


def submit(staff, address):
    """What a browser would send back of the filled-in page; gives the next page's id."""
    (form,) = BeautifulSoup(staff.get(address).text, "html5lib").select("#page-form")
    data = []
    for control in form.select("input, textarea"):
        if control.get("type") in ("radio", "checkbox") and not control.has_attr("checked"):
            continue
        if control.get("name"):
            value = control.get("value") or control.get_text()
            data.append((control["name"], value))
    for select in form.select("select"):
        chosen = select.select_one("option[selected]")
        data.append((select["name"], chosen["value"] if chosen else ""))
    answer = staff.post(address, data=as_form(data))
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].split("?")[0].rsplit("/", 1)[1]


def as_form(pairs):
    form: dict[str, list[str]] = {}
    for name, value in pairs:
        form.setdefault(name, []).append(value)
    return form


def token_on(client, address):
    return field_of(BeautifulSoup(client.get(address).text, "html5lib"), "csrf_token")


def test_a_preview_records_nothing(staff, services):
    def dump():
        with services.store.read() as db:
            return list(db.connection.driver_connection.iterdump())

    before, page = dump(), pages(services, "revised")[0]
    address = f"{BASE}/revised/blank/{page}"
    staff.post(address, data={"csrf_token": token_on(staff, address)})

    assert dump() == before


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/preview/revised/blank/check",
        f"/{STUDY}/preview/nothing/blank/check",
        f"/{STUDY}/preview/revised/nobody/check",
        f"/{STUDY}/preview/revised/blank/nowhere",
    ],
)
def test_what_does_not_exist_cannot_be_previewed(staff, path):
    assert staff.get(f"/staff/studies{path}").status_code == 404
