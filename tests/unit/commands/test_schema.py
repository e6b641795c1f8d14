from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML
from study.commands.schema import render_schema

ROOT = Path(__file__).parents[3]
CHAPTERS = [ROOT / "tests/fixtures/whole-chapter.md", *sorted((ROOT / "docs/chapters").glob("*.md"))]


def front_matter(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8").split("---\n")[1])


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in CHAPTERS])
def test_schema_accepts_chapters(path: Path) -> None:
    jsonschema.validate(front_matter(path), json.loads(render_schema()))


def test_schema_refuses_an_unknown_key() -> None:
    front = front_matter(CHAPTERS[0]) | {"anwser": "x"}
    with pytest.raises(jsonschema.ValidationError, match="anwser"):
        jsonschema.validate(front, json.loads(render_schema()))


def test_every_field_says_what_it_is_for() -> None:
    schema = json.loads(render_schema())
    fields = [schema["properties"], *(part["properties"] for part in schema["$defs"].values())]
    assert [name for group in fields for name, field in group.items() if not field.get("description")] == []
