"""Measured points -> the source of their chart for Mermaid, with the same in words."""

from __future__ import annotations

from study.receipts.model import Chart
from study.receipts.numbers import show_value


def render_chart(chart: Chart) -> str:
    """Return the diagram block of a chart whose series share their places on the horizontal axis."""
    places = [show_value(x) for x, _ in chart.series[0].points]
    lines = [
        "xychart-beta",
        f"    accTitle: {chart.title}",
        f"    accDescr: {describe_chart(chart)}",
        f'    x-axis "{chart.x_label}" [{", ".join(places)}]',
        f'    y-axis "{chart.y_label}"',
        *(f'    line "{one.label}" [{", ".join(f"{y}" for _, y in one.points)}]' for one in chart.series),
    ]
    return "\n".join(["```mermaid", *lines, "```"])


def describe_chart(chart: Chart) -> str:
    """Return every point of a chart in words."""
    series = (
        f"{one.label}: {', '.join(f'{show_value(y)} at {show_value(x)}' for x, y in one.points)}."
        for one in chart.series
    )
    return f"{chart.y_label} over {chart.x_label}. {' '.join(series)}"
