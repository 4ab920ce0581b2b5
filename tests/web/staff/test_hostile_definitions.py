"""Whatever a definition says is text on the staff's pages, never markup."""

from collections.abc import Mapping

import pytest
import yaml

from tests.web.conftest import STUDY
from tests.web.pages import read_page
from tests.web.staff.test_preview import BASE, pages

PAYLOADS = [
    "<script>window.pwned=1</script>",
    "</title><script>window.pwned=1</script>",
    '"><img src=x onerror=window.pwned=1>',
    "' onmouseover='window.pwned=1' x='",
    "<svg/onload=window.pwned=1>",
    "</textarea></option></select></details><script src=//evil.example></script>",
    "javascript:window.pwned=1",
    "{{ 7 * 7 }}{% include 'staff.html' %}",
    "<!--<style>*{display:none}</style>",
    "\u202e<iframe srcdoc='<script>parent.pwned=1</script>'>",
]


def poisoned(part, payload):
    """The definition with the payload behind every text people read."""
    if isinstance(part, Mapping):
        return {
            key: f"{value} {payload}"
            if key in ("de", "en", "de_easy") and isinstance(value, str)
            else poisoned(value, payload)
            for key, value in part.items()
        }
    return [poisoned(one, payload) for one in part] if isinstance(part, list) else part


@pytest.fixture(params=PAYLOADS)
def payload(request, services):
    for path in (services.settings.forms / STUDY).glob("*.yaml"):
        definition = yaml.load(path.read_text(), yaml.BaseLoader)
        path.write_text(yaml.safe_dump(poisoned(definition, request.param), allow_unicode=True))
    assert services.library.study(STUDY), services.library.faults()
    return request.param


def test_a_hostile_definition_is_shown_as_it_is_written(staff, services, payload):
    seen = [staff.get("/staff/"), staff.get(f"/staff/studies/{STUDY}")]
    for version in ("original", "revised"):
        seen += [staff.get(f"{BASE}/{version}/marta/{page}") for page in pages(services, version)]

    for answer in seen:
        page = read_page(answer)
        assert payload in page.get_text()
        assert not page.select(
            "iframe, img:not([src^='data:']), svg, [srcdoc], a[href^=javascript]"
        )
