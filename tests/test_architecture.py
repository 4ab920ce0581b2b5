"""The plan of the house as tables, and the rules that keep the code to it."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent

# A room imports from tiers further up only; rooms of one tier do not know each other.
TIERS = (
    ("errors",),
    ("settings",),
    ("texts",),
    ("access",),
    ("readability", "statistics"),
    ("forms",),
    ("studies",),
    ("sessions",),
    ("store",),
    ("browser", "pages"),
    ("reports",),
    ("rehearsal",),
    ("web",),
    ("cli",),
)
TIER = {room: number for number, tier in enumerate(TIERS) for room in tier}

# Modules that touch the world inside a room that is otherwise pure.
SHELLS = (
    *("lab.forms.loader", "lab.forms.importers", "lab.forms.yaml_source", "lab.forms.yaml_text"),
    *("lab.studies.loader", "lab.studies.check", "lab.reports.publish"),
)
PURE_ROOMS = (
    *("errors", "texts", "access", "readability", "statistics", "forms", "studies"),
    *("sessions", "pages", "reports"),
)

# Library: the only places that import it.
DOORS = {
    "flask": ("lab.web",),
    "werkzeug": ("lab.web",),
    "sqlalchemy": ("lab.store",),
    "alembic": ("lab.store",),
    "sqlite3": ("lab.store",),
    "psycopg": ("lab.store",),
    "textstat": ("lab.readability",),
    "wordfreq": ("lab.readability",),
    "scipy": ("lab.statistics",),
    "matplotlib": ("lab.reports",),
    "playwright": ("lab.browser",),
    "babel": ("lab.texts",),
    "jinja2": ("lab.pages", "lab.reports", "lab.web"),
    "click": ("lab.cli",),
}

# What a pure module never touches; a seeded generator or a clock's reading may be passed in, and
# files that ship with a package may be read where importlib finds them.
WORLD = (
    *("os", "time", "secrets", "uuid", "socket", "subprocess", "shutil", "tempfile", "threading"),
    *("random.choice", "random.randint", "random.random", "random.sample", "random.shuffle"),
)
WORLD_FUNCTIONS = ("open", "input", "print")
WRITING = ("open", "write_bytes", "write_text")
READING = ("read_bytes", "read_text")
SEEDED = ("Generator", "PCG64", "Random", "SeedSequence", "default_rng")

LONGEST_FILE = 300
LONGEST_FUNCTION = 45

Rule = Callable[[str, ast.Module], Iterator[str]]


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every imported name in full (`from a import b` is a.b) with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def nodes(tree: ast.AST) -> Iterator[ast.expr]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.expr))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return (node for node in ast.walk(tree) if isinstance(node, kinds))


def inside(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def room(module: str) -> str:
    return module.split(".")[1]


def one_way(module: str, tree: ast.Module) -> Iterator[str]:
    for name, line in imports(tree):
        if not name.startswith("lab.") or room(name) == room(module):
            continue
        if TIER[room(name)] >= TIER[room(module)]:
            yield f"{line}: {room(module)} imports {name}, which stands further down the house"


def one_door(module: str, tree: ast.Module) -> Iterator[str]:
    for name, line in imports(tree):
        doors = DOORS.get(name.split(".")[0])
        if doors and not inside(module, doors):
            yield f"{line}: {name} is imported in {' and '.join(doors)} only"


def two_applications(module: str, tree: ast.Module) -> Iterator[str]:
    sides = {"lab.web.participant": "lab.web.staff", "lab.web.staff": "lab.web.participant"}
    for here, there in sides.items():
        for name, line in imports(tree):
            if inside(module, (here,)) and inside(name, (there,)):
                yield f"{line}: {here} and {there} know nothing of each other"


def imports_on_top(module: str, tree: ast.Module) -> Iterator[str]:
    for function in functions(tree) if not module.startswith("lab.cli") else ():
        for name, line in imports(function):
            yield f"{line}: {name} is imported inside {function.name}()"


def purity(module: str, tree: ast.Module) -> Iterator[str]:
    if room(module) not in PURE_ROOMS or inside(module, SHELLS):
        return
    imported = list(imports(tree))
    shipped = any(inside(name, ("importlib",)) for name, _ in imported)
    uses = [(name, line) for name, line in imported if inside(name, (*WORLD, *SHELLS))]
    for node in nodes(tree):
        uses += [(use, node.lineno) for use in use_of_the_world(node, shipped)]
    for use, line in uses:
        yield f"{line}: {use} touches the world; pass in what is needed"


def use_of_the_world(node: ast.expr, shipped: bool) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in WORLD_FUNCTIONS:
            yield f"{name}()"
        case ast.Call(func=ast.Attribute(attr=name)) if name in WRITING:
            yield f".{name}()"
        case ast.Call(func=ast.Attribute(attr=name)) if name in READING and not shipped:
            yield f".{name}()"
        case ast.Call(func=ast.Attribute(attr="default_rng" | "Random"), args=[], keywords=[]):
            yield "a generator without a seed"
        case ast.Attribute(value=ast.Name(id="datetime" | "date"), attr="now" | "today" | "utcnow"):
            yield f"the clock ({node.attr})"
        case ast.Attribute(value=ast.Name(id="random") | ast.Attribute(attr="random"), attr=name):
            if name not in SEEDED:
                yield f"the global generator ({name})"


def size(module: str, tree: ast.Module) -> Iterator[str]:
    if tree.body and (tree.body[-1].end_lineno or 0) > LONGEST_FILE:
        yield f"1: longer than {LONGEST_FILE} lines; divide it by subject"
    for function in functions(tree):
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION:
            yield f"{function.lineno}: {function.name}() is longer than {LONGEST_FUNCTION} lines"


RULES = (one_way, one_door, two_applications, imports_on_top, purity, size)


def violations(house: Path, rule: Rule) -> list[str]:
    found = []
    for path in sorted((house / "lab").rglob("*.py")):
        module = ".".join(path.relative_to(house).with_suffix("").parts).removesuffix(".__init__")
        if module != "lab":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [f"{path.relative_to(house)}:{fault}" for fault in rule(module, tree)]
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rules(rule: Rule) -> None:
    assert violations(HOUSE, rule) == []


def test_every_room_has_its_place_in_the_plan() -> None:
    rooms = {path.stem for path in (HOUSE / "lab").iterdir() if not path.stem.startswith("_")}
    assert rooms - set(TIER) == set()


BREACHES = (
    (one_way, "forms/model.py", "from lab.store import tables"),
    (one_way, "readability/scores.py", "import lab.statistics.estimates"),
    (one_door, "web/pages.py", "from sqlalchemy import text"),
    (one_door, "reports/print.py", "import playwright.sync_api"),
    (two_applications, "web/staff/live.py", "from lab.web.participant import pages"),
    (imports_on_top, "store/events.py", "def f():\n    import json"),
    (purity, "sessions/events.py", "import time"),
    (purity, "forms/model.py", "from lab.forms import loader"),
    (purity, "forms/model.py", "f = open('x')"),
    (purity, "texts/catalogue.py", "import os.path"),
    (purity, "studies/assignment.py", "numpy.random.shuffle(x)"),
    (purity, "studies/assignment.py", "numpy.random.default_rng()"),
    (purity, "studies/assignment.py", "random.choice(x)"),
    (purity, "readability/words.py", "path.read_text()"),
    (purity, "reports/findings.py", "datetime.now()"),
    (size, "web/long.py", "x = 1\n" * 301),
    (size, "web/long.py", "def f():\n" + "    x = 1\n" * 45),
)


@pytest.mark.parametrize(("rule", "path", "source"), BREACHES)
def test_a_breach_is_found_in_its_line(rule: Rule, path: str, source: str, tmp_path: Path) -> None:
    file = tmp_path / "lab" / path
    file.parent.mkdir(parents=True)
    file.write_text(source, encoding="utf-8")
    assert [fault.split(":")[0] for fault in violations(tmp_path, rule)] == [f"lab/{path}"]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("forms/loader.py", "f = open('x')"),
        ("cli.py", "def f():\n    from lab.web import app"),
        ("statistics/paired.py", "def f(rng: numpy.random.Generator): rng.shuffle(x)"),
        ("studies/assignment.py", "numpy.random.default_rng(seed)"),
        ("studies/assignment.py", "random.Random(seed).shuffle(x)"),
        ("readability/words.py", "import importlib.resources as r\nr.files('lab').read_text()"),
    ],
)
def test_what_is_allowed_is_not_found(path: str, source: str, tmp_path: Path) -> None:
    file = tmp_path / "lab" / path
    file.parent.mkdir(parents=True)
    file.write_text(source, encoding="utf-8")
    assert [fault for rule in RULES for fault in violations(tmp_path, rule)] == []
