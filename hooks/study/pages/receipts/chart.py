"""Measured points -> the source of their chart for Mermaid, with the same in words."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from study.diagrams.svg import FEW_POINTS
from study.receipts.model import Chart, Series
from study.receipts.numbers import show_value

_SAMPLES = 121
"""Places of the axis at which the lines between measured points are read: the picture is as if drawn through these."""

_TOLD = 9
"""Points of a line that its description tells."""

_ROOM = 0.02
"""Part of the greatest value that is left free above it."""

Points = Sequence[tuple[float, float]]


def render_chart(chart: Chart) -> str:
    """Return the picture of a chart.

    Few points at the same places stand side by side, each with its place below it. For others Mermaid, which knows
    only even steps, is given what lies on the lines between them.
    """
    lines = [
        "xychart-beta",
        f"    accTitle: {chart.title}",
        f"    accDescr: {describe_chart(chart)}",
        *_render_axis(chart),
        f'    y-axis "{chart.y_label}" 0 --> {_find_top(chart)}',
        *(f'    line "{one.label}" [{", ".join(_list_values(one, chart))}]' for one in chart.series),
    ]
    return "\n".join(lines)


def describe_chart(chart: Chart) -> str:
    """Return what a chart shows in words; of many points some, the last among them."""
    series = (f"{one.label}: {', '.join(_tell(one.points))}." for one in chart.series)
    return f"{chart.y_label} over {chart.x_label}. {' '.join(series)}"


def _tell(points: Points) -> Iterator[str]:
    step = max(1, math.ceil((len(points) - 1) / (_TOLD - 1)))
    for x, y in dict.fromkeys((*points[::step], points[-1])):
        yield f"{show_value(y)} at {show_value(x)}"


def _has_steps(chart: Chart) -> bool:
    places = {tuple(x for x, _ in one.points) for one in chart.series}
    return len(places) == 1 and len(chart.series[0].points) <= FEW_POINTS


def _find_range(chart: Chart) -> tuple[float, float]:
    """Return the part of the axis on which every line was measured."""
    return max(one.points[0][0] for one in chart.series), min(one.points[-1][0] for one in chart.series)


def _render_axis(chart: Chart) -> Iterator[str]:
    if _has_steps(chart):
        yield f'    x-axis "{chart.x_label}" [{", ".join(show_value(x) for x, _ in chart.series[0].points)}]'
    else:
        first, last = _find_range(chart)
        yield f'    x-axis "{chart.x_label}" {first:g} --> {last:g}'


def _list_values(series: Series, chart: Chart) -> Iterator[str]:
    if _has_steps(chart):
        yield from (f"{y:g}" for _, y in series.points)
        return
    first, last = _find_range(chart)
    for place in range(_SAMPLES):
        yield f"{_read_line(series.points, first + (last - first) * place / (_SAMPLES - 1)):.4g}"


def _read_line(points: Points, x: float) -> float:
    """Return what the line between the points on either side has at a place."""
    behind = min(max(1, bisect_left(points, x, key=lambda point: point[0])), len(points) - 1)
    (x0, y0), (x1, y1) = points[behind - 1], points[behind]
    return y1 if x1 == x0 else y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def _find_top(chart: Chart) -> str:
    """Return a round number that leaves a little room above the greatest value."""
    greatest = max(y for one in chart.series for _, y in one.points)
    step = 10.0 ** (math.floor(math.log10(greatest)) - 1) * 5 if greatest > 0 else 1
    return f"{math.ceil(greatest * (1 + _ROOM) / step) * step:g}"
