"""What is wrong with a diagram, and where in its block."""

from __future__ import annotations

NumberedLine = tuple[int, str]


class DiagramError(Exception):
    """A diagram that cannot be drawn: what is wrong and how to mend it, and the line of the block where it stands."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        """Counted from 1 at the first line inside the fence."""
