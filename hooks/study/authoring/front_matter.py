"""The front matter of a page, apart from its prose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from study.authoring.problems import Problem
from study.authoring.yaml_reader import FieldPath, Place, UnreadableYaml, Value, load_yaml
from study.cache.store import Cache

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEY_LINE = re.compile(r"[A-Za-z_][\w-]*:(?:\s|$)")


@dataclass(frozen=True)
class FrontMatter:
    """The values of one page's front matter, and the body below it."""

    values: Mapping[str, Value]
    places: Mapping[FieldPath, Place]
    problems: tuple[Problem, ...]
    body: str
    body_line: int
    """Line of the file on which the body starts."""

    parsed: bool = True
    """Whether the YAML could be read at all; if not, `problems` holds the one reason."""

    def line_of(self, *path: str | int) -> int:
        """Return the line of the value at the path, or of the nearest thing around it."""
        for end in range(len(path), 0, -1):
            if place := self.places.get(path[:end]):
                return place.line
        return 1


def parse_front_matter(text: str, file: str, cache: Cache | None = None) -> FrontMatter:
    """Return the values of a page's front matter; one that cannot be read is one problem and no values."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    opening = _OPENING.match(text)
    if opening is None:
        misplaced = _find_misplaced_start(text, file)
        return FrontMatter({}, {}, misplaced, text, 1, parsed=not misplaced)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        message = "the front matter has no end. Add a line with only `---` below its last line."
        return FrontMatter({}, {}, (Problem(file, 1, message),), "", 1, parsed=False)
    body, body_line = text[closing.end() :], text.count("\n", 0, closing.end()) + 1
    try:
        read = load_yaml(text[opening.end() : closing.start()], file, 2, cache or Cache())
    except UnreadableYaml as unreadable:
        return FrontMatter({}, {}, (unreadable.problem,), body, body_line, parsed=False)
    return FrontMatter(read.values, read.places, read.problems, body, body_line)


def _find_misplaced_start(text: str, file: str) -> tuple[Problem, ...]:
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return ()
    if lines[first].strip() == "---" and first + 1 < len(lines) and _KEY_LINE.match(lines[first + 1]):
        return (Problem(file, first + 1, "front matter must start on line 1. Remove what stands above the `---`."),)
    if first == 0 and _KEY_LINE.match(lines[0]):
        typed = lines[0].split(":")[0]
        message = (
            f"MkDocs takes a page that starts with `{typed}:` for front matter and drops the paragraph. "
            "Put `---` lines around front matter, or begin the paragraph with another word."
        )
        return (Problem(file, 1, message),)
    return ()
