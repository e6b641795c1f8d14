"""The JSON Schema of the bank as JSON."""

from __future__ import annotations

import json
from typing import Any

from study.bank import model
from study.bank.field_docs import describe_fields, drop_null
from study.bank_exports import document
from study.bank_exports.document import Bank


def render_document_schema() -> str:
    """Return the schema, in which every field says what it is for."""
    described = describe_fields(Bank.model_json_schema(mode="serialization"), Bank.__name__, [model, document])
    described["properties"]["$schema"] = {"type": "string", "description": "The name of this schema's file."}
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_drop_lengths(drop_null(described))}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _drop_lengths(schema: Any) -> Any:
    """Return the schema without the lengths that authors keep to: whole addresses are longer."""
    if isinstance(schema, list):
        return [_drop_lengths(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _drop_lengths(item) for key, item in schema.items() if key != "maxLength"}
