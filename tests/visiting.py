"""Reads pages as the lab serves them, and holds every one of them to what every page must be."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import html5lib
from bs4 import BeautifulSoup, Tag
from werkzeug.test import Client, TestResponse

LANGUAGES = ("de", "en")
HEADERS = (
    *("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"),
    *("Cross-Origin-Opener-Policy", "Permissions-Policy", "Cache-Control"),
)
RANDOM = re.compile(r"(?<=\")[\w.-]{32,}(?=\")")
UNLABELLED = ("hidden", "submit")


def read_page(html: str) -> BeautifulSoup:
    """The parsed page, after everything that must be true of any page."""
    page = BeautifulSoup(html, "html.parser")
    # Pages that differ in their random tokens only are the same page.
    _hold_to_the_rules(RANDOM.sub("random", html))
    return page


@cache
def _hold_to_the_rules(html: str) -> None:
    html5lib.HTMLParser(strict=True).parse(html)
    page = BeautifulSoup(html, "html.parser")
    _check_document(page)
    _check_controls(page)
    _check_forms(page)
    _check_scripts(page)


def _check_document(page: BeautifulSoup) -> None:
    root = page.select_one("html")
    assert root is not None
    assert root["lang"] in LANGUAGES
    title = page.select_one("title")
    assert title is not None
    assert title.get_text(strip=True)
    assert len(page.select("h1")) == 1
    assert len(page.select("main")) == 1
    counted = Counter(tag["id"] for tag in page.select("[id]"))
    assert [name for name, times in counted.items() if times > 1] == []


def _check_controls(page: BeautifulSoup) -> None:
    for control in page.select("input, select, textarea"):
        if control.get("type") in UNLABELLED:
            continue
        label = page.select_one(f'label[for="{control.get("id")}"]')
        assert label is not None, control
        assert label.get_text(strip=True), control
    for group in page.select("fieldset"):
        assert group.select_one(":scope > legend"), group
    for tag in page.select("[aria-describedby], [aria-labelledby]"):
        for attribute in ("aria-describedby", "aria-labelledby"):
            for name in str(tag.get(attribute, "")).split():
                assert page.select_one(f'[id="{name}"]'), f"{attribute} names {name}"
    for link in page.select('a[href^="#"]'):
        assert page.select_one(f'[id="{str(link["href"])[1:]}"]'), link


def _check_forms(page: BeautifulSoup) -> None:
    for form in page.select("form"):
        assert form.get("method"), form
        if form["method"] != "get":
            token = form.select_one('input[name="csrf_token"]')
            assert token is not None, form
            assert token["value"], form


def _check_scripts(page: BeautifulSoup) -> None:
    assert page.select("style, [style]") == []
    for script in page.select("script"):
        assert script.get("src"), "an inline script"
        assert not script.get_text(strip=True)
    for tag in page.find_all(True):
        handlers = [name for name in tag.attrs if name.lower().startswith("on")]
        assert not handlers, tag
    for tag in page.select("[href], [src], [action]"):
        address = str(tag.get("href") or tag.get("src") or tag.get("action"))
        drawn = tag.name == "img" and address.startswith("data:image/")
        assert drawn or urlsplit(address).scheme in ("", "http", "https"), address


@dataclass
class Visitor:
    """A browser without scripts: opens pages, sends their forms, and checks all it sees."""

    client: Client
    page: BeautifulSoup | None = None
    address: str = ""

    def visit(self, address: str, status: int = 200) -> BeautifulSoup:
        """Opens an address and follows redirects to the page."""
        return self._arrive(self.client.get(address, follow_redirects=True), status)

    def send(
        self, press: str | None = None, status: int = 200, form: str = "main form", **fields: Any
    ) -> BeautifulSoup:
        """Sends the form of the page with these fields; `press` is name=value of the button."""
        action, data = self.filled(press, form, **fields)
        return self._arrive(self.client.post(action, data=data, follow_redirects=True), status)

    def filled(
        self, press: str | None = None, form: str = "main form", **fields: Any
    ) -> tuple[str, dict[str, Any]]:
        """Address and data that a browser would send: what the page has, then `fields`."""
        assert self.page is not None
        found = self.page.select_one(form)
        assert found is not None, f"no {form} on {self.address}"
        data = {**entered(found), **{name.replace("__", "-"): fields[name] for name in fields}}
        if press is not None:
            name, _, value = press.partition("=")
            assert found.select_one(f'button[name="{name}"][value="{value}"]'), f"no button {press}"
            data[name] = value
        return str(found["action"]), data

    @property
    def heading(self) -> str:
        assert self.page is not None
        return self.page.select("h1")[0].get_text(" ", strip=True)

    def _arrive(self, response: TestResponse, status: int) -> BeautifulSoup:
        assert response.status_code == status, response.text
        for name in HEADERS:
            assert name in response.headers, name
        self.address = response.request.path
        self.page = read_page(response.text)
        return self.page


def entered(form: Tag) -> dict[str, Any]:
    """What stands in the controls of a form."""
    data: dict[str, Any] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        name, value = str(control["name"]), _value(control)
        if value is None:
            continue
        if control.get("type") == "checkbox":
            data.setdefault(name, []).append(value)
        else:
            data[name] = value
    return data


def _value(control: Tag) -> str | None:
    if control.name == "textarea":
        return control.get_text().removeprefix("\n")
    if control.name == "select":
        option = control.select_one("option[selected]") or control.select_one("option")
        return str(option["value"]) if option else None
    if control.get("type") in ("radio", "checkbox") and not control.has_attr("checked"):
        return None
    return str(control.get("value", ""))
