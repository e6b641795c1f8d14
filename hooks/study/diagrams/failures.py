"""Diagrams that could not be drawn: the fence meets them before anybody knows which page it is on."""

from __future__ import annotations

from study.authoring.problems import Problem
from study.authoring.prose import parse_body
from study.diagrams.problems import DiagramError


class FailedDiagrams:
    """Collects the failures of a build: first each as it happens, then with the page it belongs to."""

    def __init__(self) -> None:
        self._unplaced: list[tuple[str, DiagramError]] = []
        self.problems: list[Problem] = []
        self.pages: set[str] = set()

    @property
    def unplaced(self) -> bool:
        """Whether there are failures on the page that is being rendered."""
        return bool(self._unplaced)

    def note(self, source: str, error: DiagramError) -> None:
        """Remember a failure on the page that is being rendered."""
        self._unplaced.append((source, error))

    def place(self, src_uri: str, text: str, file: str) -> None:
        """Give the failures since the last call to the page with this text, which is `file` from the project root."""
        diagrams = parse_body(text, 1).diagrams if self._unplaced else ()
        for source, error in self._unplaced:
            fence = next((diagram.line for diagram in diagrams if diagram.source.strip() == source.strip()), 0)
            self.problems.append(Problem(file, fence + error.line, error.message))
            self.pages.add(src_uri)
        self._unplaced.clear()
