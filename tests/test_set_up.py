"""What set-up relies on: complete locks that name no address, so that any registry will do."""

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
LOCKS = (HOUSE / "requirements.lock", *sorted((HOUSE / "scripts" / "locks").glob("*.lock")))
PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==\S+", re.MULTILINE)
NAME = re.compile(r"^[A-Za-z0-9._-]+")
# Libraries that are the visible half of a declared one and pinned by it.
HALVES = {"itsdangerous", "markupsafe", "pydantic_core", "werkzeug"}


def _pinned(lock: Path) -> set[str]:
    return set(PINNED.findall(lock.read_text(encoding="utf-8")))


def _declared(kind: str) -> set[str]:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = {"dependencies": project["dependencies"], **project["optional-dependencies"]}[kind]
    return {match.group().lower() for line in lines if (match := NAME.match(line))}


def _imported(folder: Path) -> set[str]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py"))
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_has_a_hash_for_every_package_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert packages
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text


def test_everything_the_lab_depends_on_is_locked() -> None:
    assert _declared("dependencies") | _declared("dev") <= _pinned(LOCKS[0])


def test_everything_the_lab_imports_is_declared() -> None:
    foreign = _imported(HOUSE / "lab") - sys.stdlib_module_names - HALVES - {"lab"}
    distributions = packages_distributions()
    used = {distributions[name][0].lower() for name in foreign if name in distributions}
    assert used - _declared("dependencies") == set()


def test_the_lock_of_the_browser_assets_names_no_address() -> None:
    lock = json.loads((HOUSE / "package-lock.json").read_text(encoding="utf-8"))
    assert all("resolved" not in package for package in lock["packages"].values())


def test_the_styles_of_kern_are_where_the_lab_serves_them() -> None:
    served = HOUSE / "lab" / "web" / "static" / "vendor" / "kern"
    faces = (served / "fonts" / "fira-sans.css").read_text(encoding="utf-8")
    fonts = re.findall(r"url\(\"\./([^\"]+)\"\)", faces)
    assert len(fonts) == 4
    assert all((served / "fonts" / font).is_file() for font in fonts)
    assert (served / "kern.min.css").is_file()
