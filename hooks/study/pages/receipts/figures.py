"""The figures of a receipt as a list: each with its anchor, its median and what each run gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from study.receipts.model import Figure
from study.receipts.numbers import show_value, show_with_unit

_WIDTH, _HEIGHT, _ROOM = 240, 14, 6


def render_figures(figures: Mapping[str, Figure]) -> Iterator[str]:
    """Yield the figures as definitions of Markdown, in the order of the file; those of one unit share a scale."""
    greatest: dict[str, float] = {}
    for one in figures.values():
        greatest[one.unit] = max(greatest.get(one.unit, 0), *one.runs)
    yield '<div class="study-figures" markdown>'
    for name, one in figures.items():
        yield f"{one.label} {{#{name}}}\n:   {_render_one(one, greatest[one.unit])}"
    yield "</div>"


def _render_one(figure: Figure, greatest: float) -> str:
    median = f"**{show_with_unit(show_value(figure.median), figure.unit)}**"
    if len(figure.runs) == 1:
        return f"{median} in one run"
    least, most = min(figure.runs), max(figure.runs)
    count = f"{len(figure.runs)} runs"
    if least == most:
        return f"{median} in each of {count}"
    spread = f"{show_value(least)} to {show_with_unit(show_value(most), figure.unit)}"
    runs = ", ".join(map(show_value, figure.runs))
    return f"{median} is the median of {count}, {spread}\n:   {_draw(figure, greatest)}Each run: {runs}"


def _draw(figure: Figure, greatest: float) -> str:
    """Return the runs as dots on a line from 0 to the greatest value of their unit; negative values are not drawn."""
    if min(figure.runs) < 0 or not greatest:
        return ""

    def place(value: float) -> str:
        return f"{_ROOM + value / greatest * (_WIDTH - 2 * _ROOM):.1f}".rstrip("0").rstrip(".")

    dots = "".join(f'<circle cx="{place(run)}" cy="{_HEIGHT // 2}" r="3"/>' for run in figure.runs)
    middle = place(figure.median)
    return (
        f'<svg class="study-runs" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'aria-hidden="true"><path d="M{_ROOM} {_HEIGHT // 2}H{_WIDTH - _ROOM}"/>{dots}'
        f'<path class="study-runs__median" d="M{middle} 1V{_HEIGHT - 1}"/></svg> '
    )
