"""Whatever the lab says is translated, and nothing is kept that it no longer says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

HOUSE = Path(__file__).resolve().parents[2]
CATALOGUES = HOUSE / "lab" / "texts" / "catalogues"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
EXTRACTORS = {".py": "python", ".html": "jinja2.ext:babel_extract"}
OPTIONS = {"silent": "false", "trimmed": "true"}
Keywords = Mapping[str, tuple[int, ...] | None]
USUAL: Keywords = {"_": None, "say": None, "gettext": None, "ngettext": (1, 2)}


@dataclass(frozen=True)
class Domain:
    """Where a domain's messages are used, and by which names of functions."""

    name: str
    languages: tuple[str, ...]
    folders: tuple[str, ...]
    keywords: Keywords


DOMAINS = (
    Domain("form", ("de",), ("lab/pages",), {"_": None}),
    Domain("participant", ("de", "de_easy"), ("lab/pages", "lab/web/participant"), {"say": None}),
    Domain("staff", ("de",), ("lab/web/staff",), USUAL),
    Domain("report", ("de",), ("lab/reports",), USUAL),
)
EVERY = pytest.mark.parametrize(
    ("domain", "language"),
    [
        pytest.param(domain, language, id=f"{domain.name}-{language}")
        for domain in DOMAINS
        for language in domain.languages
    ],
)


def used(domain):
    """Message → one place that uses it."""
    found: dict[str, str] = {}
    for folder in domain.folders:
        for path in sorted((HOUSE / folder).rglob("*")):
            if path.suffix in EXTRACTORS:
                for line, message in _messages(path, domain.keywords):
                    found.setdefault(message, f"{path.relative_to(HOUSE)}:{line}")
    return found


def _messages(path, keywords):
    source = BytesIO(path.read_bytes())
    options = OPTIONS if path.suffix == ".html" else {}
    for line, message, _, _ in extract(EXTRACTORS[path.suffix], source, keywords, (), options):
        yield line, message[0] if isinstance(message, tuple) else message


def translated(domain, language):
    """Message → its translations."""
    path = CATALOGUES / f"{domain.name}.{language}.po"
    if not path.exists():
        return {}
    catalogue = read_po(BytesIO(path.read_bytes()))
    assert not catalogue.obsolete, f"{path.name} keeps obsolete entries; take them out"
    return {_key(entry.id): _forms(entry) for entry in catalogue if entry.id and not entry.fuzzy}


def _key(identifier):
    return identifier if isinstance(identifier, str) else identifier[0]


def _forms(entry):
    return (entry.string,) if isinstance(entry.string, str) else entry.string


@EVERY
def test_every_message_is_translated(domain, language):
    known = translated(domain, language)

    missing = {
        message: place
        for message, place in used(domain).items()
        if not all(known.get(message, ("",)))
    }

    assert missing == {}


@EVERY
def test_no_translation_is_left_over(domain, language):
    assert sorted(translated(domain, language).keys() - used(domain).keys()) == []


@EVERY
def test_a_translation_has_the_names_of_its_message(domain, language):
    for message, forms in translated(domain, language).items():
        for form in forms:
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(message)), message
