"""JSON Schema of a chapter's front matter, so that editors complete fields and say what they are for."""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from study.bank import model
from study.bank.model import Chapter


def render_schema() -> str:
    """Return the schema as JSON, the same for the same model."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_drop_nothing(_describe(Chapter.model_json_schema())),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _describe(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with what the model says below each field; every build would wait if pydantic read that."""
    docs = _read_docs()
    for name, part in {Chapter.__name__: schema, **schema["$defs"]}.items():
        for field, told in part["properties"].items():
            told["description"] = docs[name][field]
    return schema


def _read_docs() -> dict[str, dict[str, str]]:
    """Return the docstring of each field by the name of its class."""
    classes = [node for node in ast.parse(inspect.getsource(model)).body if isinstance(node, ast.ClassDef)]
    return {node.name: dict(_read_fields(node)) for node in classes}


def _read_fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(node.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(text))):
                yield name, inspect.cleandoc(text)


def _drop_nothing(schema: Any) -> Any:
    """Return the schema without `null`: an author leaves a field out and never writes it empty."""
    if isinstance(schema, list):
        return [_drop_nothing(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _drop_nothing(value) for key, value in schema.items() if (key, value) != ("default", None)}
    choices = [choice for choice in kept.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        del kept["anyOf"]
        # The field's own description says more than that of its type.
        return {**choices[0], **kept}
    return {**kept, "anyOf": choices} if choices else kept


if __name__ == "__main__":
    sys.stdout.write(render_schema())
