"""What was measured, as tables that people read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

KB = 1024
HEAD = ("what", "goal", "measured", "met")


@dataclass(frozen=True)
class Row:
    """One figure."""

    what: str
    figure: str
    goal: str = ""
    met: bool | None = None
    """Whether the goal was met; nothing if there is none."""


def limit(what: str, value: float, most: float, unit: str, digits: int = 0, note: str = "") -> Row:
    """Return a figure that should be no more than its goal, which is in the same unit."""
    return Row(what, _say(value, unit, digits, note), f"≤ {most:g} {unit}", round(value, digits) <= most)


def figure(what: str, value: float, unit: str, digits: int = 0, note: str = "") -> Row:
    """Return a figure without a goal."""
    return Row(what, _say(value, unit, digits, note))


def _say(value: float, unit: str, digits: int, note: str) -> str:
    return f"{value:,.{digits}f} {unit}" + (f" ({note})" if note else "")


def say_spread(values: Iterable[float], digits: int = 0) -> str:
    """Return the smallest and the largest of several runs."""
    sorted_values = sorted(values)
    return f"{sorted_values[0]:,.{digits}f} to {sorted_values[-1]:,.{digits}f}"


def middle(values: Iterable[float]) -> float:
    """Return the median."""
    return float(median(values))


def render_table(title: str, rows: Iterable[Row]) -> str:
    """Return a part's figures under their title, in columns."""
    verdicts = {True: "yes", False: "no", None: ""}
    lines = [HEAD, *((row.what, row.goal, row.figure, verdicts[row.met]) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    rule = tuple("-" * width for width in widths)
    texts = ("  ".join(f"{cell:{width}}" for cell, width in zip(line, widths, strict=True)) for line in lines)
    first, *others = (text.rstrip() for text in texts)
    return "\n".join((f"\n{title}", "", first, "  ".join(rule), *others))
