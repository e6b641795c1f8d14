"""Reading a fenced block of YAML in a page: its keys and texts, each mistake at the line that its author wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from study.authoring.plain_text import suggest
from study.authoring.problems import Problem
from study.authoring.yaml_reader import FieldPath, YamlValues


class BlockReader:
    """Reads a block and collects what its author has to mend; the block begins on the given line."""

    def __init__(self, read: YamlValues, file: str, first_line: int) -> None:
        self.problems = list(read.problems)
        self.file = file
        self.values = read.values
        self._places = read.places
        self._first_line = first_line

    def make_problem(self, path: FieldPath, message: str) -> Problem:
        """Return a problem at the nearest place that the author wrote."""
        while path and path not in self._places:
            path = path[:-1]
        return Problem(self.file, self._places[path].line if path else self._first_line, message)

    def tell(self, path: FieldPath, message: str) -> None:
        """Note a problem at the nearest place that the author wrote."""
        self.problems.append(self.make_problem(path, message))

    def check_keys(self, written: Mapping[str, Any], known: Sequence[str], path: FieldPath) -> None:
        """Note each key that is not among the known ones."""
        for key in written:
            if key not in known:
                mend = suggest(key, known) or f"Known here: {', '.join(f'`{one}`' for one in known)}."
                self.tell((*path, key), f"unknown key `{key}`. {mend}")

    def text(self, written: Mapping[str, Any], key: str, path: FieldPath) -> str:
        """Return the text of a key that has to be there; note it where it is not."""
        text = written.get(key)
        if isinstance(text, str) and text.strip():
            return text.strip()
        self.tell((*path, key), f"`{key}` is missing. Write what a reader should see there.")
        return ""
