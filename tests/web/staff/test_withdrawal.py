import pytest

from lab.store import sessions, studies
from lab.web.tokens import receipt_hash, token_hash
from tests.web.conftest import STUDY
from tests.web.pages import attribute_of, field_of, read_page, text_of

CODE = "7KQ2M-X9RPT"


@pytest.fixture
def receipt(services):
    """The code of somebody who has taken part."""

    def begin(db):
        pin = studies.pin(db, services.library.study(STUDY), services.now())
        hashes = (token_hash("token"), receipt_hash(services.secret, CODE))
        return sessions.begin(db, pin, "de", False, "consent", *hashes, services.now())

    services.store.write(begin)
    return CODE


def send(staff, **data):
    token = field_of(read_page(staff.get("/staff/withdrawal")), "csrf_token")
    return staff.post("/staff/withdrawal", data={"csrf_token": token, **data})


def left_over(services):
    with services.store.read() as db:
        return len(sessions.of_study(db, STUDY))


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), CODE.replace("-", ""), f" {CODE} "])
def test_a_session_is_found_by_its_code_however_typed(staff, services, receipt, typed):
    page = read_page(send(staff, code=typed, action="find"))

    assert "wird gelöscht" in page.get_text()
    assert left_over(services) == 1


def test_only_the_second_press_erases(staff, services, receipt):
    send(staff, code=CODE, action="find")
    assert left_over(services) == 1

    answer = send(staff, code=CODE, action="erase")

    assert answer.headers["Location"].endswith("/staff/withdrawn")
    assert left_over(services) == 0


def test_an_erased_session_is_not_found_again(staff, receipt):
    send(staff, code=CODE, action="erase")

    page = read_page(send(staff, code=CODE, action="find"))

    assert "Keine Sitzung" in text_of(page, "#code-error")


@pytest.mark.parametrize("typed", ["", "7KQ2M-X9RPV", "<script>alert(1)</script>", "x" * 5000])
def test_a_code_nobody_has_is_answered_in_words(staff, receipt, typed):
    page = read_page(send(staff, code=typed, action="erase"))

    assert text_of(page, "title").startswith("Fehler:")
    assert attribute_of(page, "#code", "aria-invalid") == "true"
