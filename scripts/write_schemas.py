"""Writes docs/form.schema.json and docs/study.schema.json from the models, for editors.

Run `python -m scripts.write_schemas` after a change of the models; a test says when.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from lab.forms.model import Version
from lab.studies.protocol import Study

DOCS = Path(__file__).resolve().parent.parent / "docs"
SCHEMAS: Mapping[str, type[BaseModel]] = {
    "form.schema.json": Version,
    "study.schema.json": Study,
}
_BY_NAME = ("properties", "$defs")


def main() -> None:
    for name, model in SCHEMAS.items():
        (DOCS / name).write_text(schema_text(model), encoding="utf-8")
        print(f"docs/{name} is written")


def schema_text(model: type[BaseModel]) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": model.__name__,
        **_tidied(model.model_json_schema()),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _tidied(node: Any) -> Any:
    if isinstance(node, list):
        return [_tidied(part) for part in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: {name: _tidied(part) for name, part in value.items()}
        if key in _BY_NAME
        else _tidied(value)
        for key, value in node.items()
        if key != "title" and not (key == "default" and value is None)
    }
    return _as_editors_read(_without_null(kept))


def _without_null(node: dict[str, Any]) -> dict[str, Any]:
    """A key that may be left out has no value null: the lab would take it for the text “null”."""
    options = [each for each in node.get("anyOf", ()) if each != {"type": "null"}]
    if len(options) != 1:
        return {**node, "anyOf": options} if options else node
    return {**options[0], **{key: value for key, value in node.items() if key != "anyOf"}}


def _as_editors_read(node: dict[str, Any]) -> dict[str, Any]:
    """Editors take 01067 for a number and true for a truth value; the lab keeps them as texts."""
    if node.get("type") == "string" and "enum" not in node and "const" not in node:
        return {**node, "type": ["string", "number", "boolean"]}
    return node


if __name__ == "__main__":
    main()
