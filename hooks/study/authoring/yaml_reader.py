"""YAML as values that remember where they stand and how they were typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver

from study.authoring.problems import Problem
from study.authoring.yaml_errors import explain_yaml_error
from study.authoring.yaml_scalars import Misread, Scalar, read_plain
from study.cache.store import Cache, make_key

Value: TypeAlias = "Scalar | tuple[Value, ...] | dict[str, Value]"
FieldPath: TypeAlias = tuple[str | int, ...]

_KEY_INSIDE = re.compile(r"\s*(?:- )?[a-z]+:(?:\s|$)")


class UnreadableYaml(Exception):
    """YAML from which nothing can be read; holds the one problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class Place:
    """Where a value stands and what its author typed."""

    line: int
    """Line of the key, or of the list item, in the file."""

    typed: str
    """The value as typed, where it is without quotes and no block of lines; else empty."""

    first_text_line: int | None = None
    """Line of the first line of text, where the text keeps its line breaks (`|`)."""

    comment: str = ""
    """What stands behind ` #` on the line of the value."""


@dataclass(frozen=True)
class YamlValues:
    """The values of one mapping, each with its place."""

    values: Mapping[str, Value]
    places: Mapping[FieldPath, Place]
    problems: tuple[Problem, ...]


class _ToMendError(Exception):
    """There is something to say of the values, which is found anew each time."""

    def __init__(self, read: YamlValues) -> None:
        super().__init__()
        self.read = read


def load_yaml(source: str, file: str, first_line: int, cache: Cache) -> YamlValues:
    """Return what `read_yaml` does, from the cache if an earlier build read the same and found nothing to mend."""

    def make() -> str:
        read = read_yaml(source, file, first_line)

        def refuse(_: object) -> None:
            raise _ToMendError(read)

        if read.problems:
            refuse(read)
        places = [(path, astuple(place)) for path, place in read.places.items()]
        return json.dumps([read.values, places], default=refuse)

    try:
        values, places = json.loads(cache.get(make_key("yaml", str(first_line), source), make))
    except _ToMendError as error:
        return error.read
    return YamlValues(_make_tuples(values), {tuple(path): Place(*place) for path, place in places}, ())


def _make_tuples(value: Any) -> Any:
    """Return the value with tuples in place of lists."""
    if isinstance(value, list):
        return tuple(map(_make_tuples, value))
    return {key: _make_tuples(part) for key, part in value.items()} if isinstance(value, dict) else value


def read_yaml(source: str, file: str, first_line: int) -> YamlValues:
    """Return the values of a mapping that starts on the given line of the file.

    Raises `UnreadableYaml` if the text is no YAML, no mapping, or if a quote left open swallows whole fields.
    """
    lines = source.split("\n")
    try:
        root = _compose(source)
    except YAMLError as error:
        offset, message = explain_yaml_error(error, lines)
        raise UnreadableYaml(Problem(file, first_line + offset, message)) from error
    if root is not None and not isinstance(root, MappingNode):
        message = "`key: value` lines are expected here. Write one a line."
        raise UnreadableYaml(Problem(file, first_line + root.start_mark.line, message))
    for offset, closed in _find_swallowing_quotes(root, lines) if root else ():
        message = f"the quote that opens here ends only in line {first_line + closed} and swallows the keys between."
        raise UnreadableYaml(Problem(file, first_line + offset, f"{message} Close it at the end of the text."))
    reader = _Reader(file, source, first_line)
    return YamlValues(reader.read_root(root), reader.places, tuple(reader.problems))


class _NoResolver(VersionedResolver):
    """Leaves it to `read_plain` what text without quotes becomes: asking YAML too takes as long as all the rest."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:  # noqa: ARG002
        return self.DEFAULT_SCALAR_TAG


def _compose(source: str) -> Node | None:
    """Return the tree of the text; the fast reader first, and for a mistake the one with the better words."""
    try:
        return _compose_with(YAML(typ="safe"), source)
    except YAMLError:
        return _compose_with(YAML(typ="safe", pure=True), source)


def _compose_with(yaml: YAML, source: str) -> Node | None:
    yaml.Resolver = _NoResolver
    node: Node | None = yaml.compose(source)
    return node


def _find_swallowing_quotes(root: Node, lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield first and last line of every quoted text that holds lines which look like fields."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ScalarNode):
            start, end = node.start_mark.line, node.end_mark.line
            if end > start and node.style in ("'", '"') and any(map(_KEY_INSIDE.match, lines[start + 1 : end + 1])):
                yield start, end
        elif isinstance(node, MappingNode):
            waiting += [part for pair in node.value for part in pair]
        else:
            waiting += node.value


class _Reader:
    """Turns the nodes of one front matter into values and notes where each stands."""

    def __init__(self, file: str, source: str, first_line: int) -> None:
        self.places: dict[FieldPath, Place] = {}
        self.problems: list[Problem] = []
        self._file = file
        self._first_line = first_line
        self._lines = source.split("\n")
        self._seen: set[int] = set()

    def read_root(self, node: MappingNode | None) -> dict[str, Value]:
        return self._read_mapping(node, ()) if node else {}

    def _line(self, offset: int) -> int:
        return self._first_line + offset

    def _report(self, offset: int, message: str) -> None:
        self.problems.append(Problem(self._file, self._line(offset), message))

    def _read(self, node: Node, path: FieldPath, offset: int, key_end: int | None) -> Value:
        if id(node) in self._seen:
            self._report(offset, "text that starts with `*` stands for another text. Put quotes round it.")
            self.places[path] = Place(self._line(offset), "")
            return self._read_scalar(node) if isinstance(node, ScalarNode) else Misread("", "a copy")
        self._seen.add(id(node))
        typed = self._typed(node)
        if typed[:1] in ("&", "!") and typed[:2] != "!!":
            self._report(
                offset, f"text that starts with `{typed[0]}` loses its first word in YAML. Put quotes round it."
            )
        comment = self._comment(node, offset if key_end else None, key_end)
        self.places[path] = Place(self._line(offset), typed, self._first_text_line(node), comment)
        if isinstance(node, MappingNode):
            return self._read_mapping(node, path)
        if isinstance(node, SequenceNode):
            return tuple(
                self._read(item, (*path, index), item.start_mark.line, None) for index, item in enumerate(node.value)
            )
        assert isinstance(node, ScalarNode)
        return self._read_scalar(node)

    def _read_scalar(self, node: ScalarNode) -> Value:
        text: str = node.value
        if not node.style:
            return read_plain(text)
        return text.rstrip() if node.style in "|>" else text.strip()

    def _read_mapping(self, node: MappingNode, path: FieldPath) -> dict[str, Value]:
        values: dict[str, Value] = {}
        first_lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            offset = key_node.start_mark.line
            if not isinstance(key_node, ScalarNode):
                if self._lines[node.start_mark.line][node.start_mark.column :][:1] != "{":
                    self._report(offset, "a key that starts with `[` or `{` is no text. Put quotes round the key.")
                continue
            key = str(key_node.value)
            if key in values:
                message = f"the key `{key}` stands twice, first in line {first_lines[key]}. Keep one of them."
                self._report(offset, message)
                continue
            if not key_node.style and not isinstance(read_plain(key), str):
                self._report(offset, f'YAML does not read the key `{key}` as text. Put quotes round it: `"{key}":`.')
            first_lines[key] = self._line(offset)
            values[key] = self._read(value_node, (*path, key), offset, key_node.end_mark.column)
        return values

    def _typed(self, node: Node) -> str:
        start, end = node.start_mark, node.end_mark
        if start.line >= len(self._lines) or (isinstance(node, ScalarNode) and node.style):
            return ""
        rest: str = self._lines[start.line][start.column :]
        if isinstance(node, ScalarNode):
            return rest[: end.column - start.column] if start.line == end.line else str(node.value)
        return rest.rstrip() if rest[:1] in ("[", "{", "&", "!") else ""

    def _first_text_line(self, node: Node) -> int | None:
        return self._line(node.start_mark.line + 1) if isinstance(node, ScalarNode) and node.style == "|" else None

    def _comment(self, node: Node, key_offset: int | None, key_end: int | None) -> str:
        if not isinstance(node, ScalarNode) or node.style:
            return ""
        if node.value == "" and key_offset is not None and key_end is not None:
            rest = self._lines[key_offset][key_end + 1 :]
        elif node.end_mark.line < len(self._lines):
            rest = self._lines[node.end_mark.line][node.end_mark.column :]
        else:
            return ""
        found = re.match(r"\s+#(.*)", rest) if "#" in rest else None
        return f"#{found[1]}".rstrip() if found else ""
