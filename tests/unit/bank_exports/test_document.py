"""The bank as JSON, checked by its own schema."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from study.bank_exports.document import SCHEMA, render_document
from study.bank_exports.document_schema import render_document_schema

from tests.unit.bank_exports.sample_bank import SITE, list_questions, load_chapters, load_hostile, load_topics

DIALECT = jsonschema.Draft202012Validator


def render(load: Any = load_chapters) -> Any:
    return json.loads(render_document(SITE, load(), load_topics()))


@pytest.fixture(scope="module")
def schema() -> Any:
    """The schema, itself checked."""
    schema = json.loads(render_document_schema())
    DIALECT.check_schema(schema)
    return schema


@pytest.mark.parametrize("load", [load_chapters, load_hostile], ids=["as-written", "hostile"])
def test_schema_accepts_the_bank(load: Any, schema: Any) -> None:
    DIALECT(schema).validate(render(load))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        pytest.param(lambda question: question.pop("url"), "'url' is a required property", id="missing"),
        pytest.param(lambda question: question.update(kind="guess"), "'guess' is not one of", id="unknown-kind"),
        pytest.param(lambda question: question.update(anwser="x"), "Additional properties", id="unknown-field"),
    ],
)
def test_schema_refuses(spoil: Any, message: str, schema: Any) -> None:
    bank = render()
    spoil(bank["chapters"][0]["questions"][0])
    with pytest.raises(jsonschema.ValidationError, match=message):
        DIALECT(schema).validate(bank)


def test_every_field_says_what_it_is_for(schema: Any) -> None:
    fields = [schema["properties"], *(part["properties"] for part in schema["$defs"].values())]
    assert [name for group in fields for name, field in group.items() if not field.get("description")] == []


def test_bank_names_its_schema_and_every_question() -> None:
    bank = render()
    assert bank["$schema"] == SCHEMA
    written = list_questions(load_chapters())
    assert [(one["id"], one["kind"]) for chapter in bank["chapters"] for one in chapter["questions"]] == [
        (one.id, one.kind) for one in written
    ]


def test_addresses_are_whole() -> None:
    log = next(chapter for chapter in render()["chapters"] if chapter["slug"] == "log")
    question = next(one for one in log["questions"] if one["id"] == "offset-is-next")
    assert log["url"] == "https://fixture.example/chapters/log/"
    assert question["url"] == "https://fixture.example/q/offset-is-next/"
    assert question["see"] == "https://fixture.example/chapters/log/#append"
