"""JSON Schema of a chapter's front matter, so that editors complete fields and say what they are for."""

from __future__ import annotations

import json
import sys
from typing import Any

from study.model import Chapter


def render_schema() -> str:
    """Return the schema as JSON, the same for the same model."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_drop_nothing(Chapter.model_json_schema()),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


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
