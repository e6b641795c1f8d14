"""Measured points -> the source of their chart for Mermaid, with the same in words."""

from __future__ import annotations

import math

from study.receipts.model import Chart
from study.receipts.numbers import show_value


def render_chart(chart: Chart) -> str:
    """Return the picture of a chart whose series share their places on the horizontal axis."""
    greatest = max(y for one in chart.series for _, y in one.points)
    places = [show_value(x) for x, _ in chart.series[0].points]
    lines = [
        "xychart-beta",
        f"    accTitle: {chart.title}",
        f"    accDescr: {describe_chart(chart)}",
        f'    x-axis "{chart.x_label}" [{", ".join(places)}]',
        f'    y-axis "{chart.y_label}" 0 --> {_find_top(greatest)}',
        *(f'    line "{one.label}" [{", ".join(f"{y}" for _, y in one.points)}]' for one in chart.series),
    ]
    return "\n".join(lines)


def _find_top(greatest: float) -> str:
    """Return a round number that leaves a little room above the greatest value."""
    step = 10.0 ** (math.floor(math.log10(greatest)) - 1) * 5 if greatest > 0 else 1
    return f"{math.ceil(greatest * 1.02 / step) * step:g}"


def describe_chart(chart: Chart) -> str:
    """Return every point of a chart in words."""
    series = (
        f"{one.label}: {', '.join(f'{show_value(y)} at {show_value(x)}' for x, y in one.points)}."
        for one in chart.series
    )
    return f"{chart.y_label} over {chart.x_label}. {' '.join(series)}"
