"""What an author has to mend, and how it is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Problem:
    """One thing an author has to mend, at the place where it stands."""

    file: str
    """Path from the project root, with `/`."""

    line: int
    """Counted from 1 at the first line of the file, front matter included."""

    message: str
    """What is wrong, then how to mend it: two sentences in the author's words."""

    severity: Literal["error", "warning"] = "error"
    """An error stops the build; a warning is something a reader can live with."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def report(problems: Iterable[Problem]) -> str:
    """Return all problems as one text, sorted by place, one line each under a line that counts them."""
    ordered = sorted(set(problems))
    files = len({problem.file for problem in ordered})
    heading = f"{_count(len(ordered), 'problem')} in {_count(files, 'file')}, nothing was built."
    return "\n".join([heading, *(f"  {problem}" for problem in ordered)])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
