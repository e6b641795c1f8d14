"""What a timeline says: bars in lanes on one axis, in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One task."""

    label: str
    start: int
    end: int
    """The same as the start for a milestone and for a line across all lanes."""

    state: str = ""
    """`active`, `done`, `crit` or nothing."""

    mark: str = ""
    """`milestone`, `vert` for a line across all lanes, or nothing."""


@dataclass(frozen=True)
class Lane:
    """One section."""

    name: str
    panel: str
    """The heading that it stands under with its neighbours; empty if none."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Timeline:
    """A whole timeline."""

    lanes: tuple[Lane, ...]
    lines: tuple[Bar, ...]
    """Lines across all lanes."""

    start: int
    end: int
    unit: str = ""
    """What numbers on the axis and sums count; empty if the author says it elsewhere."""

    totals: str = ""
    """Heading of the sums of each lane's critical bars; empty if none are asked for."""

    axis_format: str = ""
    """As d3 has it; empty for numbers in `unit`."""

    interval: int = 0
    """From tick to tick; 0 if the drawing may choose."""

    @property
    def divisor(self) -> int:
        """How many milliseconds are one of `unit`: whoever counts hours or minutes writes them as seconds."""
        return 1 if self.unit == "ms" else 1000
