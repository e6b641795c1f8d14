"""Tables of settings in a page: one setting a row, with its default and the version since which it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from study.checks.settings.statements import Aspect, Statement
from study.checks.settings.values import read_value

_CELL = re.compile(r"(?<!\\)\|")
_NOTE = re.compile(r"\s*\[\^[^\]]+\]")
_NAME = re.compile(r"`([^`]+)`")
_RULE = re.compile(r"[\s|:-]+")
_VERSION = r"\d\.\d{1,2}(?:\.\d+)?"
_VERSIONS = re.compile(rf"(?:[\w`]+ since )?(?P<versions>{_VERSION}(?:, {_VERSION})*)(?:\s+\((?P<before>.+) before\))?")
_KINDS = ("quota", "feature")


def read_tables(body: str, file: str, first_line: int) -> Iterator[Statement]:
    """Yield what the tables with a column `Default` say."""
    columns: list[str] = []
    for line, text in enumerate(body.split("\n"), start=first_line):
        if not text.startswith("|"):
            columns = []
        elif not columns:
            columns = [cell.lower() for cell in _split(text)]
        elif "default" in columns and not _RULE.fullmatch(text):
            yield from _read_row(dict(zip(columns, _split(text), strict=False)), columns[0], file, line)


def _split(row: str) -> Sequence[str]:
    return [_NOTE.sub("", cell).strip() for cell in _CELL.split(row.strip().strip("|"))]


def _read_row(cells: dict[str, str], first: str, file: str, line: int) -> Iterator[Statement]:
    names = _NAME.findall(cells[first])
    if not names:
        return
    name = "".join(names) if names[0].endswith(".") else names[0]
    scope = " ".join(word for word in re.findall(r"[\w-]+", _NAME.sub("", cells[first])) if word not in _KINDS)

    def state(aspect: Aspect, said: str, meanings: frozenset[str]) -> Iterator[Statement]:
        if meanings:
            yield Statement(file, line, name, aspect, said, meanings, scope, listed=True)

    default = cells.get("default", "")
    yield from state("default", default, read_value(default, name))
    if since := _VERSIONS.match(cells.get("since", "")):
        yield from state("since", since["versions"], frozenset(since["versions"].split(", ")))
        if since["before"]:
            yield from state("before", since["before"], read_value(since["before"], name))
