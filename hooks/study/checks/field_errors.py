"""Mistakes in single fields, as pydantic finds them, told in the author's words."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from study.authoring.front_matter import FrontMatter
from study.authoring.plain_text import suggest
from study.authoring.problems import Problem
from study.authoring.yaml_reader import FieldPath
from study.checks.field_messages import PARTS, Detail, FieldMistake

_EITHER = ("source", "card")
"""Fields that take one of two shapes: pydantic reports both when neither fits."""


def explain_field_errors(
    error: ValidationError, front: FrontMatter, file: str, prefix: FieldPath, owner: str
) -> list[Problem]:
    """Return one problem for each field with a mistake; `prefix` leads to what was validated, `owner` names it."""
    problems = []
    for path, detail in _by_path(error, front, prefix):
        around = path[len(prefix) : -2 if isinstance(path[-1], int) else -1]
        message = FieldMistake(front, path, detail, _name_owner(around, owner)).explain()
        problems.append(Problem(file, front.line_of(*path), message))
    return problems


def _by_path(error: ValidationError, front: FrontMatter, prefix: FieldPath) -> Iterator[tuple[FieldPath, Detail]]:
    found: dict[FieldPath, Detail] = {}
    details: list[Detail] = [detail for detail in error.errors(include_url=False) if not _is_echo(detail)]
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    for detail in details:
        path = _path_of((*prefix, *detail["loc"]), detail["type"] == "missing", front)
        if not prefix and path[0] == "questions" and len(path) > 1:
            continue  # Each question is validated by itself, with better words.
        if detail["type"] == "missing" and any(_means(other, detail) for other in unknown):
            continue
        if _holds_only_unknown(path, detail, front):
            path = path[:-1]
            detail = {**detail, "type": "became_map"}
        found.setdefault(path, detail)
    maps = {path for path, detail in found.items() if detail["type"] == "became_map"}
    for path, detail in found.items():
        either = len(path) > len(prefix) and path[-1] in _EITHER
        if either and any(other[: len(path)] == path for other in found if other != path):
            continue
        if path not in maps and path[:-1] in maps:
            continue
        yield path, detail


def _is_echo(detail: Detail) -> bool:
    """Whether a list only seems too short, because entries with a mistake of their own do not count."""
    return bool(detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"])


def _means(unknown: FieldPath, missing: Detail) -> bool:
    """Whether an unknown key is so near to a missing field that the key alone is worth telling."""
    loc: FieldPath = missing["loc"]
    return unknown[:-1] == loc[:-1] and bool(suggest(str(unknown[-1]), [str(loc[-1])]))


def _path_of(loc: FieldPath, missing: bool, front: FrontMatter) -> FieldPath:
    """Return where the error stands: pydantic also names the alternative it tried, such as `str`."""
    path: FieldPath = ()
    for step in loc:
        if (*path, step) in front.places:
            path = (*path, step)
    return (*path, loc[-1]) if missing else path or loc


def _holds_only_unknown(path: FieldPath, detail: Detail, front: FrontMatter) -> bool:
    """Whether the error lies in a list item that is a map only because its text has `: ` in it."""
    if len(path) < 3 or not isinstance(path[-2], int) or not isinstance(path[-3], str) or path[-3] not in PARTS:
        return False
    if detail["type"] not in ("missing", "extra_forbidden"):
        return False
    known = PARTS[path[-3]][0].model_fields
    keys = [place[-1] for place in front.places if place[:-1] == path[:-1]] if detail["type"] == "missing" else []
    unknown = [key for key in keys if key not in known]
    return bool(keys) and len(unknown) == len(keys) and any(" " in str(key) for key in unknown)


def _name_owner(path: FieldPath, owner: str) -> str:
    name = owner
    for index, step in enumerate(path):
        item = path[index + 1] if index + 1 < len(path) else ""
        number = item + 1 if isinstance(item, int) else ""
        if step in PARTS:
            name = PARTS[str(step)][1].format(number=number, owner=name)
    return name
