"""The files of receipts -> checked values, and what is to be mended in those that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from study.authoring.problems import Problem
from study.authoring.yaml_reader import FieldPath, UnreadableYaml, read_yaml
from study.receipts.messages import Detail, explain_mistake, find_json_line
from study.receipts.model import Receipt

FOLDER = "receipts"
"""Of the receipts, below `docs/`; their pages lie there in the site."""

LARGEST = 60_000
"""Bytes that a receipt may have."""


@dataclass(frozen=True)
class Receipts:
    """The receipts of the site by name, and what is to be mended in the others."""

    by_name: Mapping[str, Receipt] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Bytes of each file, by the name of its receipt."""

    unreadable: frozenset[str] = frozenset()
    """Names of files from which no receipt could be read."""

    problems: tuple[Problem, ...] = ()


def read_receipts(folder: Path) -> Receipts:
    """Return the receipts in the files of a folder, in the order of their names; none if there is no such folder."""
    receipts: dict[str, Receipt] = {}
    sizes: dict[str, int] = {}
    unreadable: set[str] = set()
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.json")):
        data = path.read_bytes()
        receipt, found = parse_receipt(data, path.stem, f"{folder.parent.name}/{folder.name}/{path.name}")
        problems += found
        if receipt:
            receipts[path.stem], sizes[path.stem] = receipt, len(data)
        else:
            unreadable.add(path.stem)
    return Receipts(receipts, sizes, frozenset(unreadable), tuple(problems))


def parse_receipt(data: bytes, name: str, file: str) -> tuple[Receipt | None, list[Problem]]:
    """Return the receipt, or None, and everything that is to be mended in a file that bears its name."""
    try:
        receipt = Receipt.model_validate_json(data)
    except ValidationError as error:
        return None, [Problem(file, line, message) for line, message in _explain(error, data)]
    problems = []
    if receipt.name != name:
        message = f"the receipt is called `{receipt.name}`, its file `{name}`. Give both the same name."
        problems.append(Problem(file, _find_lines(data).get(("name",), 1), message))
    if len(data) > LARGEST:
        message = f"the receipt has {len(data):,} bytes, {LARGEST:,} are allowed. Keep the events that tell."
        problems.append(Problem(file, 1, message))
    return receipt, problems


def _explain(error: ValidationError, data: bytes) -> Iterator[tuple[int, str]]:
    details: list[Detail] = [*error.errors(include_url=False)]
    if details[0]["type"] == "json_invalid":
        message = f"this is no JSON, {details[0]['ctx']['error']}. Let the experiment write the file again."
        yield find_json_line(details[0]["ctx"]["error"]), message
        return
    lines = _find_lines(data)
    for detail in details:
        path: FieldPath = tuple(detail["loc"])
        while path and path not in lines:
            path = path[:-1]
        yield lines.get(path, 1), explain_mistake(detail)


def _find_lines(data: bytes) -> dict[FieldPath, int]:
    """Return the line of each value: what is JSON is YAML too, and our reader of it knows lines."""
    try:
        return {path: place.line for path, place in read_yaml(data.decode(), "", 1).places.items()}
    except UnreadableYaml:
        return {}
