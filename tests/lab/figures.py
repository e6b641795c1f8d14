"""Figures of a receipt, by what kind of number they are."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from study.receipts.model import Figure


def counted(label: str, runs: Iterable[float]) -> Figure:
    """Return a figure that counts what its label names."""
    return Figure(label=label, unit="", runs=tuple(float(one) for one in runs))


def timed(label: str, runs: Iterable[float], unit: str = "s") -> Figure:
    """Return a figure of five or more times, with milliseconds of precision."""
    return Figure(label=label, unit=unit, runs=tuple(round(one, 3) for one in runs))


def compared(label: str, runs: Iterable[float]) -> Figure:
    """Return a figure that compares two measurements of one run."""
    return Figure(label=label, unit="", ratio=True, runs=tuple(round(one, 3) for one in runs))


def median_of(figure: Figure) -> float:
    """Return the value that pages and quotes show."""
    return median(figure.runs)


def write_number(figure: Figure, digits: int = 0) -> str:
    """Return the median with its unit, as an answer says it."""
    return f"{median_of(figure):,.{digits}f}{' ' * bool(figure.unit)}{figure.unit}"
