"""The documents say everything the code has, and their links lead somewhere."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from lab.access import Role
from lab.cli import main
from lab.sessions.error_ledger import ErrorEntry
from lab.sessions.events import EventKind
from lab.sessions.field_measures import FieldMeasures
from lab.sessions.measures import JudgedFact, Measures
from lab.sessions.navigation import Navigation
from lab.sessions.page_sights import PageSight
from lab.sessions.timing import PageTime
from lab.settings import PREFIX, Settings
from lab.statistics.plan import Monitoring
from lab.statistics.verdicts import Word
from tests.test_architecture import HOUSE

DOCS = HOUSE / "docs"
COMMANDS = sorted(main.commands)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
OF_THIS_MACHINE = re.compile(r"(?<![\w.:/…])/(?:home|root|tmp|work)/")
WORDS = (
    *("form", "version", "page", "field", "option", "study", "protocol", "task", "participant"),
    *("session", "attempt", "event", "stream", "measure", "validation error", "silent error"),
    *("note", "problem", "estimate", "NotEstimable", "rehearsal", "simulated", "score"),
)


def pages() -> list[Path]:
    folders = (HOUSE, DOCS, DOCS / "decisions", HOUSE / "forms", *(HOUSE / "forms").iterdir())
    return sorted(page for folder in folders for page in folder.glob("*.md"))


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(name: str) -> str:
    """What docs/commands.md says under the heading of a command."""
    found = re.search(rf"^## lab {name}\n(.*?)(?=^## |\Z)", read("commands.md"), re.M | re.S)
    return found[1] if found else ""


def code_words(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described_with_all_its_options(name: str) -> None:
    told = section(name)
    given = [one for one in main.commands[name].params if isinstance(one, click.Option)]
    options = {option for one in given for option in (*one.opts, *one.secondary_opts)}
    assert told, f"docs/commands.md has no heading “## lab {name}”"
    assert options - code_words(told) == set()
    assert f"(#lab-{name})" in read("commands.md").split("\n## ")[0]


def test_no_command_is_described_that_does_not_exist() -> None:
    described = re.findall(r"^## lab (\S+)$", read("commands.md"), re.M)
    assert set(described) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_is_described_that_does_not_exist(name: str) -> None:
    rows = re.findall(r"^\| (`--.*?) \|", section(name), re.M)
    described = {word for row in rows for word in code_words(row)}
    params = main.commands[name].params
    assert described <= {option for one in params for option in (*one.opts, *one.secondary_opts)}


def test_every_setting_is_described_and_no_other() -> None:
    settings = {PREFIX + one.name.upper() for one in fields(Settings)}
    assert set(re.findall(rf"`({PREFIX}[A-Z_]+)`", read("commands.md"))) == settings


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_event_is_described(kind: EventKind) -> None:
    assert re.search(rf"^\| [^|]*`{kind}`", read("capture.md"), re.M)


@pytest.mark.parametrize(
    "record", [Measures, PageTime, PageSight, JudgedFact, ErrorEntry, FieldMeasures, Navigation]
)
def test_every_measure_is_described(record: type) -> None:
    names = {one.name for one in fields(record)}
    assert names - code_words(read("measures.md").split("## Names in the data")[1]) == set()


def test_every_name_of_the_reports_appendix_is_described() -> None:
    named = set()
    for path in (HOUSE / "lab" / "statistics").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Detail":
                named.add(ast.literal_eval(node.args[0]))
    assert len(named) > 20
    assert named - code_words(read("statistics.md")) == set()


@pytest.mark.parametrize("word", [*Word, *Monitoring])
def test_every_verdict_and_way_of_looking_is_described(word: str) -> None:
    assert str(word) in code_words(read("statistics.md"))


@pytest.mark.parametrize("word", [*WORDS, *(role for role in Role if role != Role.ANONYMOUS)])
def test_every_word_of_the_house_is_in_the_glossary(word: str) -> None:
    assert f"**{word}**" in read("glossary.md")


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(HOUSE)))
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    inside = [link for link in LINK.findall(text) if "://" not in link]
    missing = [link for link in inside if not leads_somewhere(page, link)]
    assert missing == []


def leads_somewhere(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page
    if not target.exists():
        return False
    return not anchor or anchor in anchors(target.read_text(encoding="utf-8"))


def anchors(text: str) -> set[str]:
    """The headings as GitHub and its like name them in addresses."""
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(HOUSE)))
def test_no_document_names_a_folder_of_one_machine(page: Path) -> None:
    assert OF_THIS_MACHINE.findall(page.read_text(encoding="utf-8")) == []
