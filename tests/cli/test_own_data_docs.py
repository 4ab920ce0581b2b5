"""The pages on own data hold a table; it comes out as they say."""

import json
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = (("eigene-daten-vergleichen.md", "de"), ("comparing-your-own-data.md", "en"))
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(params=PAGES, ids=lambda page: page[0])
def page(request, run, tmp_path):
    """The blocks of a page, and what the command says about the page's table."""
    name, language = request.param
    blocks = BLOCK.findall((DOCS / name).read_text(encoding="utf-8"))
    (table,) = (text for kind, text in blocks if kind == "csv")
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")
    told = json.loads(run("compare", "table.csv", "--json", "--lang", language).output)
    _, left_out, result = (text.splitlines() for kind, text in blocks if not kind)
    return left_out, result, told


def test_the_lines_left_out_are_those_of_the_page(page):
    left_out, _, told = page

    assert [one["text"] for one in told["left_out"]] == left_out


def test_the_result_is_that_of_the_page(page):
    _, result, told = page

    assert told["sentences"][: len(result)] == result


def test_every_column_of_the_table_is_understood(page):
    _, _, told = page

    assert told["understood"]["not_used"] == []
