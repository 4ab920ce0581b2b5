import shutil

import pytest
from werkzeug.test import Client

from lab.access import Role
from lab.settings import Settings
from lab.web.app import create_lab, opened_services
from lab.web.staff import study_view
from lab.web.staff.links import make_link
from tests.web.conftest import STUDY
from tests.web.pages import attribute_of, field_of, read_page, text_of

PAGE = f"/staff/studies/{STUDY}"


def count(page, name):
    return text_of(page, f"[data-count='{name}']")


def test_the_list_leads_to_every_study(staff):
    page = read_page(staff.get("/staff/"))

    assert [link["href"] for link in page.select("article a")] == [PAGE]


def test_a_study_with_faults_is_named_with_file_and_cure(staff, services):
    folder = services.settings.forms / "broken"
    folder.mkdir()
    (folder / "study.yaml").write_text("study: <script>alert(1)</script>\n")

    page = read_page(staff.get("/staff/"))

    assert "study.yaml" in text_of(page, ".staff-faults")
    assert not page.select("script:not([src])")


def test_a_study_nobody_knows_is_not_there(staff):
    read_page(staff.get("/staff/studies/nowhere"), 404)
    assert staff.get("/staff/studies/nowhere/counts.json").status_code == 404


def test_the_page_says_what_is_planned(staff):
    page = read_page(staff.get(PAGE))

    assert text_of(page, "h1") == "Marktstand"
    planned = text_of(page, "section[aria-labelledby=planned]")
    assert "Personen 8" in planned
    assert "wird mit der ersten Sitzung festgeschrieben" in planned


def test_the_page_speaks_the_chosen_language_and_remembers_it(staff):
    assert text_of(read_page(staff.get(f"{PAGE}?lang=en")), "h1") == "Market stall"
    assert "What is planned" in read_page(staff.get(PAGE)).get_text()
    assert "Was geplant ist" in read_page(staff.get(f"{PAGE}?lang=de")).get_text()


def test_an_unknown_language_is_passed_over(staff):
    assert attribute_of(read_page(staff.get(f"{PAGE}?lang=xx")), "html", "lang") == "de"


def test_the_open_link_is_shown_with_its_qr_code(staff):
    page = read_page(staff.get(PAGE))

    assert text_of(page, ".staff-link") == f"http://localhost/s/{STUDY}"
    assert attribute_of(page, ".staff-join img", "src").startswith("data:image/svg+xml")
    assert "nur auf diesem Rechner" in text_of(page, "section[aria-labelledby=join]")


def test_the_open_link_uses_the_public_address(settings):
    public = Settings(
        data=settings.data, forms=settings.forms, public_url="https://lab.example.org"
    )
    with opened_services(public) as services:
        page = staff_page_of(services)

    assert text_of(page, ".staff-link") == f"https://lab.example.org/s/{STUDY}"
    assert "nur auf diesem Rechner" not in page.get_text()


def staff_page_of(services):
    """Behind TLS the cookie is for HTTPS only."""
    client = Client(create_lab(services))
    link = make_link(services.store, Role.ADMINISTRATOR, services.now())
    base = "https://localhost"
    token = field_of(_parsed(client.get(link, base_url=base)), "csrf_token")
    client.post(link, base_url=base, data={"csrf_token": token})
    return _parsed(client.get(PAGE, base_url=base))


def _parsed(response):
    assert response.headers["Strict-Transport-Security"]
    return read_page(response)


def test_people_are_counted_as_they_come(staff, participant, lab):
    page = read_page(staff.get(PAGE))

    assert count(page, "people.active") == "1"
    assert count(page, "simulated.active") == "0"
    assert "festgeschrieben seit" in text_of(page, "section[aria-labelledby=planned]")


def test_who_says_no_is_counted_and_nothing_else(staff, lab):
    visitor = Client(lab)
    token = field_of(read_page(visitor.get(f"/s/{STUDY}")), "csrf_token")
    visitor.post(f"/s/{STUDY}", data={"csrf_token": token, "decision": "no", "lang": "de"})

    page = read_page(staff.get(PAGE))

    assert count(page, "refusals") == "1"
    assert count(page, "people.active") == "0"


def test_the_live_counts_say_what_the_page_says(staff, participant):
    counts = staff.get(f"{PAGE}/counts.json").get_json()

    assert counts["people"] == {"active": 1, "finished": 0, "stopped": 0}
    assert counts["simulated"] == {"active": 0, "finished": 0, "stopped": 0}
    assert counts["completion"] == {"complete": 0, "incomplete": 0, "not_captured": 0}
    assert counts["refusals"] == 0


def test_of_very_many_sessions_the_records_are_left_to_the_report(
    staff, participant, services, monkeypatch
):
    for most in ("OFTEN_COUNTED", "ONCE_COUNTED"):
        monkeypatch.setattr(study_view, most, -1)

    page = read_page(staff.get(PAGE))

    assert count(page, "completion.complete") == "–"
    assert "sagt der Bericht" in page.get_text()
    assert count(page, "people.active") == "1"
    assert staff.get(f"{PAGE}/counts.json").get_json()["completion"] == {}


def test_before_the_planned_number_there_is_no_comparison(staff, participant):
    page = read_page(staff.get(PAGE))

    assert not page.select(".staff-comparison")
    assert "0 von 8" in text_of(page, "section[aria-labelledby=comparison]")


def test_a_study_with_planned_looks_says_when_the_first_one_is(staff, services):
    definition = services.settings.forms / STUDY / "study.yaml"
    text = definition.read_text(encoding="utf-8")
    looks = "planned_participants: 8\nmonitoring: planned_looks\nlooks: [6]"
    definition.write_text(text.replace("planned_participants: 8", looks), encoding="utf-8")

    told = text_of(read_page(staff.get(PAGE)), "section[aria-labelledby=comparison]")

    assert "Die erste Zwischenauswertung ist bei 6 Personen geplant" in told
    assert "0 von 8 geplanten Personen sind durch." in told


def test_what_was_recorded_stays_visible_when_the_folder_is_gone(staff, participant, services):
    shutil.rmtree(services.settings.forms / STUDY)

    page = read_page(staff.get(PAGE))

    assert "nicht mehr da" in page.get_text()
    assert not page.select(".staff-join")
    assert [link["href"] for link in read_page(staff.get("/staff/")).select("article a")] == [PAGE]


@pytest.mark.parametrize("path", ["", "/withdrawal", "/links", "/withdrawn", "/left", "/enter/x"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_is_sound_in_both_languages(staff, path, language):
    page = read_page(staff.get(f"/staff{path or '/'}?lang={language}"))

    assert attribute_of(page, "html", "lang") == language
