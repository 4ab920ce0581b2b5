"""Reads a page of the lab and holds it, every time, to what every page has to be."""

import html5lib
from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from lab.web.security import HEADERS


def read_page(response: TestResponse, status: int = 200) -> BeautifulSoup:
    """The parsed page; `select_one` finds things in it."""
    assert response.status_code == status
    assert response.mimetype == "text/html"
    for name in HEADERS.keys() - {"Content-Security-Policy"}:
        assert response.headers.get_all(name) == [HEADERS[name]], name
    html5lib.HTMLParser(strict=True).parse(response.get_data())
    page = BeautifulSoup(response.text, "html5lib")
    _check_document(page)
    _check_controls(page)
    return page


def _check_document(page: BeautifulSoup) -> None:
    html = page.select_one("html")
    title = page.select_one("title")
    assert html is not None
    assert html.get("lang") in ("de", "en")
    assert title is not None
    assert title.get_text(strip=True)
    assert len(page.select("h1")) == 1
    assert len(page.select("main")) == 1
    ids = [str(element["id"]) for element in page.select("[id]")]
    assert sorted(set(ids)) == sorted(ids)
    assert not page.select("script:not([src]), style, [style], [onclick], [onload], [onsubmit]")


def _check_controls(page: BeautifulSoup) -> None:
    labelled = {str(label["for"]) for label in page.select("label[for]")}
    for control in page.select("input:not([type=hidden]), select, textarea"):
        assert control.get("id") in labelled, control
    for form in page.select("form"):
        assert form.get("method") == "post"
        assert form.get("action")
        assert form.select_one("input[name=csrf_token]")


def field_of(page: BeautifulSoup, name: str) -> str:
    return attribute_of(page, f"input[name={name}]", "value")


def attribute_of(page: BeautifulSoup, selector: str, name: str) -> str:
    element = page.select_one(selector)
    assert element is not None, selector
    return str(element[name])


def text_of(page: BeautifulSoup, selector: str) -> str:
    element = page.select_one(selector)
    assert element is not None, selector
    return element.get_text(" ", strip=True)
