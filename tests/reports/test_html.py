"""The report as one HTML file: whole in itself, told by its structure, marked where simulated."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup

from lab.reports.document import document
from lab.reports.findings import find
from lab.reports.html import css_string, render
from lab.texts.translator import translator
from tests.builders import a_study
from tests.reports.builders import evidence_of

CHAPTERS = ["usability", "readability", "navigation", "ratings", "fields", "method", "appendix"]


def page(people=12, language="de", simulated=False, **changes) -> str:
    study = a_study(**{"planned_participants": max(2, people), **changes})
    evidence = evidence_of(people, study=study, simulated=simulated)
    return render(document(find(evidence), translator("report", language)))


@pytest.fixture(scope="module")
def html() -> str:
    return page()


@pytest.fixture(scope="module")
def soup(html) -> Any:
    return BeautifulSoup(html, "html.parser")


@pytest.fixture(scope="module")
def rehearsed() -> str:
    return page(simulated=True)


def test_it_needs_nothing_from_elsewhere(html, soup):
    assert not re.search(r"https?://|url\(|@import", html)
    assert not soup.find_all(["script", "link", "iframe"])
    assert all(image["src"].startswith("data:image/svg+xml;base64,") for image in soup("img"))


def test_it_says_its_language(soup):
    assert soup.html["lang"] == "de"


def test_an_english_report_says_that_it_is_english():
    english: Any = BeautifulSoup(page(language="en"), "html.parser")

    assert english.html["lang"] == "en"
    assert "The result in three sentences" in english.get_text()


def test_it_has_one_main_heading_and_no_level_is_left_out(soup):
    levels = [int(heading.name[1]) for heading in soup(re.compile("^h[1-6]$"))]

    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_link_leads_to_the_result(soup):
    assert soup.a["href"] == "#result"
    assert soup.find(id="result") is not None


def test_the_contents_lead_to_every_chapter(soup):
    links = [link["href"] for link in soup.nav("a")]

    assert links == [f"#{chapter}" for chapter in CHAPTERS]
    assert all(soup.find(id=chapter) for chapter in CHAPTERS)


def test_every_table_says_what_it_holds_and_heads_its_rows_and_columns(soup):
    for table in soup("table"):
        assert table.caption.get_text(strip=True)
        assert all(head["scope"] == "col" for head in table.thead("th"))
        assert all(row.find("th", scope="row") for row in table.tbody("tr"))


def test_every_figure_has_words_and_its_numbers_beside(soup):
    pictures = soup("figure", class_="picture")

    assert len(pictures) >= 5
    for picture in pictures:
        assert len(picture.img["alt"]) > 40
        assert picture.figcaption.get_text(strip=True)
        assert picture.details.table is not None


def test_no_id_is_given_twice(soup):
    ids = [element["id"] for element in soup(id=True)]

    assert len(ids) == len(set(ids))


def test_rehearsals_are_marked_on_screen_on_every_printed_page_and_in_every_figure(rehearsed):
    soup: Any = BeautifulSoup(rehearsed, "html.parser")

    assert "Simulierte Daten" in soup.aside.get_text()
    assert "Simulierte Daten" in soup.title.get_text()
    assert rehearsed.count('content: "Simulierte Daten"') == 2


def test_people_s_reports_say_nothing_of_a_simulation(html):
    assert "imuliert" not in html


@pytest.mark.parametrize("people", [0, 3, 8])
def test_before_the_planned_number_no_chapter_shows_figures_of_people(people):
    early: Any = BeautifulSoup(page(people, planned_participants=12), "html.parser")

    assert [link["href"] for link in early.nav("a")] == ["#readability", "#method"]
    of_texts = early.find(id="readability").find_parent("section")
    assert early("img") == of_texts("img")


def test_what_a_study_is_called_cannot_break_out_of_its_place():
    wicked = "</style><script>alert(1)</script>"

    soup: Any = BeautifulSoup(page(title={"de": wicked}), "html.parser")

    assert not soup("script")
    assert wicked in soup.h1.get_text()


def test_text_in_a_style_sheet_is_escaped():
    assert css_string('a"\\</é ü') == "a\\22 \\5c \\3c \\2f é ü"


def test_the_same_evidence_gives_the_same_bytes(html):
    assert page() == html


def test_a_changed_version_is_said():
    evidence = evidence_of(12)
    first, *others = evidence.recording.attempts
    changed = replace(
        evidence.recording, attempts=(replace(first, version_hash="another"), *others)
    )
    said = translator("report", "de")

    text = render(document(find(replace(evidence, recording=changed)), said))

    assert "Ein Formular wurde geändert, während die Studie lief" in text


def test_what_is_tested_as_well_stands_in_the_protocol_with_its_adjusted_p():
    told = page(12, secondary_outcomes=("time", "sus"))
    assert "Außerdem geprüft" in told
    assert "p angepasst nach Holm" in told
    assert told.count("vorher festgelegt, p nach Holm angepasst") == 2
