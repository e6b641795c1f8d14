"""JSON Schema of a chapter's front matter, so that editors complete fields and say what they are for."""

from __future__ import annotations

import json
import sys

from study.bank import model
from study.bank.field_docs import describe_fields, drop_null
from study.bank.model import Chapter


def render_schema() -> str:
    """Return the schema as JSON, the same for the same model."""
    described = describe_fields(Chapter.model_json_schema(), Chapter.__name__, [model])
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **drop_null(described)}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render_schema())
