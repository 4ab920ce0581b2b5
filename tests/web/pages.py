"""Reads an answer of the lab: its headers, and the page, held to what every page has to be."""

from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from lab.web.security import HEADERS
from tests import visiting


def read_page(response: TestResponse, status: int = 200) -> BeautifulSoup:
    """The parsed page; `select_one` finds things in it."""
    assert response.status_code == status
    assert response.mimetype == "text/html"
    for name in HEADERS.keys() - {"Content-Security-Policy"}:
        assert response.headers.get_all(name) == [HEADERS[name]], name
    return visiting.read_page(response.text)


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
