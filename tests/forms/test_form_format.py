"""The documented format is the real one: its example loads, every key is named, schemas fit."""

import json
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from lab.forms.condition import Condition
from lab.forms.model import (
    ChoiceField,
    Confirmation,
    DateField,
    FileField,
    NumberField,
    Option,
    Page,
    Rule,
    StaticText,
    TextField,
    Version,
    YesNoField,
)
from lab.forms.model_keys import keys_of
from lab.forms.yaml_source import read_source
from lab.studies.judging import Deviation
from lab.studies.loader import load_study
from lab.studies.protocol import CardLine, Consent, Fact, Margins, Place, Study, Task
from scripts.write_schemas import SCHEMAS, main, schema_text
from tests.builders import KITCHEN_SINK

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "form-format.md").read_text(encoding="utf-8")
MODELS: tuple[type[BaseModel], ...] = (
    Version, Page, TextField, NumberField, DateField, ChoiceField, YesNoField, FileField,
    StaticText, Option, Confirmation, Condition, Study, Fact, Place, Task, CardLine, Margins,
    Consent,
)  # fmt: skip


def test_the_example_in_the_documentation_is_a_sound_study(tmp_path):
    folder = tmp_path / "dog_tax"
    folder.mkdir()
    for name, content in re.findall(r"```yaml\n# (\w+\.yaml)\n(.*?)```", TEXT, re.DOTALL):
        (folder / name).write_text(content, encoding="utf-8")

    loaded = load_study(folder)

    assert loaded.warnings == ()
    assert loaded.study.task("eva").key["number_of_dogs"] == "2"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_documented(model):
    parts = re.split(r"^```(\w*)$", TEXT, flags=re.MULTILINE)
    plain = [part for part in parts[::4] if part]
    examples = [code for kind, code in zip(parts[1::4], parts[2::4], strict=False) if not kind]
    spans = re.findall(r"`[^`]+`", " ".join(plain))
    named = set(re.findall(r"\w+", " ".join(examples + spans)))

    assert set(keys_of(model)) <= named


@pytest.mark.parametrize("word", [*Rule, *Deviation])
def test_every_rule_and_every_deviation_is_documented(word):
    assert f"`{word}`" in TEXT


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_current(name):
    written = (DOCS / name).read_text(encoding="utf-8")

    assert written == schema_text(SCHEMAS[name]), "run python -m scripts.write_schemas"


def test_the_script_writes_the_schemas(capsys):
    main()

    assert "docs/form.schema.json is written" in capsys.readouterr().out


def mistakes(schema, data, root, spot=""):
    """What a validator says, for the words of JSON Schema that ours use."""
    if "$ref" in schema:
        return mistakes(root["$defs"][schema["$ref"].rpartition("/")[2]], data, root, spot)
    for word in ("anyOf", "oneOf"):
        if word in schema:
            found = [mistakes(option, data, root, spot) for option in schema[word]]
            return [] if [] in found else min(found, key=len)
    if isinstance(data, dict):
        return _in_mapping(schema, data, root, spot)
    if isinstance(data, list):
        items = schema.get("prefixItems") or [schema.get("items", {})] * len(data)
        return [
            m for n, each in enumerate(data) for m in mistakes(items[n], each, root, f"{spot}[{n}]")
        ]
    allowed = schema.get("enum", [schema["const"]] if "const" in schema else None)
    fits = data in allowed if allowed else schema.get("type") not in ("object", "array")
    return [] if fits else [spot]


def _in_mapping(schema, data, root, spot):
    if schema.get("type") != "object":
        return [spot]
    more = schema.get("additionalProperties", {})
    known = schema.get("properties", {})
    found = [f"{spot}.{key}" for key in schema.get("required", ()) if key not in data]
    for key, value in data.items():
        below = known.get(key, more)
        here = f"{spot}.{key}"
        found += [here] if below is False else mistakes(below, value, root, here)
    return found


def checked(name, data):
    schema = json.loads((DOCS / name).read_text(encoding="utf-8"))
    return mistakes(schema, data, schema)


@pytest.mark.parametrize("name", ["original", "revised"])
def test_editors_find_no_fault_with_a_sound_version(name):
    assert checked("form.schema.json", read_source(KITCHEN_SINK / f"{name}.yaml").data) == []


def test_editors_find_no_fault_with_a_sound_study():
    assert checked("study.schema.json", read_source(KITCHEN_SINK / "study.yaml").data) == []


def test_editors_mark_a_misspelt_key_a_missing_one_and_an_unknown_value():
    data = read_source(KITCHEN_SINK / "revised.yaml").data
    assert isinstance(data, dict)
    broken = {**data, "colour": "red", "look": "nice"}
    del broken["title"]

    assert sorted(checked("form.schema.json", broken)) == [".colour", ".look", ".title"]
