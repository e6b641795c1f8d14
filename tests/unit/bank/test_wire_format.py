"""The bytes that chapters show in the registry's wire format, read and written by fastavro.

Zero, the schema's id in four bytes with the highest first, then the value in Avro; see
https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
"""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastavro import parse_schema, schemaless_reader, schemaless_writer
from fastavro.read import SchemaResolutionError

CHAPTER = (Path(__file__).parents[3] / "docs" / "chapters" / "the-contract.md").read_text(encoding="utf-8")
FIELDS: list[dict[str, Any]] = [{"name": "id", "type": "string"}, {"name": "amount", "type": "long"}]


def order(*fields: dict[str, Any]) -> Any:
    return parse_schema({"type": "record", "name": "Order", "namespace": "shop", "fields": list(fields)})


WRITTEN = order(*FIELDS)


@pytest.fixture(scope="module")
def shown() -> tuple[dict[str, Any], bytes]:
    """The order of the chapter and its bytes, as its text has them."""
    found = re.search(r"The order `(\{[^`]+\})`.* is (\d+) bytes: `([0-9a-f ]+)`", CHAPTER)
    assert found is not None
    message = bytes.fromhex(found[3])
    assert len(message) == int(found[2])
    return json.loads(found[1]), message


def test_the_order_has_these_bytes(shown: tuple[dict[str, Any], bytes]) -> None:
    value, message = shown
    body = BytesIO()
    schemaless_writer(body, WRITTEN, value)
    assert message == b"\0" + (33).to_bytes(4, "big") + body.getvalue()
    assert "schema ID 33" in CHAPTER


def test_the_question_asks_for_the_id_of_its_bytes() -> None:
    found = re.search(
        r"starts with `([0-9a-f ]+)`. Which schema ID was it written with\?\"\n    number: (\d+)", CHAPTER
    )
    assert found is not None
    magic, *rest = bytes.fromhex(found[1])
    assert (magic, int.from_bytes(rest[:4], "big")) == (0, int(found[2]))


@pytest.mark.parametrize(
    ("writer", "reader", "read"),
    [
        pytest.param(
            WRITTEN,
            order(*FIELDS, {"name": "cur", "type": "string", "default": "EUR"}),
            {"id": "o-17", "amount": 4990, "cur": "EUR"},
            id="new-field-with-a-default",
        ),
        pytest.param(
            WRITTEN,
            order(FIELDS[0], {"name": "total", "type": "long", "aliases": ["amount"]}),
            {"id": "o-17", "total": 4990},
            id="another-name-with-an-alias",
        ),
        pytest.param(
            order(FIELDS[0], {"name": "customer", "type": "long"}),
            None,
            {"id": "o-17", "customer": 4990},
            id="another-registry-s-schema-of-the-same-shape",
        ),
    ],
)
def test_a_reader_gets(shown: tuple[dict[str, Any], bytes], writer: Any, reader: Any, read: dict[str, Any]) -> None:
    assert schemaless_reader(BytesIO(shown[1][5:]), writer, reader) == read


def test_a_new_field_without_a_default_is_refused(shown: tuple[dict[str, Any], bytes]) -> None:
    with pytest.raises(SchemaResolutionError):
        schemaless_reader(BytesIO(shown[1][5:]), WRITTEN, order(*FIELDS, {"name": "cur", "type": "string"}))
