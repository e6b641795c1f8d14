"""JSON Schema of models with what stands below each of their fields."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator
from itertools import pairwise
from types import ModuleType
from typing import Any


def describe_fields(schema: dict[str, Any], name: str, modules: Iterable[ModuleType]) -> dict[str, Any]:
    """Return the schema of the model of that name with the docstrings of the modules' fields in it.

    Every build would wait if pydantic read them.
    """
    docs = _read_docs(modules)
    for part_name, part in {name: schema, **schema["$defs"]}.items():
        for field, told in part["properties"].items():
            told["description"] = docs[part_name, field]
    return schema


def drop_null(schema: Any) -> Any:
    """Return the schema without `null`: a field is left out and never empty."""
    if isinstance(schema, list):
        return [drop_null(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: drop_null(value) for key, value in schema.items() if (key, value) != ("default", None)}
    choices = [choice for choice in kept.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        del kept["anyOf"]
        # The field's own description says more than that of its type.
        return {**choices[0], **kept}
    return {**kept, "anyOf": choices} if choices else kept


def _read_docs(modules: Iterable[ModuleType]) -> dict[tuple[str, str], str]:
    """Return the docstring of each field by the names of its class and itself, those of its bases among them."""
    docs: dict[tuple[str, str], str] = {}
    for module in modules:
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.ClassDef):
                bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
                docs |= {(node.name, field): text for (base, field), text in docs.items() if base in bases}
                docs |= {(node.name, field): text for field, text in _read_fields(node)}
    return docs


def _read_fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(node.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(text))):
                yield name, inspect.cleandoc(text)
    for part in node.body:
        if isinstance(part, ast.FunctionDef) and (told := ast.get_docstring(part)):
            yield part.name, told
